import { headers } from "next/headers";
import type { z } from "zod";
import type { StaffCtx } from "../commands/context";
import { recordRefusal } from "../db";
import type { Action, ActionAnswer } from "../domain/answer";
import { may, rolesThatMay, ROLE_WORDS, type Deed, type Role } from "../domain/deeds";
import { isFresh } from "../domain/factor";
import { PROOF_NEEDED, Refusal, type RefusalCode } from "../domain/refusal";
import { desk } from "../runtime/desk";
import { parsedInput } from "./input";
import { obstacleToOrigin } from "./origin";
import { errorReference, factsOf, loggable, type RequestFacts } from "./request";
import { currentStaff, lacksFactor, type Staff } from "./session";

/** Somebody tried what is not theirs to do. These are kept in the audit trail. */
const OF_POWER: ReadonlySet<RefusalCode> = new Set(["no_permission", "same_person", "over_limit"]);
const UNEXPECTED =
  "Something went wrong on our side. Look at the record before you try again: it may have been done all the same.";

/** "fresh": only for who has proved who they are within the last minutes; see `PROOF_S`. */
type Demand = { readonly proof: "fresh" | "signed_in" };
export const FRESH: Demand = { proof: "fresh" };
type Command<Schema extends z.ZodType, Value> = (
  ctx: StaffCtx,
  input: z.output<Schema>,
  staff: Staff,
) => Promise<Value>;

/**
 * The only way a server action is made. Lets `command` run when the request comes from our own page, from a colleague who
 * is signed in and may do `deed`, with an input that fits `schema`. Never throws: every "no" is an answer.
 */
export function staffAction<Schema extends z.ZodType, Value>(
  deed: Deed,
  schema: Schema,
  command: Command<Schema, Value>,
  demand: Demand = { proof: "signed_in" },
): Action<z.input<Schema>, Value> {
  return async (given) => {
    const sent = await headers();
    const facts = factsOf(sent);
    try {
      const origin = obstacleToOrigin(sent, desk().settings.appUrl);
      if (origin !== null)
        throw new Refusal("wrong_origin", `${origin} Open the desk again and repeat it there.`);
      const staff = await currentStaff();
      if (staff === null)
        throw new Refusal(
          "signed_out",
          "You are signed out, so nothing was done. Sign in again and repeat it.",
        );
      return await doneBy(staff, facts, deed, given, () => {
        const obstacle = obstacleTo(staff, deed, demand);
        if (obstacle !== null) throw obstacle;
        return run(staff, facts, schema, command, given);
      });
    } catch (error) {
      return refused(error, deed, facts, null);
    }
  };
}

async function run<Schema extends z.ZodType, Value>(
  staff: Staff,
  facts: RequestFacts,
  schema: Schema,
  command: Command<Schema, Value>,
  given: unknown,
): Promise<Value> {
  const { id, name, role, sessionId } = staff;
  const actor = { kind: "staff", id, name, role, sessionId } as const;
  return command(desk().contextFor(actor, facts.id, facts), parsedInput(schema, given), staff);
}

const FACTOR_NEEDED =
  "Your role needs a second factor, and you have none yet. Set one up under Your account, then repeat this.";

/** Why this colleague may not do it, or not yet. */
function obstacleTo(staff: Staff, deed: Deed, { proof }: Demand): Refusal | null {
  if (!may(staff.role, deed)) return new Refusal("no_permission", noPermission(staff, deed));
  if (deed !== "account.own" && lacksFactor(staff)) return new Refusal("factor_needed", FACTOR_NEEDED);
  if (proof === "fresh" && !isFresh(staff.provedAt, new Date()))
    return new Refusal("proof_needed", PROOF_NEEDED);
  return null;
}

async function doneBy<Value>(
  staff: Staff,
  facts: RequestFacts,
  deed: Deed,
  given: unknown,
  work: () => Promise<Value>,
): Promise<ActionAnswer<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal && OF_POWER.has(error.code))
      await keepRefusal(error, staff, facts, deed, given);
    return refused(error, deed, facts, staff);
  }
}

function keepRefusal(
  refusal: Refusal,
  staff: Staff,
  facts: RequestFacts,
  deed: Deed,
  given: unknown,
): Promise<void> {
  const actor = { kind: "staff", id: staff.id } as const;
  const stamp = { actor, at: new Date(), requestId: facts.id, from: facts };
  const reason = `${refusal.code}: ${refusal.message}`;
  return recordRefusal(desk().connections.prisma, stamp, { deed, subject: subjectOf(deed, given), reason });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `payout.approve` on `{ payoutId }` is about that payout. What was sent is not parsed here, so only a UUID is taken. */
function subjectOf(deed: Deed, given: unknown): { kind: string; id: string } {
  const [noun = deed] = deed.split(".");
  const id: unknown = typeof given === "object" && given !== null ? Reflect.get(given, `${noun}Id`) : null;
  return { kind: noun, id: typeof id === "string" && UUID.test(id) ? id : "-" };
}

const OR = new Intl.ListFormat("en-CA", { type: "disjunction" });
const one = (role: Role) =>
  `${/^[aeiou]/i.test(ROLE_WORDS[role]) ? "an" : "a"} ${ROLE_WORDS[role].toLowerCase()}`;
const noPermission = (staff: Staff, deed: Deed) =>
  `As ${one(staff.role)} you may not do this. Ask ${OR.format(rolesThatMay(deed).map(one))}.`;

function refused(error: unknown, deed: Deed, facts: RequestFacts, staff: Staff | null): ActionAnswer<never> {
  const { log } = desk();
  const about = { deed, requestId: facts.id, staffId: staff?.id ?? null };
  if (error instanceof Refusal) {
    const { code, message, fields } = error;
    log.info({ ...about, code }, "refused");
    return { ok: false, code, message, fields: { ...fields }, reference: null };
  }
  const reference = errorReference();
  log.error({ ...about, reference, error: loggable(error) }, "an action failed");
  return { ok: false, code: "unexpected", message: UNEXPECTED, fields: {}, reference };
}
