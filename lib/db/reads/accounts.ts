import { Prisma, type PrismaClient } from "../generated/client";
import type { Sql } from "../client";
import type { BankAccountDetail, CardDetail, MerchantAccountRow } from "../rows";
import { isUuid, rowsOf } from "./shape";

export const bankAccountsWhere = (db: Sql, where: Prisma.Sql): Promise<BankAccountDetail[]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT b.id, b.state, b.title, b.institution_number AS "institutionNumber",
        b.transit_number AS "transitNumber", b.last_three AS "lastThree", b.account_type AS "accountType",
        b.holder_name AS "holderName", b.added_at AS "addedAt", s.name AS "addedByName", b.problem
      FROM bank_account b LEFT JOIN staff s ON s.id = b.added_by
      WHERE ${where} ORDER BY b.added_at DESC, b.id DESC`,
  );

/** A capture page works once, so its address is told only while it waits. */
export const cardsWhere = (db: Sql, where: Prisma.Sql): Promise<CardDetail[]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT d.id, d.state, d.brand, d.last_four AS "lastFour",
        CASE WHEN d.state = 'pending' THEN d.capture_url END AS "captureUrl", d.problem, d.asked_at AS "askedAt",
        s.name AS "askedByName"
      FROM card d JOIN staff s ON s.id = d.asked_by
      WHERE ${where} ORDER BY d.asked_at DESC, d.id DESC`,
  );

export const accounts = (prisma: PrismaClient) => ({
  bankAccountsOf: async (contactId: string): Promise<BankAccountDetail[]> =>
    isUuid(contactId) ? bankAccountsWhere(prisma, Prisma.sql`b.contact_id = ${contactId}::uuid`) : [],

  /** Where money lands and leaves from, the usual one first. */
  merchantAccounts: (): Promise<MerchantAccountRow[]> =>
    prisma.merchantAccount.findMany({
      select: { id: true, name: true, isDefault: true },
      orderBy: [{ isDefault: "desc" }, { addedAt: "asc" }, { id: "asc" }],
    }),
});
