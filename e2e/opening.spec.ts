import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

/** Opens a page and holds back what it fetches once it has loaded: the parts that open later. The answer lets them come. */
async function openWithoutRest(page: Page, path: string): Promise<() => void> {
  let letCome = () => {};
  const held = new Promise<void>((done) => (letCome = done));
  let hasLoaded = false;
  page.on("load", () => (hasLoaded = true));
  await page.route(/\/_next\/static\/chunks\//, async (route) => {
    if (hasLoaded) await held;
    await route.continue();
  });
  await page.goto(path);
  await expect(page.getByRole("button", { name: /^Account:/ })).toBeVisible();
  await page.waitForFunction(() => document.readyState === "complete");
  return letCome;
}

test("a key pressed before the search has come opens it, and no other key reaches the page", async ({
  openAs,
}) => {
  const page = await openAs("operator");
  const letCome = await openWithoutRest(page, "/payouts");
  const field = page.getByRole("button", { name: /^Find a contact/ });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  await page.keyboard.press("n"); // on this page: a new payout
  letCome();
  await expect(page.getByRole("dialog", { name: "Search the desk" })).toBeVisible();
  await expect(page).toHaveURL(/\/payouts$/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what was typed before the contacts can be searched is searched once they can", async ({
  openAs,
  vendor,
}) => {
  const { name } = await vendor();
  const page = await openAs("operator");
  const letCome = await openWithoutRest(page, "/payouts/new");
  const field = page.getByLabel("Vendor", { exact: true });
  await field.click();
  await page.keyboard.type(name);
  letCome();
  await page.getByRole("option", { name }).click();
  await expect(field).toHaveValue(name);
  await expect(field).toBeFocused();
});

test("the account's menu works by keyboard, keeps the theme, and leads out", async ({ openAs }) => {
  const page = await openAs("viewer");
  const letCome = await openWithoutRest(page, "/");
  const button = page.getByRole("button", { name: /^Account:/ });
  await expect(async () => {
    await button.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  letCome();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/payouts");
  await expect(page).toHaveURL(/\/sign-in/);
});
