import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffCtx } from "../commands/context";
import { exportAudit } from "../commands/audit-export";
import { approvePayout } from "../commands/payouts";
import { recordRefusal } from "../db";
import { loadAuditSearch } from "../url/audit";
import { payoutsTo } from "./payouts";
import { startRig, type Rig } from "./rig";

let rig: Rig;
let auditor: StaffCtx;
let payoutId: string;
let contactId: string;
const TODAY = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  rig = await startRig("audit_list");
  const vendor = await rig.vendor();
  contactId = vendor.contactId;
  const { prepared, shown } = payoutsTo(rig, vendor);
  payoutId = await prepared("12.50");
  await approvePayout(rig.approver, await shown(payoutId));
  const { id } = rig.operator.actor;
  const subject = { kind: "payout", id: payoutId };
  const stamp = { actor: { kind: "staff", id }, at: new Date(), requestId: "r9", from: null } as const;
  await recordRefusal(rig.prisma, stamp, { deed: "payout.approve", subject, reason: "no_permission: No." });
  const auditorId = randomUUID();
  await rig.prisma.staff.create({
    data: {
      id: auditorId,
      name: "=Rae",
      email: "rae@desk.test",
      role: "auditor",
      passwordHash: "h",
      createdAt: new Date(),
    },
  });
  auditor = rig.desk.contextFor({ kind: "staff", id: auditorId, name: "=Rae", role: "auditor" }, "r1", {
    address: "192.0.2.9",
    device: "+device",
  });
});
afterAll(() => rig.stop());

const asked = (search: string) => loadAuditSearch(new URLSearchParams(search));
const found = async (search: string) => (await rig.desk.read.auditEntries(asked(search))).rows;
const deedsOf = async (search: string) => (await found(search)).map(({ deed }) => deed);

async function exported(search: string): Promise<string[]> {
  let text = "";
  for await (const part of await exportAudit(auditor, asked(search))) text += part;
  return text.trimEnd().split("\r\n");
}

describe("the list", () => {
  test("tells who did what to what, newest first, and knows where each stands in the chain", async () => {
    const rows = await found("");
    const numbers = rows.map(({ number }) => Number(number));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    const approval = rows.find(({ deed, outcome }) => deed === "payout.approve" && outcome === "done");
    expect(approval).toMatchObject({
      actorName: "Daniel Lavoie",
      subjectKind: "payout",
      subjectId: payoutId,
      contactName: "Maple Woodworks",
      contactId,
      after: { verdict: "approve" },
      isErased: false,
    });
    expect(approval?.subjectName).toMatch(/^JD-/);
    const method = rows.find(({ subjectKind }) => subjectKind === "bank_account");
    expect(method).toMatchObject({ subjectName: "•••567", contactName: "Maple Woodworks" });
  });

  test("is filtered by person, deed, outcome, subject and days, and by all of them at once", async () => {
    expect(await deedsOf("view=refused")).toEqual(["payout.approve"]);
    expect(new Set(await deedsOf("deed=payout.make"))).toEqual(new Set(["payout.make"]));
    const approvers = await found(`by=${rig.approver.actor.id}`);
    expect(approvers.map(({ actorName }) => actorName)).toEqual(["Daniel Lavoie"]);
    expect(await deedsOf("by=clock")).toEqual([]);
    expect(await deedsOf(`about=payout:${payoutId}`)).toEqual([
      "payout.approve",
      "payout.approve",
      "payout.make",
    ]);
    expect((await found(`from=${TODAY}&to=2999-01-01`)).length).toBe((await found("")).length);
    expect(await deedsOf("to=2020-01-01")).toEqual([]);
    const all = `view=done&deed=payout.approve&by=${rig.approver.actor.id}&about=payout:${payoutId}&from=${TODAY}`;
    expect(await deedsOf(all)).toEqual(["payout.approve"]);
  });

  test.each([
    "by=%00&deed=%00&about=%00",
    "by='%3B--&deed=%25&about=:::",
    "view=nope&sort=__proto__&after=bm9uc2Vuc2U",
    "from=2026-02-30&to=x",
    `by=${"f".repeat(201)}`,
    "about=payout:not-a-uuid",
    "deed=%F0%9F%92%A9",
  ])("nonsense (%s) is no error", async (search) => {
    expect(Array.isArray(await found(search))).toBe(true);
  });

  test("knows every deed there is an entry of, and one entry by its id", async () => {
    expect(await rig.desk.read.auditDeeds()).toEqual(
      expect.arrayContaining(["contact.edit", "method.add", "payout.approve", "payout.make"]),
    );
    const [row] = await found("");
    const entry = await rig.desk.read.auditEntry(row?.id ?? "");
    expect(entry).toMatchObject({ id: row?.id, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const id of ["0", "x", "-1", "99999999999999999999", "1e3"])
      expect(await rig.desk.read.auditEntry(id)).toBeNull();
  });
});

describe("the export", () => {
  test("holds what the list holds, and is itself recorded with what was asked", async () => {
    const lines = await exported("deed=payout.approve");
    expect(lines[0]).toContain("Number,Entry,Time (UTC),Who");
    expect(lines).toHaveLength(3);
    expect(lines.join("\n")).toContain("Daniel Lavoie approved payout JD-");
    expect(lines.join("\n")).toContain("Amélie Roy was refused to decide on payout JD-");
    const [record] = await found("deed=audit.export");
    expect(record).toMatchObject({ actorId: auditor.actor.id, address: "192.0.2.9", requestId: "r1" });
    expect(record?.after).toMatchObject({ deed: "payout.approve", view: "all" });
  });

  test("holds no cell that a spreadsheet would run", async () => {
    const lines = await exported("deed=audit.export");
    const line = lines.at(-1) ?? "";
    expect(line).toContain(",'=Rae,staff,");
    expect(line).toContain(",'+device,");
    for (const cell of line.split(",")) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
  });

  test("reads in parts, each row once, in the list's order, whatever is written meanwhile", async () => {
    const late = () => rig.prisma.$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome)
      VALUES (timestamptz '2025-01-01Z' + interval '30 s', 'setup', 'x.bulk', 'y', 'late', 'done')`;
    await rig.prisma.$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome)
      SELECT timestamptz '2025-01-01Z' + (n / 7) * interval '1 s', 'setup', 'x.bulk', 'y', n::text, 'done'
      FROM generate_series(1, 1203) n`;
    for (const sort of ["-at", "at"]) {
      const there = await rig.prisma.auditEntry.count({ where: { deed: "x.bulk" } });
      const parts: string[] = [];
      for await (const part of await exportAudit(auditor, asked(`deed=x.bulk&sort=${sort}`))) {
        parts.push(part);
        if (parts.length > 1) await late();
      }
      expect(parts.length).toBe(4); // the head, and 500 rows at a time
      const lines = parts.slice(1).join("").trimEnd().split("\r\n");
      const ids = lines.map((line) => Number(line.split(",")[1]));
      expect([ids.length, new Set(ids).size]).toEqual([there, there]);
      const times = lines.map((line) => line.split(",")[2]);
      const rising = times.toSorted((a = "", b = "") => a.localeCompare(b));
      expect(times).toEqual(sort === "at" ? rising : rising.toReversed());
    }
    expect((await rig.desk.audit.verify()).bad).toBeNull();
  });
});
