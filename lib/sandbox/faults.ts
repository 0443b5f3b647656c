import { z } from "zod";
import { one } from "./store";
import type { Store } from "./store";

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

export const DELIVERY_FAULTS = [
  "duplicate_delivery",
  "reorder_deliveries",
  "split_delivery",
  "drop_response",
  "skip_event",
  "clock_skew",
  "unreadable_delivery",
] as const;

export type RequestFault = (typeof REQUEST_FAULTS)[number];
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

function isPattern(path: string): boolean {
  try {
    return Boolean(new RegExp(path));
  } catch {
    return !path.startsWith("^");
  }
}

export const FaultRule = z.object({
  fault: z.enum([...REQUEST_FAULTS, ...DELIVERY_FAULTS, "hold_deliveries", "jwks_down"]),
  method: z.string().toUpperCase().optional(),
  /** A prefix, or a regular expression when it starts with ^. */
  path: z.string().refine(isPattern, "Invalid regular expression").optional(),
  /** The first call hit, counted from now among those that match. */
  nth: z.int().min(1).default(1),
  times: z.int().min(1).default(1),
  amount: z.int().optional(),
  contactId: z.string().optional(),
  delayMs: z.int().min(0).optional(),
  retryAfter: z.int().min(0).optional(),
  skewSeconds: z.int().optional(),
});
export type FaultRule = z.infer<typeof FaultRule>;
export const FaultScript = z.object({ rules: z.array(FaultRule).min(1) });

export type PlantedFault = { id: number; rule: FaultRule; seen: number; hits: number };

export type RequestFacts = { method: string; path: string; body: unknown; isApi: boolean };

export type Faults = {
  plant(rules: readonly FaultRule[]): Promise<readonly PlantedFault[]>;
  clear(): Promise<void>;
  forget(): void;
  list(): readonly PlantedFault[];
  /** The fault this call meets, or null; counts the call against every rule it matches. */
  meet(facts: RequestFacts): Promise<(FaultRule & { fault: RequestFault }) | null>;
  /** The rule for this fault whose turn it is, or null. */
  meetNamed(fault: DeliveryFault | "jwks_down"): Promise<FaultRule | null>;
  readonly held: boolean;
  hold(held: boolean): Promise<void>;
};

export async function openFaults(store: Store): Promise<Faults> {
  let planted = await store.rows<PlantedFault>("select id, rule, seen, hits from sandbox.faults order by id");
  const meta = await one<{ held: boolean }>(store, "select held from sandbox.meta");
  let held = meta?.held ?? false;

  async function take(matches: (rule: FaultRule) => boolean): Promise<FaultRule | null> {
    let met: FaultRule | null = null;
    for (const fault of planted.filter(({ rule }) => matches(rule))) {
      fault.seen += 1;
      if (!met && fault.seen >= fault.rule.nth && fault.hits < fault.rule.times) {
        fault.hits += 1;
        met = fault.rule;
      }
      await store.rows("update sandbox.faults set seen = $2, hits = $3 where id = $1", [
        fault.id,
        fault.seen,
        fault.hits,
      ]);
    }
    return met;
  }

  async function hold(next: boolean) {
    await store.rows("update sandbox.meta set held = $1", [next]);
    held = next;
  }

  return {
    get held() {
      return held;
    },
    hold,
    list: () => planted,
    meetNamed: (fault) => take((rule) => rule.fault === fault),
    async meet(facts) {
      const rule = await take((candidate) => matchesRequest(candidate, facts));
      return rule && isRequestRule(rule) ? rule : null;
    },
    async plant(rules) {
      const added: PlantedFault[] = [];
      for (const rule of rules) {
        const id = Math.max(0, ...planted.map((fault) => fault.id)) + 1;
        const fault = { id, rule, seen: 0, hits: 0 };
        await store.rows("insert into sandbox.faults (id, rule) values ($1, $2)", [id, JSON.stringify(rule)]);
        planted.push(fault);
        added.push(fault);
        if (rule.fault === "hold_deliveries") await hold(true);
      }
      return added;
    },
    async clear() {
      await store.rows("delete from sandbox.faults");
      planted = [];
      await hold(false);
    },
    forget() {
      planted = [];
      held = false;
    },
  };
}

const requestFaults: ReadonlySet<string> = new Set(REQUEST_FAULTS);

function isRequestRule(rule: FaultRule): rule is FaultRule & { fault: RequestFault } {
  return requestFaults.has(rule.fault);
}

/** A rule without a path speaks of the API alone, not of payment pages or keys. */
function matchesRequest(rule: FaultRule, { method, path, body, isApi }: RequestFacts): boolean {
  if (!isRequestRule(rule)) return false;
  if (rule.path === undefined ? !isApi : !matchesPath(rule.path, path)) return false;
  if (rule.method !== undefined && rule.method !== method) return false;
  const fields: Partial<Record<string, unknown>> =
    typeof body === "object" && body !== null ? { ...body } : {};
  if (rule.amount !== undefined && fields.amount !== rule.amount) return false;
  return rule.contactId === undefined || fields.contact_id === rule.contactId;
}

function matchesPath(wanted: string, path: string): boolean {
  return wanted.startsWith("^") ? new RegExp(wanted).test(path) : path.startsWith(wanted);
}
