import { randomUUID } from "node:crypto";
import { generateSync } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  beginAuthenticator,
  changePassword,
  confirmAuthenticator,
  endOtherSessions,
  endOwnSession,
  makeRecoveryCodes,
  removeFactor,
} from "../commands/account";
import type { StaffCtx } from "../commands/context";
import { approvePayout } from "../commands/payouts";
import { isFresh, PROOF_S } from "../domain/factor";
import { Refusal } from "../domain/refusal";
import { resetFactor } from "../local/reset-factor";
import { hashPassword } from "../runtime/passwords";
import { provedAgain } from "../server/prove";
import type { Staff } from "../server/session";
import { signIn, type SignedIn } from "../server/sign-in";
import { codeTryKey } from "../server/sign-in-rows";
import { payoutsTo } from "./payouts";
import { startRig, type Rig } from "./rig";

const PASSWORD = "correct horse battery staple, and more";
const STEP_S = 30;

let rig: Rig;
let passwordHash: string;

beforeAll(async () => {
  [rig, passwordHash] = await Promise.all([startRig("factors"), hashPassword(PASSWORD)]);
});
afterAll(() => rig.stop());

type Person = { email: string; ctx: StaffCtx; address: string };

async function person(role: "approver" | "operator" = "approver"): Promise<Person> {
  const id = randomUUID();
  const email = `${role}-${id}@example.ca`;
  const name = "Daniel Lavoie";
  await rig.prisma.staff.create({ data: { id, email, name, role, passwordHash, createdAt: new Date() } });
  return {
    email,
    ctx: rig.desk.contextFor({ kind: "staff", id, name, role }, null),
    address: `10.0.0.${id}`,
  };
}

const enter = (who: Person, code = "", password = PASSWORD) =>
  signIn(
    { email: who.email, password, code },
    { id: randomUUID(), address: who.address, device: "a browser" },
    rig.desk,
  );

/** Sets up an app for this person; every later code is of a step that was not used yet. */
async function withApp(who: Person) {
  const { factorId, secret } = await beginAuthenticator(who.ctx, who.email);
  const codeAt = (steps: number) => {
    const epoch = Math.floor(who.ctx.now().getTime() / 1_000) + steps * STEP_S;
    return generateSync({ secret, epoch });
  };
  const { codes } = await confirmAuthenticator(who.ctx, { factorId, code: codeAt(0) });
  rig.wait(2 * STEP_S);
  return { factorId, secret, codeAt, codes };
}

const isIn = (answer: SignedIn | string | null): answer is SignedIn =>
  typeof answer === "object" && answer !== null;
const sessionsOf = ({ ctx }: Person) =>
  rig.prisma.staffSession.findMany({ where: { staffId: ctx.actor.id } });
const codeOf = (error: unknown) => (error instanceof Refusal ? error.code : error);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => codeOf(error),
  );

/** There is a pause after the last try; it is made long enough to be met on a slow machine too. */
async function stretchPause(kind: "code" | "proof", { ctx }: Person): Promise<void> {
  const where = { key: codeTryKey(kind, ctx.actor.id) };
  const { blockedUntil, changedAt } = await rig.prisma.signInThrottle.findUniqueOrThrow({ where });
  expect(blockedUntil.getTime() - changedAt.getTime()).toBeGreaterThanOrEqual(2_000);
  await rig.prisma.signInThrottle.update({
    where,
    data: { blockedUntil: new Date(ctx.now().getTime() + 600_000) },
  });
}

describe("signing in with a second factor", () => {
  let who: Person;
  let app: Awaited<ReturnType<typeof withApp>>;
  beforeEach(async () => {
    who = await person();
    app = await withApp(who);
  });

  test("a right password alone makes no session, and says only then that a code is needed", async () => {
    expect(await enter(who)).toBe("code_needed");
    expect(await enter(who, "", "not the password")).toBeNull();
    expect(await enter(who, app.codeAt(0), "not the password")).toBeNull();
    expect(await sessionsOf(who)).toEqual([]);
    expect(isIn(await enter(who, app.codeAt(0)))).toBe(true);
    expect(await sessionsOf(who)).toHaveLength(1);
  });

  test("somebody without one signs in with the password alone", async () => {
    expect(isIn(await enter(await person()))).toBe(true);
  });

  test("a code works once, and none before it works after it", async () => {
    const [earlier, code] = [app.codeAt(-1), app.codeAt(0)];
    expect(isIn(await enter(who, code))).toBe(true);
    expect(await enter(who, code)).toBe("code_wrong");
    expect(await enter(who, earlier)).toBe("code_wrong");
    expect(await sessionsOf(who)).toHaveLength(1);
    const refused = await rig.prisma.auditEntry.findMany({
      where: { actorId: who.ctx.actor.id, outcome: "refused" },
    });
    expect(refused.map(({ deed, reason }) => [deed, reason])).toEqual(
      Array.from({ length: 2 }, () => ["session.begin", "The password was right, the code was not."]),
    );
  });

  test("a code works once also for requests at the same moment", async () => {
    const code = app.codeAt(0);
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter(who, code)));
    expect(answers.filter(isIn)).toHaveLength(1);
    expect(await sessionsOf(who)).toHaveLength(1);
  });

  test("the code that confirmed the app does not sign in", async () => {
    const other = await person();
    const { factorId, secret } = await beginAuthenticator(other.ctx, other.email);
    const code = generateSync({ secret, epoch: Math.floor(other.ctx.now().getTime() / 1_000) });
    await confirmAuthenticator(other.ctx, { factorId, code });
    expect(await enter(other, code)).toBe("code_wrong");
  });

  test.each([
    ["old", -3],
    ["to come", 3],
  ])("a code that is %s is wrong", async (_, steps) => {
    expect(await enter(who, app.codeAt(steps))).toBe("code_wrong");
  });

  test("nonsense is wrong, never an error", async () => {
    for (const code of ["0", "١٢٣٤٥٦", "000000 OR 1=1", "\0", "[object Object]"])
      expect(await enter(who, code)).toBe("code_wrong");
    expect(await enter(who, "9".repeat(5_000))).toBeNull();
  });

  test("a recovery code works once, in any case and grouping, also at the same moment", async () => {
    const [code = ""] = app.codes;
    const typed = code.toLowerCase().replaceAll("-", " ");
    const answers = await Promise.all([enter(who, typed), enter(who, code), enter(who, code)]);
    expect(answers.filter(isIn)).toHaveLength(1);
    expect(await enter(who, code)).toBe("code_wrong");
    expect((await rig.desk.read.ownFactors(who.ctx.actor.id)).recovery?.left).toBe(9);
    const begun = await rig.prisma.auditEntry.findMany({
      where: { actorId: who.ctx.actor.id, deed: "session.begin", outcome: "done" },
    });
    expect(begun.map(({ after }) => after)).toEqual([{ provedBy: "password and recovery code" }]);
  });

  test("somebody else's code and recovery code are wrong", async () => {
    const other = await person();
    const theirs = await withApp(other);
    expect(await enter(who, theirs.codes[0])).toBe("code_wrong");
    if (theirs.codeAt(0) !== app.codeAt(0)) expect(await enter(who, theirs.codeAt(0))).toBe("code_wrong");
  });

  test("tries of codes are slowed, and only those of who knows the password", async () => {
    for (let n = 0; n < 6; n++) await enter(who, "000000");
    await stretchPause("code", who);
    expect(await enter(who, app.codeAt(0))).toBe("code_wait");
    expect(await sessionsOf(who)).toEqual([]);

    const calm = await person();
    const calmApp = await withApp(calm);
    for (let n = 0; n < 4; n++) await enter(calm, "000000", "not the password");
    expect(isIn(await enter(calm, calmApp.codeAt(0)))).toBe(true);
  });

  test("many tries at once do not slip under the limit", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(who, "000000")));
    expect(answers.filter((answer) => answer === "code_wrong").length).toBeLessThanOrEqual(6);
    expect(await sessionsOf(who)).toEqual([]);
  }, 60_000);

  test("an app that was begun and never confirmed asks for nothing", async () => {
    const other = await person();
    await beginAuthenticator(other.ctx, other.email);
    expect(isIn(await enter(other))).toBe(true);
  });

  test("a disabled person is told nothing, whatever they type", async () => {
    await rig.prisma.staff.update({ where: { id: who.ctx.actor.id }, data: { disabledAt: new Date() } });
    expect(await enter(who)).toBeNull();
    expect(await enter(who, app.codeAt(0))).toBeNull();
  });
});

describe("one's own factor", () => {
  test("a second app is refused while there is one; a pending one is begun anew", async () => {
    const who = await person();
    const first = await beginAuthenticator(who.ctx, who.email);
    const second = await beginAuthenticator(who.ctx, who.email);
    const code = generateSync({ secret: first.secret, epoch: Math.floor(who.ctx.now().getTime() / 1_000) });
    expect(await refusal(confirmAuthenticator(who.ctx, { factorId: first.factorId, code }))).toBe(
      "not_found",
    );
    expect(await refusal(confirmAuthenticator(who.ctx, { factorId: second.factorId, code: "12345" }))).toBe(
      "bad_input",
    );
    await withApp(who);
    expect(await refusal(beginAuthenticator(who.ctx, who.email))).toBe("already_exists");
  });

  test("nobody confirms, removes or replaces what is somebody else's", async () => {
    const [who, thief] = [await person(), await person()];
    const { factorId, codeAt } = await withApp(who);
    expect(await refusal(removeFactor(thief.ctx, { factorId }))).toBe("not_found");
    const pending = await beginAuthenticator(thief.ctx, thief.email);
    const code = generateSync({ secret: pending.secret, epoch: Math.floor(who.ctx.now().getTime() / 1_000) });
    expect(await refusal(confirmAuthenticator(who.ctx, { factorId: pending.factorId, code }))).toBe(
      "not_found",
    );
    expect(await refusal(makeRecoveryCodes(thief.ctx))).toBe("state_forbids");
    expect(isIn(await enter(who, codeAt(0)))).toBe(true);
  });

  test("new recovery codes end the old ones, also when made twice at once", async () => {
    const who = await person();
    const { codes, codeAt } = await withApp(who);
    await Promise.all([makeRecoveryCodes(who.ctx), makeRecoveryCodes(who.ctx)]);
    expect((await rig.desk.read.ownFactors(who.ctx.actor.id)).recovery?.left).toBe(10);
    expect(await enter(who, codes[0])).toBe("code_wrong");
    expect(isIn(await enter(who, codeAt(0)))).toBe(true);
  });

  test("removing it takes the recovery codes with it", async () => {
    const who = await person();
    const { factorId } = await withApp(who);
    await removeFactor(who.ctx, { factorId });
    expect(await rig.desk.read.ownFactors(who.ctx.actor.id)).toEqual({ authenticator: null, recovery: null });
    expect(isIn(await enter(who))).toBe(true);
  });

  test("who has lost everything is let in from the server's shell, and signed out elsewhere", async () => {
    const who = await person();
    const { codeAt, codes } = await withApp(who);
    const { staff } = await signedIn(who, codeAt(0));
    expect(await resetFactor(rig.desk, "nobody@example.ca")).toBeNull();
    expect(await resetFactor(rig.desk, ` ${who.email.toUpperCase()}`)).toBe("Daniel Lavoie");
    expect((await rig.desk.read.staffSession(staff.sessionId))?.endedAt).not.toBeNull();
    expect(await enter(who, codes[0])).toMatchObject({ id: who.ctx.actor.id });
    const entry = await rig.prisma.auditEntry.findFirst({ where: { deed: "factor.reset" } });
    expect(entry).toMatchObject({ actorKind: "setup", subjectId: who.ctx.actor.id });
  });

  test("a new password signs out everywhere else, and the former one opens nothing", async () => {
    const who = await person();
    const [elsewhere, here] = [await enter(who), await enter(who)];
    if (!isIn(elsewhere) || !isIn(here)) throw new Error("nobody signed in");
    const own = { email: who.email, name: who.ctx.actor.name, sessionId: here.sessionId };
    const easy = ["short", "password1234", `${who.email}`, "aaaaaaaaaaaaaaaa", "\0".repeat(20)];
    for (const password of easy)
      expect(await refusal(changePassword(who.ctx, { password }, own, hashPassword))).toBe("bad_input");
    const password = "seven quiet lanterns above the harbour";
    expect(await changePassword(who.ctx, { password }, own, hashPassword)).toEqual({ ended: 1 });
    const kept = await sessionsOf(who);
    expect(kept.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)).toEqual([here.sessionId]);
    expect(await enter(who)).toBeNull();
    expect(isIn(await enter(who, "", password))).toBe(true);
    const record = await rig.prisma.auditEntry.findMany({ where: { actorId: who.ctx.actor.id } });
    expect(record.filter(({ deed }) => deed === "password.change")).toHaveLength(1);
    expect(JSON.stringify(record.map(({ before, after }) => [before, after]))).not.toContain(password);
  });

  test("the database holds neither the secret nor a recovery code, and the record holds neither", async () => {
    const who = await person();
    const { secret, codes } = await withApp(who);
    const [factors, kept, entries] = await Promise.all([
      rig.prisma.factor.findMany(),
      rig.prisma.recoveryCode.findMany(),
      rig.prisma.auditEntry.findMany({ where: { actorId: who.ctx.actor.id }, orderBy: { id: "asc" } }),
    ]);
    const all = JSON.stringify([factors, kept, entries], (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect(all).not.toContain(text);
    expect(entries.map(({ deed }) => deed)).toEqual(["factor.begin", "factor.add"]);
  });

  test("a secret moved into somebody else's row opens nothing", async () => {
    const [who, thief] = [await person(), await person()];
    const [victim, own] = [await withApp(who), await withApp(thief)];
    const { secret } = await rig.prisma.factor.findUniqueOrThrow({ where: { id: own.factorId } });
    await rig.prisma.factor.update({ where: { id: victim.factorId }, data: { secret } });
    await expect(enter(who, own.codeAt(0))).rejects.toThrow();
    expect(await sessionsOf(who)).toEqual([]);
  });
});

/** What the server knows of a signed-in person. */
async function signedIn(who: Person, code = ""): Promise<{ staff: Staff; ctx: StaffCtx }> {
  const answer = await enter(who, code);
  if (!isIn(answer)) throw new Error(`not signed in: ${answer}`);
  const { sessionId } = answer;
  return {
    ctx: rig.desk.contextFor({ ...who.ctx.actor, sessionId }, null),
    staff: await staffOf(sessionId),
  };
}

async function staffOf(sessionId: string): Promise<Staff> {
  const row = await rig.desk.read.staffSession(sessionId);
  if (row === null) throw new Error("no such session");
  const { id, name, email, role, hasFactor } = row.staff;
  return { id, name, email, role, hasFactor, sessionId, provedAt: row.provedAt };
}

const prove = (ctx: StaffCtx, staff: Staff, typed: string) => provedAgain(ctx, { typed }, staff, rig.desk);

describe("proving again", () => {
  test("goes on under a new id, and the old one is signed out", async () => {
    const who = await person();
    const { ctx, staff } = await signedIn(who);
    rig.wait(PROOF_S);
    expect(isFresh(staff.provedAt, ctx.now())).toBe(false);
    const id = await prove(ctx, staff, PASSWORD);
    expect(id).not.toBe(staff.sessionId);
    expect(await rig.desk.read.staffSession(staff.sessionId)).toBeNull();
    expect(isFresh((await staffOf(id)).provedAt, ctx.now())).toBe(true);
    expect(await refusal(prove(ctx, staff, PASSWORD))).toBe("signed_out");
  });

  test("who has a second factor cannot do it with the password, nor with a code that signed in", async () => {
    const who = await person();
    const { codeAt, codes } = await withApp(who);
    const code = codeAt(0);
    const { ctx, staff } = await signedIn(who, code);
    expect(await refusal(prove(ctx, staff, PASSWORD))).toBe("bad_input");
    expect(await refusal(prove(ctx, staff, code))).toBe("bad_input");
    expect(typeof (await prove(ctx, staff, codes[1] ?? ""))).toBe("string");
  });

  test("one code proves once, also at the same moment", async () => {
    const who = await person();
    const { codeAt } = await withApp(who);
    const one = await signedIn(who, codeAt(0));
    rig.wait(2 * STEP_S);
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => refusal(prove(one.ctx, one.staff, codeAt(0)))),
    );
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  });

  test("wrong proofs are slowed, and do not keep the person from signing in", async () => {
    const who = await person();
    const { ctx, staff } = await signedIn(who);
    for (let n = 0; n < 6; n++) await refusal(prove(ctx, staff, "not the password"));
    await stretchPause("proof", who);
    expect(await refusal(prove(ctx, staff, PASSWORD))).toBe("state_forbids");
    expect(isIn(await enter(who))).toBe(true);
  });
});

describe("one's own sessions", () => {
  test("are ended one or all others at a time, never somebody else's", async () => {
    const [who, other] = [await person(), await person()];
    const [here, there, third] = [await signedIn(who), await signedIn(who), await signedIn(who)];
    const theirs = await signedIn(other);
    const foreign = { sessionId: theirs.staff.sessionId };
    expect(await refusal(endOwnSession(here.ctx, foreign))).toBe("not_found");
    expect(await refusal(endOwnSession(here.ctx, { sessionId: there.staff.sessionId }))).toBe("done");
    expect(await refusal(endOwnSession(here.ctx, { sessionId: there.staff.sessionId }))).toBe("not_found");
    expect(await endOtherSessions(here.ctx, here.staff.sessionId)).toEqual({ ended: 1 });
    const long = new Date(0);
    const left = await rig.desk.read.ownSessions(who.ctx.actor.id, here.ctx.now(), long);
    expect(left.map(({ id }) => id)).toEqual([here.staff.sessionId]);
    expect((await rig.desk.read.staffSession(third.staff.sessionId))?.endedAt).not.toBeNull();
    expect((await rig.desk.read.staffSession(theirs.staff.sessionId))?.endedAt).toBeNull();
  });
});

describe("approving under one proof", () => {
  const approve = (by: StaffCtx, shown: Parameters<typeof approvePayout>[1]) =>
    refusal(approvePayout(by, shown));
  let payouts: ReturnType<typeof payoutsTo>;
  beforeAll(async () => {
    payouts = payoutsTo(rig, await rig.vendor());
  });
  const shownOf = async (amount: string) => payouts.shown(await payouts.prepared(amount));

  test("goes up to an amount, then asks for a proof, which lets the same decision through", async () => {
    const who = await person();
    const { ctx, staff } = await signedIn(who);
    rig.wait(PROOF_S);
    const [first, second, third] = [
      await shownOf("6,000.00"),
      await shownOf("4,000.00"),
      await shownOf("0.50"),
    ];
    expect(await approve(ctx, first)).toBe("done");
    expect(await approve(ctx, second)).toBe("done");
    expect(await approve(ctx, third)).toBe("proof_needed");
    expect((await payouts.payoutOf(third.payoutId)).state).toBe("awaiting_approval");
    const sessionId = await prove(ctx, staff, PASSWORD);
    const anew = rig.desk.contextFor({ ...who.ctx.actor, sessionId }, null);
    expect(await approve(ctx, third)).toBe("proof_needed");
    expect(await approve(anew, third)).toBe("done");
  });

  test("a single larger one needs a fresh proof of its own", async () => {
    const who = await person();
    const { ctx, staff } = await signedIn(who);
    const [large, small] = [await shownOf("25,000.00"), await shownOf("25.00")];
    rig.wait(PROOF_S);
    expect(await approve(ctx, large)).toBe("proof_needed");
    const sessionId = await prove(ctx, staff, PASSWORD);
    const anew = rig.desk.contextFor({ ...who.ctx.actor, sessionId }, null);
    expect(await approve(anew, large)).toBe("done");
    expect(await approve(anew, small)).toBe("proof_needed");
  });

  test("decisions at the same moment do not slip past the amount together", async () => {
    const { ctx } = await signedIn(await person());
    const shown = await Promise.all(Array.from({ length: 6 }, () => shownOf("3,000.00")));
    const answers = await Promise.all(shown.map((one) => approve(ctx, one)));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(3);
    expect(answers.filter((answer) => answer === "proof_needed")).toHaveLength(3);
  });

  test("a decision that is refused counts nothing", async () => {
    const { ctx, staff } = await signedIn(await person());
    const shown = await shownOf("9,000.00");
    expect(await approve(ctx, { ...shown, version: shown.version + 1 })).toBe("changed_meanwhile");
    const row = await rig.prisma.staffSession.findUniqueOrThrow({ where: { id: staff.sessionId } });
    expect(row.approvedCents).toBe(0n);
  });
});
