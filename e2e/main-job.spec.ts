import { typeCard } from "./support/marketplace";
import { expect, test } from "./support/test";

test("from making a payout to completed, by two people, without a reload", async ({ openAs, vendor }) => {
  const { name } = await vendor();
  const maker = await openAs("operator");
  await maker.goto("/payouts/new");
  await maker.getByLabel("Vendor").fill(name);
  await maker.getByRole("option", { name }).first().click();
  await maker.getByLabel("Amount").fill("25.00");
  await maker.getByLabel("Statement").fill("INVOICE 4821");
  await maker.getByRole("button", { name: /^Ask for approval of \$25\.00 to/ }).click();
  await expect(maker.getByText("Awaiting approval").first()).toBeVisible();
  const address = maker.url();

  const checker = await openAs("approver");
  await checker.goto(address);
  await expect(checker.getByText("$25.00").first()).toBeVisible();
  await expect(checker.getByRole("button", { name: /^Pay \$25\.00/ })).toBeEnabled();
  await checker.keyboard.press("a");
  await expect(checker.getByRole("button", { name: /Undo/ })).toBeVisible();
  await expect(maker.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await expect(checker.getByText("Completed").first()).toBeVisible();
});

test("a maker is told why they cannot approve their own payout", async ({ openAs, vendor }) => {
  const { contactId } = await vendor();
  const maker = await openAs("administrator");
  await maker.goto(`/payouts/new?contact=${contactId}`);
  await maker.getByLabel("Amount").fill("12.00");
  await maker.getByLabel("Statement").fill("INVOICE 1");
  await maker.getByRole("button", { name: /^Ask for approval of \$12\.00 to/ }).click();
  await expect(
    maker.getByText("You made this payout, so a colleague must decide on it.").first(),
  ).toBeVisible();
  await expect(maker.getByRole("button", { name: /^Pay \$12\.00/ })).toHaveCount(0);
});

test("a payout that fails says why in words, and who can fix it", async ({ openAs, vendor }) => {
  const { contactId, name } = await vendor();
  const maker = await openAs("operator");
  await maker.goto(`/payouts/new?contact=${contactId}`);
  await maker.getByLabel("Amount").fill("25.03");
  await maker.getByLabel("Statement").fill("INVOICE 4822");
  await maker.getByRole("button", { name: /^Ask for approval of \$25\.03 to/ }).click();
  await expect(maker.getByText("Awaiting approval").first()).toBeVisible();
  const checker = await openAs("approver");
  await checker.goto(maker.url());
  await checker.getByRole("button", { name: /^Pay \$25\.03/ }).click();
  await expect(checker.getByText(/bank has frozen Kettle Works .* account/).first()).toBeVisible({
    timeout: 60_000,
  });
  await checker.goto(`/failures?q=${encodeURIComponent(name)}`);
  await checker
    .getByRole("row", { name: /frozen/i })
    .getByRole("link")
    .first()
    .click();
  await expect(checker).toHaveURL(/\/failures\//);
  await expect(checker.getByText("account_frozen").first()).toBeVisible();
});

test("a collection is asked for, paid on Jetpay's own page, and completes", async ({
  openAs,
  vendor,
  context,
}) => {
  const { contactId } = await vendor();
  const operator = await openAs("operator");
  await operator.goto(`/collections/new?contact=${contactId}`);
  await operator.getByLabel("Amount").fill("40.00");
  await operator.getByLabel("Statement").fill("ORDER 88213");
  await operator.getByRole("button", { name: /\$40\.00/ }).click();
  const link = operator.getByRole("link", { name: /^Open link/ });
  await expect(link).toBeVisible();
  const payer = await context.newPage();
  await payer.goto((await link.getAttribute("href")) ?? "");
  await typeCard(payer, "4242 4242 4242 4242");
  await payer.getByRole("button", { name: /^Pay \$40\.00/ }).click();
  await expect(payer.getByText(/thank you/i).first()).toBeVisible();
  await expect(operator.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
});
