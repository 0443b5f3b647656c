import { createHash } from "node:crypto";
import { z } from "zod";

/** Done to a call on its way in or out. */
export const REQUEST_FAULTS = [
  "commit_then_drop",
  "drop_before_commit",
  "commit_late",
  "hang_before",
  "hang_after_commit",
  "error_500_before",
  "error_500_after_commit",
  "garbage_after_commit",
  "cut_body_after_commit",
  "redirect",
  "rate_limit",
  "unauthorized",
  "forbidden",
  "maintenance_503",
  "slow",
  "slow_drip",
] as const;

/** Done to a delivery; `skip_event` is asked once per event, the others once per batch or request. */
export const DELIVERY_FAULTS = [
  "duplicate_delivery",
  "reorder_deliveries",
  "split_delivery",
  "drop_response",
  "skip_event",
  "clock_skew",
  "unreadable_delivery",
  "rotate_keys",
  "withdrawn_key",
] as const;

/** Done to the published keys. */
export const KEY_FAULTS = ["jwks_down", "jwks_slow"] as const;

const LATER_LIVES = ["fails", "returns", "hangs", "completes"] as const;

export type RequestFault = (typeof REQUEST_FAULTS)[number];
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];
export type KeyFault = (typeof KEY_FAULTS)[number];

function isPattern(path: string): boolean {
  try {
    return Boolean(new RegExp(path));
  } catch {
    return !path.startsWith("^");
  }
}

const Rule = z.strictObject({
  fault: z.enum([...REQUEST_FAULTS, ...DELIVERY_FAULTS, ...KEY_FAULTS, "outcome", "hold_deliveries"]),
  method: z.string().toUpperCase().optional(),
  /** A prefix, or a regular expression when it starts with ^. Of a delivery: the path of the callback URL. */
  path: z.string().refine(isPattern, "Invalid regular expression").optional(),
  amount: z.int().optional(),
  contactId: z.string().optional(),
  /** The first call hit, counted from now among those that match. */
  nth: z.int().min(1).default(1),
  /** How many are hit; null means always. One unless said otherwise, and always for a rule with `probability`. */
  times: z.int().min(1).nullable().optional(),
  /** Each call from the nth on is hit or spared by a generator that starts from `seed`, so a script repeats itself. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().default(1),
  delayMs: z.int().min(0).optional(),
  retryAfter: z.int().min(0).optional(),
  skewSeconds: z.int().optional(),
  /** Of an `outcome`: how a new transaction ends, whatever its amount and account say. */
  outcome: z.enum(LATER_LIVES).optional(),
  /** The `fail_reason` and `fail_direction` it ends with; insufficient_funds and pull unless said otherwise. */
  reason: z.string().min(1).max(100).optional(),
  leg: z.enum(["pull", "push"]).optional(),
});

export const FaultRule = Rule.refine(
  ({ fault, outcome }) => (fault === "outcome") === (outcome !== undefined),
  "The fault `outcome`, and it alone, takes an outcome",
).transform(({ times, ...rule }) => ({
  ...rule,
  times: times === undefined && rule.probability === undefined ? 1 : (times ?? null),
}));
export type FaultRule = z.infer<typeof FaultRule>;
export const FaultScript = z.object({ rules: z.array(FaultRule).min(1) });

/** What a rule may ask about a call or a delivery. More than one amount or contact: a delivery of several events. */
export type Facts = {
  readonly method: string;
  readonly path: string;
  readonly amounts: readonly number[];
  readonly contactIds: readonly string[];
};

export function matches(rule: FaultRule, facts: Facts): boolean {
  if (rule.path !== undefined && !matchesPath(rule.path, facts.path)) return false;
  if (rule.method !== undefined && rule.method !== facts.method) return false;
  if (rule.amount !== undefined && !facts.amounts.includes(rule.amount)) return false;
  return rule.contactId === undefined || facts.contactIds.includes(rule.contactId);
}

function matchesPath(wanted: string, path: string): boolean {
  return wanted.startsWith("^") ? new RegExp(wanted).test(path) : path.startsWith(wanted);
}

export type PlantedFault = { id: number; rule: FaultRule; seen: number; hits: number };

/** Whether it is the rule's turn, once the call has been counted in `seen`. */
export function isDue({ rule, seen, hits }: PlantedFault): boolean {
  if (seen < rule.nth || (rule.times !== null && hits >= rule.times)) return false;
  return rule.probability === undefined || chance(rule.seed, seen) < rule.probability;
}

/** Between 0 and 1, the same for the same seed and turn, on every machine and after a restart. */
function chance(seed: number, turn: number): number {
  return createHash("sha256").update(`${seed}:${turn}`).digest().readUInt32BE() / 2 ** 32;
}
