import { FaultRule, REQUEST_FAULTS, isDue, matches } from "./fault-rules";
import { one } from "./store";
import type { DeliveryFault, Facts, KeyFault, PlantedFault, RequestFault } from "./fault-rules";
import type { Store } from "./store";

export type CallFacts = Facts & { readonly isApi: boolean };
export type RequestRule = FaultRule & { fault: RequestFault };

export type Faults = {
  plant(rules: readonly FaultRule[]): Promise<readonly PlantedFault[]>;
  clear(): Promise<void>;
  forget(): void;
  list(): readonly PlantedFault[];
  /** Whether any rule asks for an amount or a contact, so that it is worth looking them up. */
  readonly asksWho: boolean;
  /** The fault this call meets, or null; counts the call against every rule it matches. */
  meet(facts: CallFacts): Promise<RequestRule | null>;
  /** The rule for this fault whose turn it is, or null. */
  meetNamed(fault: DeliveryFault | KeyFault | "outcome", facts: Facts): Promise<FaultRule | null>;
  readonly held: boolean;
  hold(held: boolean): Promise<void>;
};

export async function openFaults(store: Store): Promise<Faults> {
  const kept = await store.rows<Omit<PlantedFault, "rule"> & { rule: unknown }>(
    "select id, rule, seen, hits from sandbox.faults order by id",
  );
  let planted: PlantedFault[] = kept.map((fault) => ({ ...fault, rule: FaultRule.parse(fault.rule) }));
  const meta = await one<{ held: boolean }>(store, "select held from sandbox.meta");
  let held = meta?.held ?? false;

  /** Counts first and writes after, so that calls at the same moment are counted one by one. */
  async function take(isMet: (rule: FaultRule) => boolean): Promise<FaultRule | null> {
    let met: FaultRule | null = null;
    const counted = planted.filter(({ rule }) => isMet(rule));
    for (const fault of counted) {
      fault.seen += 1;
      if (met || !isDue(fault)) continue;
      fault.hits += 1;
      met = fault.rule;
    }
    for (const { id, seen, hits } of counted) {
      await store.rows(
        `update sandbox.faults set seen = greatest(seen, $2), hits = greatest(hits, $3) where id = $1`,
        [id, seen, hits],
      );
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
    get asksWho() {
      return planted.some(({ rule }) => rule.amount !== undefined || rule.contactId !== undefined);
    },
    hold,
    list: () => planted,
    meetNamed: (fault, facts) => take((rule) => rule.fault === fault && matches(rule, facts)),
    async meet({ isApi, ...facts }) {
      // A rule without a path speaks of the API alone, not of hosted pages or keys.
      const speaksOf = (rule: FaultRule) => rule.path !== undefined || isApi;
      const rule = await take((one) => isRequestRule(one) && speaksOf(one) && matches(one, facts));
      return rule && isRequestRule(rule) ? rule : null;
    },
    async plant(rules) {
      const added: PlantedFault[] = [];
      for (const rule of rules) {
        const id = Math.max(0, ...planted.map((fault) => fault.id)) + 1;
        const fault = { id, rule, seen: 0, hits: 0 };
        planted.push(fault);
        added.push(fault);
        await store.rows("insert into sandbox.faults (id, rule) values ($1, $2)", [id, JSON.stringify(rule)]);
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

function isRequestRule(rule: FaultRule): rule is RequestRule {
  return requestFaults.has(rule.fault);
}
