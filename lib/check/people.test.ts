import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StaffCtx } from "../commands/context";
import {
  changePower,
  ChangePower,
  decideChange,
  disableStaff,
  enableStaff,
  endSessions,
} from "../commands/staff";
import { ROLES } from "../domain/deeds";
import { movesMoney } from "../domain/power";
import { startPeople, type PeopleRig } from "./people-rig";

let rig: PeopleRig;
let first: StaffCtx;
let second: StaffCtx;
let third: StaffCtx;
beforeAll(async () => {
  rig = await startPeople();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  for (const text of [
    "ALTER TABLE staff DISABLE TRIGGER USER",
    "UPDATE staff SET role = 'viewer', approve_most_cents = NULL, approve_day_cents = NULL, disabled_at = NULL",
    "ALTER TABLE staff ENABLE TRIGGER USER",
  ])
    await rig.prisma.$executeRawUnsafe(text);
  first = await rig.person("administrator", "Mei Chen");
  second = await rig.person("administrator", "Luc Gagnon");
  third = await rig.person("administrator", "Ines Costa");
});

const change = async (by: StaffCtx, who: StaffCtx, power: { role: string; most?: string; day?: string }) =>
  changePower(by, ChangePower.parse({ ...(await rig.seen(who)), ...power }));
const decide = (by: StaffCtx, changeId: string, verdict: "consent" | "decline" | "withdraw" = "consent") =>
  decideChange(by, { changeId, verdict });
const stillHolds = async (sessionId: string) => {
  const row = await rig.desk.read.staffSession(sessionId);
  return row !== null && row.endedAt === null && row.staff.disabledAt === null;
};
const lastEntry = () => rig.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });

test("PostgreSQL and the domain agree on which roles move money", async () => {
  for (const role of ROLES)
    expect([role, await rig.prisma.$queryRaw`SELECT moves_money(${role}) AS moves`]).toEqual([
      role,
      [{ moves: movesMoney(role) }],
    ]);
});

describe("a change of somebody's power", () => {
  test("that concerns no money takes effect at once, with before and after in the audit", async () => {
    const viewer = await rig.person("viewer");
    expect(await change(first, viewer, { role: "support" })).toEqual({ outcome: "done" });
    expect((await rig.rowOf(viewer)).role).toBe("support");
    expect(await lastEntry()).toMatchObject({
      actorId: first.actor.id,
      deed: "staff.manage",
      subjectId: viewer.actor.id,
      before: { role: "viewer" },
      after: { role: "support" },
    });
  });

  test("that gives power over money waits for a second administrator", async () => {
    const viewer = await rig.person("viewer");
    expect(await change(first, viewer, { role: "approver", most: "500", day: "2,000.00" })).toEqual({
      outcome: "waits",
    });
    expect((await rig.rowOf(viewer)).role).toBe("viewer");
    await decide(second, await rig.waiting());
    expect(await rig.rowOf(viewer)).toMatchObject({
      role: "approver",
      approveMostCents: 50_000n,
      approveDayCents: 200_000n,
      version: 1,
    });
    expect(await lastEntry()).toMatchObject({
      actorId: second.actor.id,
      before: { role: "viewer", mostCents: null },
      after: { role: "approver", mostCents: "50000", proposedBy: first.actor.id },
    });
  });

  test("that takes such power away waits too, and so do limits", async () => {
    const approver = await rig.person("approver");
    expect(await change(first, approver, { role: "approver", most: "10" })).toEqual({ outcome: "waits" });
    await decide(second, await rig.waiting());
    expect(await change(second, approver, { role: "viewer" })).toEqual({ outcome: "waits" });
    await decide(first, await rig.waiting());
    expect(await rig.rowOf(approver)).toMatchObject({ role: "viewer", approveMostCents: null });
  });

  test("can be declined by another and withdrawn by the proposer, and then nothing comes of it", async () => {
    const viewer = await rig.person("viewer");
    await change(first, viewer, { role: "operator" });
    const declined = await rig.waiting();
    await expect(decide(second, declined, "withdraw")).rejects.toMatchObject({ code: "no_permission" });
    await decide(second, declined, "decline");
    await expect(decide(third, declined)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await change(first, viewer, { role: "operator" });
    const withdrawn = await rig.waiting();
    await expect(decide(first, withdrawn, "decline")).rejects.toMatchObject({ code: "same_person" });
    await decide(first, withdrawn, "withdraw");
    await expect(decide(third, withdrawn)).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect((await rig.rowOf(viewer)).role).toBe("viewer");
  });

  test("is one at a time for each person, and against what was seen", async () => {
    const viewer = await rig.person("viewer");
    await change(first, viewer, { role: "operator" });
    await expect(change(second, viewer, { role: "approver" })).rejects.toMatchObject({
      code: "already_exists",
    });
    const stale = ChangePower.parse({ staffId: viewer.actor.id, version: 7, role: "support" });
    await expect(changePower(first, stale)).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  test("is withdrawn when the person changes otherwise meanwhile", async () => {
    const viewer = await rig.person("viewer");
    await change(first, viewer, { role: "operator" });
    const waiting = await rig.waiting();
    await change(second, viewer, { role: "support" });
    await expect(decide(third, waiting)).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect((await rig.rowOf(viewer)).role).toBe("support");
  });

  test("consented to by two at once takes effect once", async () => {
    const viewer = await rig.person("viewer");
    await change(first, viewer, { role: "operator" });
    const waiting = await rig.waiting();
    const answers = await Promise.allSettled([decide(second, waiting), decide(third, waiting)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rig.rowOf(viewer)).toMatchObject({ role: "operator", version: 1 });
  });

  test.each([
    [{ role: "emperor" }, /one of the roles/],
    [{ role: "approver", most: "1,00" }, /commas/],
    [{ role: "approver", most: "-5" }, /more than zero/],
    [{ role: "approver", most: "0" }, /more than zero/],
    [{ role: "approver", day: "1e21" }, /not an amount/],
    [{ role: "approver", most: ["1"] }, /Type an amount/],
    [{ role: ["administrator"] }, /one of the roles/],
  ])("with nonsense gets its sentence: %j", (power, words) => {
    const parsed = ChangePower.safeParse({ staffId: randomUUID(), version: 0, ...power });
    expect(parsed.error?.issues[0]?.message).toMatch(words);
  });

  test("with limits that cannot stand is refused", async () => {
    const viewer = await rig.person("viewer");
    await expect(change(first, viewer, { role: "operator", most: "10" })).rejects.toMatchObject({
      code: "bad_input",
    });
    await expect(change(first, viewer, { role: "approver", most: "10", day: "9" })).rejects.toMatchObject({
      fields: { day: expect.stringContaining("less than one payout") },
    });
    await expect(change(first, viewer, { role: "viewer" })).rejects.toMatchObject({ code: "bad_input" });
    const nobody = ChangePower.parse({ staffId: randomUUID(), version: 0, role: "viewer" });
    await expect(changePower(first, nobody)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("nobody changes their own power", () => {
  test("whatever is sent", async () => {
    const own = await rig.seen(first);
    const same = { code: "same_person" };
    await expect(changePower(first, ChangePower.parse({ ...own, role: "viewer" }))).rejects.toMatchObject(
      same,
    );
    const upper = { ...own, staffId: own.staffId.toUpperCase() };
    await expect(changePower(first, ChangePower.parse({ ...upper, role: "viewer" }))).rejects.toMatchObject(
      same,
    );
    await expect(disableStaff(first, own)).rejects.toMatchObject(same);
    await expect(disableStaff(first, upper)).rejects.toMatchObject(same);
    await expect(enableStaff(first, own)).rejects.toMatchObject(same);
  });

  test("by consenting to what they proposed, or to what is about them", async () => {
    await change(first, second, { role: "viewer" });
    const waiting = await rig.waiting();
    await expect(decide(first, waiting)).rejects.toMatchObject({ code: "same_person" });
    await expect(decide(second, waiting)).rejects.toMatchObject({ code: "same_person" });
    await expect(decide(second, waiting, "decline")).rejects.toMatchObject({ code: "same_person" });
    await decide(third, waiting);
    expect((await rig.rowOf(second)).role).toBe("viewer");
  });

  test("and PostgreSQL itself refuses the same consent, and power without one", async () => {
    const viewer = await rig.person("viewer");
    await change(first, viewer, { role: "operator" });
    const id = await rig.waiting();
    const consent = (by: StaffCtx) => rig.prisma.$executeRaw`
      UPDATE staff_change SET state = 'consented', decided_by = ${by.actor.id}::uuid, decided_at = now() WHERE id = ${id}::uuid`;
    await expect(consent(first)).rejects.toThrow("staff_change_takes_two");
    await expect(consent(viewer)).rejects.toThrow("two active administrators");
    const power = rig.prisma
      .$executeRaw`UPDATE staff SET role = 'operator', version = version + 1 WHERE id = ${viewer.actor.id}::uuid`;
    await expect(power).rejects.toThrow("consent of a second administrator");
    const limit = rig.prisma
      .$executeRaw`UPDATE staff SET approve_day_cents = 5 WHERE id = ${second.actor.id}::uuid`;
    await expect(limit).rejects.toThrow("consent of a second administrator");
    const bent = rig.prisma
      .$executeRaw`UPDATE staff_change SET role = 'administrator' WHERE id = ${id}::uuid`;
    await expect(bent).rejects.toThrow("as it was proposed");
    await expect(rig.prisma.$executeRaw`DELETE FROM staff_change`).rejects.toThrow("never changed");
    const own = rig.prisma.$executeRaw`
      INSERT INTO staff_change (id, staff_id, staff_version, role_before, role, enables, proposed_by, proposed_at, state)
      VALUES (gen_random_uuid(), ${first.actor.id}::uuid, 0, 'viewer', 'viewer', false, ${first.actor.id}::uuid, now(), 'waiting')`;
    await expect(own).rejects.toThrow("staff_change_is_not_ones_own");
  });

  test.each(ROLES.filter((role) => role !== "administrator"))("and %s changes nobody's", async (role) => {
    const [wrong, viewer] = [await rig.person(role), await rig.person("viewer")];
    const no = { code: "no_permission" };
    await expect(change(wrong, viewer, { role: "support" })).rejects.toMatchObject(no);
    await expect(disableStaff(wrong, await rig.seen(viewer))).rejects.toMatchObject(no);
    await expect(endSessions(wrong, { staffId: viewer.actor.id })).rejects.toMatchObject(no);
    await expect(rig.invite(wrong, "viewer")).rejects.toMatchObject(no);
    await change(first, viewer, { role: "operator" });
    await expect(decide(wrong, await rig.waiting())).rejects.toMatchObject(no);
  });

  test("nor does one who is an administrator no more, with a session from before", async () => {
    const viewer = await rig.person("viewer");
    await disableStaff(first, await rig.seen(second));
    await expect(change(second, viewer, { role: "support" })).rejects.toMatchObject({
      code: "no_permission",
    });
  });

  test("an administrator with a limit gives nobody a higher one, nor consents to it", async () => {
    await change(first, second, { role: "administrator", most: "100" });
    await decide(third, await rig.waiting());
    const viewer = await rig.person("viewer");
    await expect(change(second, viewer, { role: "approver", most: "101" })).rejects.toMatchObject({
      code: "no_permission",
    });
    await change(first, viewer, { role: "approver" });
    await expect(decide(second, await rig.waiting())).rejects.toMatchObject({ code: "no_permission" });
  });
});

describe("the last administrators", () => {
  test("two who disable each other at once leave one", async () => {
    await disableStaff(second, await rig.seen(third));
    const [a, b] = [await rig.seen(first), await rig.seen(second)];
    const answers = await Promise.allSettled([disableStaff(first, b), disableStaff(second, a)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rig.prisma.staff.count({ where: { role: "administrator", disabledAt: null } })).toBe(1);
  });

  test("PostgreSQL keeps the last one, also against two statements at once", async () => {
    await disableStaff(second, await rig.seen(third));
    const out = ({ actor }: StaffCtx) =>
      rig.prisma.$executeRaw`UPDATE staff SET disabled_at = now() WHERE id = ${actor.id}::uuid`;
    const answers = await Promise.allSettled([out(first), out(second)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("one alone changes things at once, but not for a day after disabling the others", async () => {
    const viewer = await rig.person("viewer");
    await disableStaff(first, await rig.seen(second));
    await disableStaff(first, await rig.seen(third));
    await expect(change(first, viewer, { role: "approver" })).rejects.toMatchObject({
      code: "not_ready",
      message: expect.stringContaining("admin:invite"),
    });
    await expect(rig.invite(first, "approver")).rejects.toMatchObject({ code: "not_ready" });
    await expect(enableStaff(first, await rig.seen(second))).rejects.toMatchObject({ code: "not_ready" });
    rig.wait(25 * 3_600);
    expect(await change(first, viewer, { role: "approver" })).toEqual({ outcome: "done" });
    expect(await enableStaff(first, await rig.seen(second))).toEqual({ outcome: "done" });
    expect((await rig.rowOf(second)).disabledAt).toBeNull();
  });

  test("of two, neither can be changed by the other alone, which is said in words", async () => {
    await change(first, third, { role: "viewer" });
    await decide(second, await rig.waiting());
    await expect(change(first, second, { role: "viewer" })).rejects.toMatchObject({
      code: "not_ready",
      message: expect.stringContaining("Invite a third"),
    });
  });
});

describe("keeping somebody out", () => {
  test("ends every sign-in at once and withdraws what they began", async () => {
    const viewer = await rig.person("viewer");
    const sessions = [await rig.session(second), await rig.session(second)];
    await change(second, viewer, { role: "operator" });
    const waiting = await rig.waiting();
    const { token } = await rig.invite(second, "viewer");
    expect(await disableStaff(first, await rig.seen(second))).toEqual({ ended: 2 });
    for (const id of sessions) expect(await stillHolds(id)).toBe(false);
    await expect(decide(third, waiting)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(rig.join(token)).rejects.toMatchObject({ code: "not_found" });
    expect(await rig.desk.read.approvalRoom(second.actor.id, new Date())).toBeNull();
  });

  test("and letting them in again takes two where money is concerned, and revives no old sign-in", async () => {
    const operator = await rig.person("operator");
    const session = await rig.session(operator);
    await disableStaff(first, await rig.seen(operator));
    await expect(disableStaff(first, await rig.seen(operator))).rejects.toMatchObject({
      code: "state_forbids",
    });
    expect(await enableStaff(first, await rig.seen(operator))).toEqual({ outcome: "waits" });
    expect((await rig.rowOf(operator)).disabledAt).not.toBeNull();
    await decide(second, await rig.waiting());
    expect(await rig.rowOf(operator)).toMatchObject({ role: "operator", disabledAt: null });
    expect(await stillHolds(session)).toBe(false);
  });

  test("ending sign-ins leaves the person as they are", async () => {
    const operator = await rig.person("operator");
    const session = await rig.session(operator);
    const version = (await rig.rowOf(operator)).version;
    expect(await endSessions(first, { staffId: operator.actor.id })).toEqual({ ended: 1 });
    expect(await endSessions(first, { staffId: operator.actor.id })).toEqual({ ended: 0 });
    expect(await stillHolds(session)).toBe(false);
    expect((await rig.rowOf(operator)).version).toBe(version);
  });

  test("the list says who is there", async () => {
    const operator = await rig.person("operator", "Olive Tran");
    await rig.session(operator);
    const now = rig.setup.now();
    const hour = new Date(now.getTime() - 3_600_000);
    const found = (await rig.desk.read.people(now, hour)).find(({ id }) => id === operator.actor.id);
    expect(found).toMatchObject({ name: "Olive Tran", sessions: 1, disabledAt: null, mostCents: null });
    expect(found?.lastSeenAt).not.toBeNull();
  });
});
