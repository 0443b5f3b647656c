import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffCtx } from "../commands/context";
import {
  consentToInvitation,
  DEAD_LINK,
  INVITATION_HOURS,
  inviteAdministrator,
  InvitePerson,
  renewInvitation,
  STILL_WAITS,
  withdrawInvitation,
} from "../commands/staff";
import { hashPassword, isPassword } from "../runtime/passwords";
import { startPeople, type PeopleRig } from "./people-rig";

let rig: PeopleRig;
let first: StaffCtx;
let second: StaffCtx;
beforeAll(async () => {
  rig = await startPeople();
  first = await rig.person("administrator", "Mei Chen");
  second = await rig.person("administrator", "Luc Gagnon");
});
afterAll(() => rig.stop());

const dead = { code: "not_found", message: DEAD_LINK };
const newest = async () => {
  const [row] = await rig.desk.read.invitations();
  if (row === undefined) throw new Error("no invitation is open");
  return { invitationId: row.id, version: row.version };
};
const accounts = (email: string) => rig.prisma.staff.count({ where: { email } });

describe("an invitation", () => {
  test("makes one account with its role, and its link works once", async () => {
    const email = `${randomUUID()}@example.ca`;
    const { token, waitsForConsent } = await rig.invite(first, "support", email);
    expect(waitsForConsent).toBe(false);
    expect(await rig.join(token)).toEqual({ email });
    await expect(rig.join(token)).rejects.toMatchObject(dead);
    const made = await rig.prisma.staff.findUniqueOrThrow({ where: { email } });
    expect(made).toMatchObject({ name: "Nadia Haddad", role: "support", disabledAt: null });
    const entry = await rig.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ deed: "staff.join", actorId: made.id, subjectId: made.id });
  });

  test("used eight times at once makes one account", async () => {
    const email = `${randomUUID()}@example.ca`;
    const { token } = await rig.invite(first, "viewer", email);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => rig.join(token)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject(dead);
    expect(await accounts(email)).toBe(1);
  });

  test("that gives power over money works once a second administrator has consented", async () => {
    const { token, waitsForConsent } = await rig.invite(first, "approver");
    expect(waitsForConsent).toBe(true);
    const seen = await newest();
    await expect(rig.join(token)).rejects.toMatchObject({ code: "not_ready", message: STILL_WAITS });
    await expect(consentToInvitation(first, seen)).rejects.toMatchObject({ code: "same_person" });
    const byHand = rig.prisma.$executeRaw`
      UPDATE staff_invitation SET consented_by = invited_by, consented_at = now() WHERE id = ${seen.invitationId}::uuid`;
    await expect(byHand).rejects.toThrow("staff_invitation_takes_two");
    await consentToInvitation(second, seen);
    await expect(consentToInvitation(second, seen)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await rig.join(token);
  });

  test("is for nobody after 72 hours, and works again by a new link when renewed", async () => {
    const { token } = await rig.invite(first, "viewer");
    rig.wait(INVITATION_HOURS * 3_600 + 1);
    await expect(rig.join(token)).rejects.toMatchObject(dead);
    const renewed = await renewInvitation(second, await newest());
    await expect(rig.join(token)).rejects.toMatchObject(dead);
    await rig.join(renewed.token);
  });

  test("renewed twice at once gives one new link", async () => {
    await rig.invite(first, "viewer");
    const seen = await newest();
    const answers = await Promise.allSettled([renewInvitation(first, seen), renewInvitation(second, seen)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("withdrawn while it is used: one of the two happened, not both", async () => {
    for (let race = 0; race < 10; race++) {
      const email = `${randomUUID()}@example.ca`;
      const { token } = await rig.invite(first, "viewer", email);
      const { invitationId } = await newest();
      const answers = await Promise.allSettled([
        withdrawInvitation(second, { invitationId }),
        rig.join(token),
      ]);
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await accounts(email)).toBe(answers[1]?.status === "fulfilled" ? 1 : 0);
    }
  });

  test("to somebody who has an account, or is invited already, says so to the administrator", async () => {
    const { email } = await rig.rowOf(second);
    await expect(rig.invite(first, "viewer", email.toUpperCase())).rejects.toMatchObject({
      code: "already_exists",
      fields: { email: `${email} has an account here already.` },
    });
    const twice = `${randomUUID()}@example.ca`;
    const answers = await Promise.allSettled([
      rig.invite(first, "viewer", twice),
      rig.invite(second, "viewer", twice),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("does not tell somebody with its link that an account was made meanwhile", async () => {
    const email = `${randomUUID()}@example.ca`;
    const { token } = await rig.invite(first, "viewer", email);
    const there = { id: randomUUID(), email, name: "There", role: "viewer", passwordHash: "none" };
    await rig.prisma.staff.create({ data: { ...there, createdAt: new Date() } });
    await expect(rig.join(token)).rejects.toMatchObject(dead);
    expect(await accounts(email)).toBe(1);
  });

  test.each(["", "x", "%00", "../../etc", "a".repeat(200), "\ud800"])(
    "is not found under %j, in the words of every dead link",
    async (token) => {
      await expect(rig.join(token)).rejects.toMatchObject(dead);
    },
  );

  test("keeps no token: the database holds its hash alone", async () => {
    const { token } = await rig.invite(first, "viewer");
    const rows = await rig.prisma.$queryRaw<
      { text: string }[]
    >`SELECT to_jsonb(i)::text AS text FROM staff_invitation i
      UNION ALL SELECT to_jsonb(a)::text FROM audit_entry a`;
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    expect(token).toMatch(/^[\w-]{43}$/);
  });
});

test("an invitation is renewed, consented to and withdrawn by administrators alone", async () => {
  const operator = await rig.person("operator");
  const { token } = await rig.invite(first, "approver");
  const seen = await newest();
  const no = { code: "no_permission" };
  await expect(renewInvitation(operator, seen)).rejects.toMatchObject(no);
  await expect(consentToInvitation(operator, seen)).rejects.toMatchObject(no);
  await expect(withdrawInvitation(operator, seen)).rejects.toMatchObject(no);
  await consentToInvitation(second, seen);
  await rig.join(token);
});

describe("who joins chooses a password", () => {
  test("by the rules, and a refused one leaves the link working", async () => {
    const { token } = await rig.invite(first, "viewer");
    await expect(rig.join(token, "short")).rejects.toMatchObject({
      fields: { password: expect.stringContaining("at least 12") },
    });
    await expect(rig.join(token, "nadia haddad at home")).rejects.toMatchObject({
      fields: { password: expect.stringContaining("your name") },
    });
    await rig.join(token);
  });

  test("that signing in compares in the same form, however the keyboard wrote it", async () => {
    const made = await hashPassword("cafe\u0301 au lait \uff11\uff12");
    expect(await isPassword("caf\u00e9 au lait 12", made)).toBe(true);
    expect(await isPassword("cafe au lait 12", made)).toBe(false);
  });
});

describe("the form of an invitation", () => {
  const problem = (fields: object) =>
    InvitePerson.safeParse({ email: "a@example.ca", name: "A", role: "viewer", ...fields }).error?.issues[0];
  test.each([
    [{ email: "nobody" }, "email", /no @/],
    [{ email: "" }, "email", /missing/],
    [{ name: "  " }, "name", /missing/],
    [{ name: "x".repeat(201) }, "name", /201 characters/],
    [{ name: "a\u0000b" }, "name", /cannot be shown/],
    [{ role: "owner" }, "role", /one of the roles/],
    [{ most: "abc" }, "most", /not an amount/],
  ])("%j gets its sentence", (fields, name, words) => {
    expect(problem(fields)).toMatchObject({ path: [name], message: expect.stringMatching(words) });
  });
});

describe("on the server itself", () => {
  test("administrators are invited until two are there", async () => {
    const own = await startPeople();
    try {
      const invited = (email: string) => inviteAdministrator(own.setup, { email, name: "First Admin" });
      const lost = await invited("One@Example.ca");
      const [one, two] = [await invited("one@example.ca"), await invited("two@example.ca")];
      await expect(own.join(lost.token)).rejects.toMatchObject(dead);
      await expect(invited("nonsense")).rejects.toMatchObject({ code: "bad_input" });
      expect([await own.join(one.token), await own.join(two.token)]).toEqual([
        { email: "one@example.ca" },
        { email: "two@example.ca" },
      ]);
      await expect(invited("one@example.ca")).rejects.toMatchObject({ code: "state_forbids" });
      await expect(invited("three@example.ca")).rejects.toMatchObject({ code: "state_forbids" });
    } finally {
      await own.stop();
    }
  });
});
