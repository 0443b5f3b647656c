import { describe, expect, test } from "vitest";
import { useSandbox } from "./test-rig";

const { call, control, status, kinds, newContact, newCredit, newDebit, newCard, charge } = useSandbox();
const plant = (more: object) => control("faults", { rules: [{ fault: "outcome", ...more }] });
const frozen = { reason: "account_frozen", leg: "push" };
const isFrozen = { state: "failed", fail_reason: "account_frozen", fail_direction: "push" };

describe("an outcome that was planned", () => {
  test.each([
    [{ outcome: "fails", ...frozen }, 5000, isFrozen, ["created", "pulled", "failed"]],
    [{ outcome: "fails" }, 5000, { fail_reason: "insufficient_funds" }, ["created", "failed"]],
    [
      { outcome: "returns", ...frozen },
      5000,
      isFrozen,
      ["created", "pulled", "pushed", "completed", "returned"],
    ],
    [{ outcome: "hangs" }, 5000, { state: "initiated" }, ["created", "pulled"]],
    [{ outcome: "completes" }, 5001, { state: "completed" }, ["created", "pulled", "pushed", "completed"]],
  ])("%j decides over the cents of %i", async (rule, amount, end, lines) => {
    await plant(rule);
    const hit = await newCredit(amount);
    const next = await newCredit(5000);
    await control("drain", {});
    expect(await status(hit)).toMatchObject(end);
    expect(await kinds(hit)).toEqual(lines);
    expect(await status(next)).toEqual({ state: "completed" });
  });

  test("is laid on by amount, by contact and by path", async () => {
    await plant({ outcome: "hangs", amount: 4200 });
    await plant({ outcome: "fails", ...frozen, path: "/debit" });
    const [other, hangs, fails] = [await newCredit(4100), await newCredit(4200), await newDebit(4100)];
    await control(`pay/${fails}`, { method: "bank" });
    await control("drain", {});
    expect(await status(other)).toEqual({ state: "completed" });
    expect(await status(hangs)).toEqual({ state: "initiated" });
    expect(await status(fails)).toEqual(isFrozen);
  });

  test("holds for a card, whether charged or used on a link", async () => {
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    await plant({ outcome: "returns", ...frozen, contactId });
    await plant({ outcome: "hangs", path: "/debit" });
    const { identifier = "" } = (await charge(contactId, id)).body;
    const link = await newDebit(5000);
    await control(`pay/${link}`, { method: "card" });
    await control("drain", {});
    expect(await status(identifier)).toEqual(isFrozen);
    expect(await kinds(identifier)).toEqual(["created", "pulled", "pushed", "completed", "returned"]);
    expect(await status(link)).toEqual({ state: "paid" });
  });

  test("belongs to the transaction from its creation, so clearing the faults changes nothing", async () => {
    await plant({ outcome: "fails", ...frozen });
    const id = await newCredit(5000);
    await call("DELETE", "/_sandbox/faults", undefined, "");
    await control("drain", {});
    expect(await status(id)).toEqual(isFrozen);
  });
});
