import { createHash } from "node:crypto";
import { sealText, type PayoutFacts, type PayoutState } from "../../domain/payout";
import type { Sql } from "../client";
import { isUuid } from "./shape";

type FactsRow = {
  state: PayoutState;
  version: number;
  reference: string;
  amountCents: bigint;
  statement: string;
  note: string;
  contactId: string;
  contactName: string;
  contactEmail: string;
  accountId: string | null;
  institutionNumber: string;
  transitNumber: string;
  lastThree: string;
  holderName: string;
  fingerprint: string;
  merchantAccountId: string;
  makers: string[];
};

/** All that a decision on this payout depends on, in one statement. Null when there is no such payout. */
export async function payoutFacts(db: Sql, payoutId: string): Promise<PayoutFacts | null> {
  if (!isUuid(payoutId)) return null;
  const [row] = await db.$queryRaw<FactsRow[]>`
    SELECT p.state, p.version, p.reference, p.amount_cents AS "amountCents", p.statement, p.note,
      c.id AS "contactId", c.name AS "contactName", c.email AS "contactEmail",
      b.id AS "accountId", b.institution_number AS "institutionNumber", b.transit_number AS "transitNumber",
      b.last_three AS "lastThree", b.holder_name AS "holderName", b.fingerprint,
      p.merchant_account_id AS "merchantAccountId", p.makers
    FROM payout p JOIN contact c ON c.id = p.contact_id LEFT JOIN bank_account b ON b.id = p.bank_account_id
    WHERE p.id = ${payoutId}::uuid`;
  if (row === undefined) return null;
  const { accountId, institutionNumber, transitNumber, lastThree, holderName, fingerprint, ...facts } = row;
  const account =
    accountId === null
      ? null
      : { id: accountId, institutionNumber, transitNumber, lastThree, holderName, fingerprint };
  return { payoutId: payoutId.toLowerCase(), ...facts, account };
}

/** 64 hexadecimal digits that stand for exactly these facts. */
export const sealOf = (facts: PayoutFacts): string =>
  createHash("sha256").update(sealText(facts)).digest("hex");
