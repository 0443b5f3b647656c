import { ACH_ROWS } from "./ach-codes";
import { CARD_ROWS } from "./card-declines";
import { EFT_ROWS } from "./eft-codes";
import { OWN_ROWS } from "./own-reasons";
import type { Row } from "./vocabulary";

/**
 * `byNumber`: only a bare AFT number was recognised, and lists of these disagree. `disputed`: Jetpay's words say otherwise.
 * `misplaced`: a card decline on a payment from a bank account.
 */
export type Match = {
  readonly row: Row;
  readonly certainty: "named" | "byNumber" | "disputed" | "misplaced";
};

/** "Account Frozen", "accountFrozen" and "account-frozen" are one spelling. */
export const spelling = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

const indexOf = (rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(
    rows.flatMap((row) =>
      [...row.names, ...(row.code ? [row.code] : [])].map((name) => [spelling(name), row]),
    ),
  );

const EFT = indexOf(EFT_ROWS);
const ACH = indexOf(ACH_ROWS);
const CARD = indexOf(CARD_ROWS);
const OWN = indexOf(OWN_ROWS);

/** The same name can stand in two tables, with other advice: a card's balance is not an account's. */
function tablesFor(direction: "debit" | "credit", method: "bank" | "card" | "link" | null) {
  const byCard = direction === "debit" && method === "card";
  return byCard ? [CARD, OWN, EFT, ACH] : [EFT, ACH, OWN, CARD];
}

const CARD_NUMBER = /^(?:\d\d|r\d)$/;
const RAIL = /^(?:(?:aft|eft|ach|nacha|pad|card|return|reason|code|error|decline)_)+/;
const NUMBER = /^(9\d\d|[rc]\d\d)(?:_(.+))?$/;

/** The row for what Jetpay said, or null when no table has it. A number never wins over words that contradict it. */
export function findRow(
  direction: "debit" | "credit",
  method: "bank" | "card" | "link" | null,
  reason: string | null,
  words: string | null,
): Match | null {
  const tables = tablesFor(direction, method);
  const search = (text: string): Row | null => {
    if (text === "" || (CARD_NUMBER.test(text) && method !== "card")) return null;
    for (const table of tables) {
      const row = table.get(text);
      if (row) return row;
    }
    return null;
  };

  const name = spelling(reason ?? "");
  const bare = name.replace(RAIL, "");
  const [, number, rest = ""] = NUMBER.exec(bare) ?? [];
  const said = search(rest) ?? search(spelling(words ?? "").replace(RAIL, ""));
  if (number === undefined) {
    const row = search(name) ?? search(bare) ?? said;
    if (!row) return null;
    return { row, certainty: method === "bank" && CARD_ROWS.includes(row) ? "misplaced" : "named" };
  }
  const numbered = search(number);
  if (said && numbered?.condition !== said.condition) return { row: said, certainty: "disputed" };
  if (!numbered) return null;
  return { row: numbered, certainty: said || !number.startsWith("9") ? "named" : "byNumber" };
}
