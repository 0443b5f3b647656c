import { describe, expect, test } from "vitest";
import { REQUEST_FAULTS } from "./fault-rules";
import { OPERATING, useSandbox, PATIENCE } from "./test-rig";

const { call, control, list, newContact, newAccount, newCard, charge, restart } = useSandbox();

const credit = async () => {
  const contact_id = await newContact();
  const to_bank_account = await newAccount(contact_id);
  return {
    amount: 777,
    statement: "x",
    note: "JD-1",
    from_bank_account: OPERATING,
    to_bank_account,
    contact_id,
  };
};
const plant = (fault: string, more: object = {}) =>
  control("faults", { rules: [{ fault, method: "PUT", path: "/credit", delayMs: 20, ...more }] });
const kinds = async () => (await list("ledger?note=JD-1")).map((line) => line.kind);

/** What each fault does to the answer, and to the ledger by the time the caller has given up. */
const BEFORE_COMMIT: string[] = [];
const COMMITTED = ["created"];

describe("a call that meets a fault", () => {
  const lost = {
    commit_then_drop: COMMITTED,
    cut_body_after_commit: COMMITTED,
    hang_after_commit: COMMITTED,
    drop_before_commit: BEFORE_COMMIT,
    hang_before: BEFORE_COMMIT,
  };
  const answered = {
    error_500_before: [500, BEFORE_COMMIT],
    rate_limit: [429, BEFORE_COMMIT],
    unauthorized: [401, BEFORE_COMMIT],
    forbidden: [403, BEFORE_COMMIT],
    maintenance_503: [503, BEFORE_COMMIT],
    redirect: [307, BEFORE_COMMIT],
    error_500_after_commit: [500, COMMITTED],
    slow: [201, COMMITTED],
    slow_drip: [201, COMMITTED],
  } as const;
  const others = ["garbage_after_commit", "commit_late"];

  test("is tried with every fault there is", () => {
    const tried = [...Object.keys(lost), ...Object.keys(answered), ...others];
    expect(tried.toSorted()).toEqual([...REQUEST_FAULTS].toSorted());
  });

  test.each(Object.entries(lost))("%s loses the answer; the ledger says %j", async (fault, lines) => {
    const body = await credit();
    await plant(fault);
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await kinds()).toEqual(lines);
    expect((await call("PUT", "/credit", body)).status).toBe(201);
    expect(await kinds()).toEqual([...lines, "created"]);
  });

  test.each(Object.entries(answered))("%s answers and leaves %j", async (fault, [code, lines]) => {
    const body = await credit();
    await plant(fault, { retryAfter: 7 });
    const answer = await call("PUT", "/credit", body);
    expect(answer.status).toBe(code);
    const asksForPatience = code === 429 || code === 503;
    expect(answer.headers.get("retry-after")).toBe(asksForPatience ? "7" : null);
    expect(await kinds()).toEqual(lines);
  });

  test("garbage_after_commit answers what nobody can read, once it is done", async () => {
    const body = await credit();
    await plant("garbage_after_commit");
    await expect(call("PUT", "/credit", body)).rejects.toThrow(SyntaxError);
    expect(await kinds()).toEqual(COMMITTED);
  });

  test("commit_late does it after the caller has gone", async () => {
    const body = await credit();
    await plant("commit_late", { delayMs: 1500 });
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await kinds()).toEqual(BEFORE_COMMIT);
    await expect.poll(kinds, PATIENCE).toEqual(COMMITTED);
  });

  test("reaches the calls of cards and debits too", async () => {
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    const path = `/contact/${contactId}/creditcards/${id}/charge`;
    await control("faults", { rules: [{ fault: "commit_then_drop", path }] });
    await expect(charge(contactId, id, { note: "JD-1" })).rejects.toThrow();
    expect(await kinds()).toEqual(["created", "pulled"]);
  });
});

describe("a rule", () => {
  const codes = async (bodies: readonly object[]) => {
    const met = [];
    for (const body of bodies) met.push((await call("PUT", "/credit", body)).status);
    return met;
  };
  const rules = async () => (await control("faults")).faults;

  test("hits the call that was named, by number, amount and contact", async () => {
    const body = await credit();
    await plant("error_500_before", { nth: 2, amount: 777, contactId: body.contact_id });
    const bodies = [777, 778, 777, 777].map((amount) => ({ ...body, amount }));
    expect(await codes(bodies)).toEqual([201, 201, 500, 201]);
    expect(await rules()).toMatchObject([{ seen: 3, hits: 1 }]);
    await call("DELETE", "/_sandbox/faults", undefined, "");
    expect(await rules()).toEqual([]);
  });

  test("knows a contact and an amount from the path as well", async () => {
    const contactId = await newContact();
    const other = await newContact();
    const debit = { amount: 4200, statement: "x", to_bank_account: OPERATING, contact_id: contactId };
    const { identifier = "" } = (await call("PUT", "/debit", debit)).body;
    await control("faults", { rules: [{ fault: "forbidden", contactId, times: null }] });
    expect((await call("POST", `/contact/${contactId}/creditcards/url`)).status).toBe(403);
    expect((await call("POST", `/contact/${other}/creditcards/url`)).status).toBe(200);
    expect((await call("POST", `/debit/${identifier}/pay`, {})).status).toBe(403);
    await call("DELETE", "/_sandbox/faults", undefined, "");
    await control("faults", { rules: [{ fault: "forbidden", amount: 4200, method: "get", times: null }] });
    expect((await call("GET", `/transaction/${identifier}/status`)).status).toBe(403);
    expect((await call("DELETE", `/transaction/${identifier}`)).status).toBe(200);
  });

  test("hits as often as it says, or always with null", async () => {
    const body = await credit();
    await plant("error_500_before", { nth: 2, times: 2 });
    expect(await codes([body, body, body, body])).toEqual([201, 500, 500, 201]);
    await plant("rate_limit", { times: null });
    expect(await codes([body, body, body])).toEqual([429, 429, 429]);
  });

  test("takes a pattern for a path, and one that cannot be read is refused", async () => {
    await plant("rate_limit", { path: "^/(credit|debit)$" });
    expect((await call("PUT", "/contact", { email: "a@b.co", name: "A" })).status).toBe(200);
    expect((await call("PUT", "/credit", await credit())).status).toBe(429);
    const wrong = [
      { fault: "slow", path: "^(" },
      { fault: "slow", probability: 2 },
      { fault: "slow", nht: 3 },
      { fault: "outcome" },
      { fault: "slow", outcome: "fails" },
      { fault: "unheard_of" },
    ];
    for (const rule of wrong)
      expect((await call("POST", "/_sandbox/faults", { rules: [rule] }, "")).status).toBe(422);
  });

  test("with a probability hits the same calls for the same seed, after a restart too", async () => {
    const body = await credit();
    const run = async (seed: number, count: number) => {
      await control("faults", { rules: [{ fault: "rate_limit", path: "/credit", probability: 0.4, seed }] });
      const met = await codes(Array.from({ length: count / 2 }, () => body));
      await restart();
      met.push(...(await codes(Array.from({ length: count / 2 }, () => body))));
      await call("DELETE", "/_sandbox/faults", undefined, "");
      return met;
    };
    const first = await run(7, 24);
    expect(new Set(first)).toEqual(new Set([201, 429]));
    expect(await run(7, 24)).toEqual(first);
    expect(await run(8, 24)).not.toEqual(first);
  });

  test.each([
    [0, [201, 201, 201]],
    [1, [429, 429, 429]],
  ])("with a probability of %i is certain", async (probability, expected) => {
    const body = await credit();
    await plant("rate_limit", { probability });
    expect(await codes([body, body, body])).toEqual(expected);
  });

  test("counts calls made at once one by one", async () => {
    const body = await credit();
    await plant("error_500_before", { nth: 3, times: 2 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => call("PUT", "/credit", body)));
    expect(answers.filter((answer) => answer.status === 500)).toHaveLength(2);
    expect(await kinds()).toHaveLength(6);
    expect(await rules()).toMatchObject([{ seen: 8, hits: 2 }]);
  });
});
