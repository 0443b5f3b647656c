import { describe, expect, test } from "vitest";
import { OPERATING, useSandbox, PATIENCE } from "./test-rig";

const { call, control, list, newContact, newAccount } = useSandbox();

describe("faults", () => {
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
    control("faults", { rules: [{ fault, method: "PUT", path: "/credit", ...more }] });
  const made = async () => (await list("ledger?note=JD-1")).length;

  test.each([
    ["commit_then_drop", 1],
    ["cut_body_after_commit", 1],
    ["drop_before_commit", 0],
  ])("%s loses the answer and leaves %i row in the ledger", async (fault, rows) => {
    const body = await credit();
    await plant(fault);
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await made()).toBe(rows);
    expect((await call("PUT", "/credit", body)).status).toBe(201);
  });

  test.each([
    ["error_500_before", 500, 0],
    ["error_500_after_commit", 500, 1],
    ["rate_limit", 429, 0],
    ["unauthorized", 401, 0],
    ["forbidden", 403, 0],
    ["maintenance_503", 503, 0],
    ["redirect", 307, 0],
  ])("%s answers %i", async (fault, code, rows) => {
    const body = await credit();
    await plant(fault, { retryAfter: 7 });
    const answer = await call("PUT", "/credit", body);
    expect(answer.status).toBe(code);
    if (code === 429) expect(answer.headers.get("retry-after")).toBe("7");
    expect(await made()).toBe(rows);
  });

  test("garbage, lateness and a slow drip", async () => {
    const body = await credit();
    await plant("garbage_after_commit");
    await expect(call("PUT", "/credit", body)).rejects.toThrow(SyntaxError);
    expect(await made()).toBe(1);
    await control("faults", { rules: [{ fault: "commit_late", path: "/credit", delayMs: 80 }] });
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await made()).toBe(1);
    await expect.poll(made, PATIENCE).toBe(2);
    await plant("slow_drip", { delayMs: 50 });
    expect((await call("PUT", "/credit", body)).status).toBe(201);
  });

  test("hits the call that was named, by number, amount and contact", async () => {
    const body = await credit();
    await plant("error_500_before", { nth: 2, amount: 777, contactId: body.contact_id });
    const codes = [];
    for (const amount of [777, 778, 777, 777])
      codes.push((await call("PUT", "/credit", { ...body, amount })).status);
    expect(codes).toEqual([201, 201, 500, 201]);
    expect((await control("faults")).faults?.[0]).toMatchObject({ seen: 3, hits: 1 });
    await call("DELETE", "/_sandbox/faults", undefined, "");
    expect((await control("faults")).faults).toEqual([]);
  });

  test("takes the keys down", async () => {
    await control("faults", { rules: [{ fault: "jwks_down" }] });
    expect((await call("GET", "/.well-known/jwks.json", undefined, "")).status).toBe(503);
    expect((await call("GET", "/.well-known/jwks.json", undefined, "")).status).toBe(200);
  });
});
