import { createLoader, createParser, createSerializer } from "nuqs/server";
import { AUDIT_SORTS, AUDIT_VIEWS, type AuditQuery } from "../domain/lists";
import { listSearch, periodSearch } from "./list";

const LONGEST = 200;
/** A word that is compared as it is; anything that could be none reads as none. */
export const parseAsWord = createParser({
  parse: (text) => (text === "" || text.length > LONGEST || text.includes("\0") ? null : text.toWellFormed()),
  serialize: String,
});

export const auditSearch = {
  ...listSearch(AUDIT_VIEWS, AUDIT_SORTS, "all", "-at"),
  ...periodSearch,
  by: parseAsWord,
  deed: parseAsWord,
  about: parseAsWord,
};
export type AuditSearch = AuditQuery;
export const loadAuditSearch = createLoader(auditSearch);
export const withAuditSearch = createSerializer(auditSearch);
