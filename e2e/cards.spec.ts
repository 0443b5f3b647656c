import type { Locator, Page } from "@playwright/test";
import { pressAndConfirm, typeCard, typePayment } from "./support/marketplace";
import { expect, test } from "./support/test";

/** Opens the page on which a card of this contact is typed. */
async function addCard(page: Page, contactId: string): Promise<Locator> {
  await page.goto(`/contacts/${contactId}`);
  await page.getByRole("button", { name: "Add card" }).click();
  return page.getByRole("dialog");
}

/** Types the card into Jetpay's page inside the dialog, as the customer on the phone says it. */
async function typeInside(dialog: Locator, number: string): Promise<void> {
  const hosted = dialog.frameLocator("iframe");
  await typeCard(hosted, number);
  await hosted.getByRole("button", { name: "Save card" }).click();
}

const savedCards = (page: Page) => page.getByRole("region", { name: "Cards" }).getByRole("listitem");

/** How often the page was loaded anew since. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}

test("a card typed with the page open is ready by itself, is charged, and completes", async ({
  openAs,
  vendor,
  jetpay,
}) => {
  const { contactId, name } = await vendor();
  const operator = await openAs("operator");
  const dialog = await addCard(operator, contactId);
  const loads = countLoads(operator);
  const address = (await dialog.locator("iframe").getAttribute("src")) ?? "";
  expect(new URL(address).port).toBe(new URL(jetpay.url).port);
  expect(new URL(address).origin).not.toBe(new URL(operator.url()).origin);

  await typeInside(dialog, "4242 4242 4242 4242");
  await expect(dialog.getByText(`Visa ending in 4242 of ${name} can be charged from now on.`)).toBeVisible();
  await dialog.getByRole("link", { name: "Charge it now" }).click();

  await expect(operator.getByRole("radio", { name: "Visa ending in 4242" })).toBeChecked();
  const note = `Kettles for ${name}`;
  await typePayment(operator, { amount: "31.00", note });
  await pressAndConfirm(operator, "Charge Visa ending in 4242 $31.00");
  await expect(operator.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(loads()).toBe(0);
  expect(await jetpay.transactionsOf(note)).toBe(1);
  expect(await jetpay.movesOf(note)).toEqual(["created", "pulled", "pushed", "completed"]);
});

test("a card typed elsewhere, after the desk's page was closed, is ready when somebody looks", async ({
  openAs,
  vendor,
  browser,
}) => {
  const { contactId } = await vendor();
  const operator = await openAs("operator", { permissions: ["clipboard-read", "clipboard-write"] });
  const dialog = await addCard(operator, contactId);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(operator.getByText(/^Copied http/)).toBeVisible();
  const link = await operator.evaluate(() => navigator.clipboard.readText());
  await operator.context().close();

  const customer = await browser.newPage();
  await customer.goto(link);
  await typeCard(customer, "4242 4242 4242 4242");
  await customer.getByRole("button", { name: "Save card" }).click();
  await expect(customer.getByRole("heading", { name: "Card saved" })).toBeVisible();
  await customer.goto(link);
  await expect(customer.getByText("This page was already used").first()).toBeVisible();
  await customer.close();

  const later = await openAs("operator");
  await later.goto(`/contacts/${contactId}`);
  await expect(savedCards(later)).toHaveCount(1);
  await expect(savedCards(later).getByText("Ready")).toBeVisible();
  await expect(later.getByRole("link", { name: "Charge Visa ending in 4242" })).toBeVisible();
});

test("a card that is not captured says why, and another page takes another card", async ({
  openAs,
  vendor,
}) => {
  const { contactId, name } = await vendor();
  const operator = await openAs("operator");
  const dialog = await addCard(operator, contactId);
  await typeInside(dialog, "4000 0000 0000 0002");
  await expect(dialog.getByRole("heading", { name: "The card was not captured" })).toBeVisible();
  await expect(dialog.getByText(/bank declined this card and does not say why/)).toBeVisible();
  await expect(dialog.getByText("card_declined")).toBeVisible();

  await dialog.getByRole("button", { name: "Try again with a new page" }).click();
  await typeInside(dialog, "4242 4242 4242 4242");
  await expect(dialog.getByText(`Visa ending in 4242 of ${name} can be charged from now on.`)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(savedCards(operator)).toHaveCount(2);
  await expect(savedCards(operator).getByText("Ready")).toHaveCount(1);
  await expect(savedCards(operator).getByText("Not captured")).toHaveCount(1);
});

test("declined cards take nothing and cost nothing that was typed, until one is charged", async ({
  openAs,
  vendor,
  savedCard,
  jetpay,
}) => {
  const { contactId, name } = await vendor();
  const first = await savedCard(contactId, "4000000000009995");
  await savedCard(contactId, "4000000000000069");
  await savedCard(contactId, "4242424242424242");
  const note = `Kettles for ${name}`;
  const operator = await openAs("operator");
  await operator.goto(`/collections/new?contact=${contactId}&card=${first}`);
  await expect(operator.getByRole("radio", { name: "Visa ending in 9995" })).toBeChecked();
  await typePayment(operator, { amount: "27.00", note });

  for (const [ending, reason, words] of [
    ["9995", "insufficient_funds", /reached its limit or balance/],
    ["0069", "expired_card", /has expired/],
  ] as const) {
    await choose(operator, `Visa ending in ${ending}`);
    await pressAndConfirm(operator, `Charge Visa ending in ${ending} $27.00`);
    const told = operator.getByRole("alert").filter({ hasText: `Visa ending in ${ending} was declined` });
    await expect(told).toContainText("Nothing was taken.");
    await expect(told).toContainText(words);
    await expect(told).toContainText(reason);
    await expectTyped(operator, note);
    expect(await jetpay.movesOf(note)).toEqual([]);
    await told.getByRole("button", { name: "Try another method" }).click();
    await expect(told).toHaveCount(0);
    await expectTyped(operator, note);
  }

  await choose(operator, "Visa ending in 4242");
  await pressAndConfirm(operator, "Charge Visa ending in 4242 $27.00");
  await expect(operator.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(await jetpay.transactionsOf(note)).toBe(1);
  expect(await jetpay.movesOf(note)).toEqual(["created", "pulled", "pushed", "completed"]);
});

/** By its words, which cover the whole row. */
async function choose(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: true }).click();
  await expect(page.getByRole("radio", { name: words })).toBeChecked();
}

async function expectTyped(page: Page, note: string): Promise<void> {
  await expect(page.getByLabel("Amount")).toHaveValue("27.00");
  await expect(page.getByLabel("Statement")).toHaveValue("ORDER 88213");
  await expect(page.getByLabel("Note")).toHaveValue(note);
}

test("a support agent is told who charges, and can ask by link instead", async ({
  openAs,
  vendor,
  savedCard,
}) => {
  const { contactId, name } = await vendor();
  const card = await savedCard(contactId, "4242424242424242");
  const support = await openAs("support");
  await support.goto(`/contacts/${contactId}`);
  await expect(support.getByText("Cards are added by an operator or administrator.")).toBeVisible();
  await expectNothingToPress(support);

  await support.goto(`/collections/new?contact=${contactId}&card=${card}`);
  await expect(support.getByRole("radio", { name: "Payment link" })).toBeChecked();
  for (const name of ["Saved card", "Bank account"]) {
    const choice = support.getByRole("radio", { name });
    await expect(choice).toBeDisabled();
    await expect(choice).toHaveAccessibleDescription(
      "Charged by an operator or administrator. You can ask by link.",
    );
  }
  await typePayment(support, { amount: "18.00", note: "" });
  await support.getByRole("button", { name: `Ask ${name} for $18.00` }).click();
  await expect(support.getByRole("link", { name: /^Open link/ })).toBeVisible();
});

test("a viewer sees the cards and nothing to press", async ({ openAs, vendor, savedCard }) => {
  const { contactId } = await vendor();
  await savedCard(contactId, "4242424242424242");
  const viewer = await openAs("viewer");
  await viewer.goto(`/contacts/${contactId}`);
  await expect(savedCards(viewer)).toHaveCount(1);
  await expect(savedCards(viewer)).toContainText(/^Visa ending in .*4242/);
  await expect(savedCards(viewer).getByText("Ready")).toBeVisible();
  await expectNothingToPress(viewer);
});

async function expectNothingToPress(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^(Add card|Continue|Try again)/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^(Charge|Debit|Add bank account)/ })).toHaveCount(0);
}

test("a card is captured on a phone", async ({ openAs, vendor }) => {
  const { contactId, name } = await vendor();
  const operator = await openAs("operator", { viewport: { width: 390, height: 844 }, hasTouch: true });
  const dialog = await addCard(operator, contactId);
  const hosted = dialog.frameLocator("iframe");
  for (const field of ["Card number", "Expiry", "Security code", "Name on card"]) {
    const box = await hosted.getByLabel(field).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 390)).toBeLessThanOrEqual(390);
  }
  for (const control of await dialog.getByRole("button").all())
    await expect(control).toBeInViewport({ ratio: 1 });
  const overflow = await operator.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await typeInside(dialog, "4242 4242 4242 4242");
  await expect(dialog.getByText(`Visa ending in 4242 of ${name} can be charged from now on.`)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(savedCards(operator).getByText("Ready")).toBeVisible();
});
