import type { Page } from "@playwright/test";
import { addVendor, pressAndConfirm, typePayment } from "./support/marketplace";
import { expect, test, type MortalDesk } from "./support/mortal-desk";

const DEBIT = "Debit TD •••567 $52.00";
const PAID_ONCE = ["created", "pulled", "pushed", "completed"];

/** Fills in a debit from a new vendor's saved account and confirms it. The answer is its note. */
async function debit(page: Page, { desk }: MortalDesk): Promise<string> {
  const { contactId, bankAccountId, name } = await addVendor(desk);
  await page.goto(`/collections/new?contact=${contactId}&account=${bankAccountId}`);
  await expect(page.getByRole("radio", { name: "TD •••567" })).toBeChecked();
  await page.getByLabel("Agreement signed on").fill("2024-05-06");
  const note = `Kettles for ${name}`;
  await typePayment(page, { amount: "52.00", note });
  await pressAndConfirm(page, DEBIT);
  return note;
}

/** Kills the desk while Jetpay hangs over the payment. The answer is the note of a debit that is unknown. */
async function debitThroughKill(
  page: Page,
  mortal: MortalDesk,
  fault: "hang_before" | "hang_after_commit",
): Promise<string> {
  const { desk, jetpay, kill } = mortal;
  await jetpay.holdEvents();
  await jetpay.spoilPayments(fault);
  const note = await debit(page, mortal);
  await expect.poll(jetpay.paymentsTried).toBe(1);
  await kill();
  await Promise.all([
    expect(page.getByRole("dialog").getByText("The desk did not answer")).toBeVisible(),
    // the minute is over in which an answer could still have come
    desk.connections.prisma.attempt.updateMany({
      where: { state: "sending" },
      data: { leaseUntil: new Date(0) },
    }),
  ]);
  // once the line is back, the form leads to what became of it
  await expect(page).toHaveURL(/\/collections\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  await expect(page.getByText("Unknown outcome").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Nobody knows yet whether Jetpay is taking this money")).toBeVisible();
  expect(await jetpay.paymentsTried()).toBe(1);
  return note;
}

test.afterEach(({ mortal }) => mortal.jetpay.behave());

test("killed between the making and the paying of a debit, the desk pays it once", async ({
  operator,
  mortal,
}) => {
  const { jetpay, kill } = mortal;
  await jetpay.spoilPayments("rate_limit", 6);
  const note = await debit(operator, mortal);
  await expect(
    operator.getByText("Jetpay has this debit, but was not told yet to take the money"),
  ).toBeVisible();
  await kill();
  expect(await jetpay.movesOf(note)).toEqual(["created"]);
  await jetpay.behave();

  await expect(operator.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(await jetpay.transactionsOf(note)).toBe(1);
  expect(await jetpay.movesOf(note)).toEqual(PAID_ONCE);
});

test("killed after Jetpay took the payment, the debit is unknown until its events tell, and never paid again", async ({
  operator,
  mortal,
}) => {
  const { jetpay } = mortal;
  const note = await debitThroughKill(operator, mortal, "hang_after_commit");
  await jetpay.releaseEvents();
  await expect(operator.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(await jetpay.paymentsTried()).toBe(1);
  expect(await jetpay.transactionsOf(note)).toBe(1);
  expect(await jetpay.movesOf(note)).toEqual(PAID_ONCE);
});

test("killed before Jetpay took the payment, the debit stays unknown until a person cancels it", async ({
  operator,
  mortal,
}) => {
  const { jetpay } = mortal;
  const note = await debitThroughKill(operator, mortal, "hang_before");
  expect(await jetpay.movesOf(note)).toEqual(["created"]);
  await operator.getByRole("button", { name: "Cancel this collection" }).click();
  await operator.getByRole("dialog").getByRole("button", { name: "Cancel this collection" }).click();
  await expect(operator.getByText("Cancelled: nothing was taken")).toBeVisible();
  expect(await jetpay.paymentsTried()).toBe(1);
  expect(await jetpay.movesOf(note)).toEqual(["created", "cancelled"]);
});
