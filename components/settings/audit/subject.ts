import type { AuditRow } from "@/lib/db/audit/rows";
import { subjectWords } from "@/lib/domain/audit-words";
import { withAuditSearch } from "@/lib/url/audit";
import { withEventSearch } from "@/lib/url/events";

type Subject = Pick<AuditRow, "subjectKind" | "subjectId" | "subjectName" | "contactId">;

/** The page of what an entry is about; null where there is none. */
export function subjectHref({ subjectKind, subjectId, subjectName, contactId }: Subject): string | null {
  const isThere = subjectName !== null;
  switch (subjectKind) {
    case "payout":
      return isThere ? `/payouts/${subjectId}` : null;
    case "collection":
      return isThere ? `/collections/${subjectId}` : null;
    case "contact":
    case "bank_account":
    case "card":
      return contactId === null ? null : `/contacts/${contactId}`;
    case "transaction":
      return withEventSearch("/events", { view: "events", q: subjectId });
    case "staff":
    case "merchant_account":
      return "/settings";
    case "webhook":
      return "/settings/webhook";
    case "audit_entry":
      return `/settings/audit/${encodeURIComponent(subjectId)}`;
    default:
      return null;
  }
}

/** All entries about the same thing. */
export const sameSubjectHref = ({ subjectKind, subjectId }: Subject): string =>
  withAuditSearch("/settings/audit", { about: `${subjectKind}:${subjectId}` });

export const subjectText = (row: AuditRow): string => {
  const words = subjectWords(row);
  return words === "" ? "their own session" : words;
};
