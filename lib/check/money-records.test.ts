import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askCollection, cancelCollection } from "../commands/collections";
import { addBankAccount } from "../commands/contacts";
import { cents } from "./payouts";
import { OPERATING, startRig, type Rig } from "./rig";

let rig: Rig;
let vendor: { contactId: string; bankAccountId: string };
beforeAll(async () => {
  rig = await startRig("records");
  vendor = await rig.vendor();
  await rig.registerWebhook();
});
afterAll(() => rig.stop());
beforeEach(() => rig.call("DELETE", "/_sandbox/faults"));

describe("what is kept is what was asked for", () => {
  test("fault 26: the same collection sent five times at once asks Jetpay once", async () => {
    const collectionId = randomUUID();
    const { contactId } = vendor;
    const form = {
      collectionId,
      contactId,
      amount: cents("25"),
      statement: "ORDER 1",
      note: null,
      merchantAccountId: OPERATING,
    };
    await Promise.all(Array.from({ length: 5 }, () => askCollection(rig.operator, form)));
    const { reference } = await rig.prisma.collection.findUniqueOrThrow({ where: { id: collectionId } });
    expect(await rig.ledgerOf(reference)).toHaveLength(1);
  });

  test("a bank account under a used id is refused, so nobody is paid to an account that was not shown", async () => {
    const { contactId } = vendor;
    const bankAccountId = randomUUID();
    const form = {
      bankAccountId,
      contactId,
      institutionNumber: "004",
      transitNumber: "27601",
      accountNumber: "1111111",
      accountType: "chequing" as const,
      title: "Chequing",
      holderName: "Maple Woodworks",
      holderEmail: "pay@maple.example",
      street: "1 Queen Street",
      city: "Toronto",
      postalCode: "K1A 0B1",
      country: "CA",
    };
    await rig.fault({ method: "PUT", path: "/contact/bank_account", fault: "rate_limit" });
    await expect(addBankAccount(rig.operator, form)).rejects.toMatchObject({ code: "jetpay_unreachable" });
    const other = { ...form, accountNumber: "2222222" };
    await expect(addBankAccount(rig.operator, other)).rejects.toMatchObject({ code: "already_exists" });
    await addBankAccount(rig.operator, form);
    expect(
      await rig.prisma.auditEntry.count({ where: { subjectId: bankAccountId, deed: "method.add" } }),
    ).toBe(1);
  });

  test("a cancelled collection stays cancelled when an older event comes after", async () => {
    const collectionId = randomUUID();
    const { contactId } = vendor;
    await askCollection(rig.operator, {
      collectionId,
      contactId,
      amount: cents("30"),
      statement: "ORDER 2",
      note: null,
      merchantAccountId: OPERATING,
    });
    await cancelCollection(rig.operator, { collectionId });
    await rig.call("POST", "/_sandbox/deliver-now", {});
    const collection = await rig.prisma.collection.findUniqueOrThrow({ where: { id: collectionId } });
    expect(
      await rig.prisma.event.count({ where: { transactionId: collection.transactionId } }),
    ).toBeGreaterThan(0);
    expect(collection.state).toBe("cancelled");
  });

  test("every change has its audit entry, and no account number is kept anywhere", async () => {
    const number = "7654321";
    await rig.vendor(number);
    expect(await rig.prisma.auditEntry.count({ where: { deed: "method.add" } })).toBeGreaterThanOrEqual(1);
    const tables = await rig.prisma.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const found = await rig.prisma.$queryRawUnsafe<{ n: bigint }[]>(
        `SELECT count(*) AS n FROM ${name} t WHERE to_jsonb(t)::text LIKE '%${number}%'`,
      );
      expect([name, found[0]?.n]).toEqual([name, 0n]);
    }
  });
});
