import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openDesk } from "../lib/runtime/desk";
import { loadSettings } from "../lib/runtime/settings";
import { CODE_LABEL, codeFor, ownPerson, proofGrowsOld, setUpApp, typePassword } from "./support/factors";
import { addColleague, signIn } from "./support/people";
import { startTemporaryDesk } from "./support/temporary-desk";
import { expect, test } from "./support/test";

const optionsOf = (baseURL: string | undefined) => (baseURL ? { baseURL } : {});
const signInButton = (page: Page) => page.getByRole("button", { name: "Sign in", exact: true });
function logTexts(): string {
  const folder = join(process.env["DATA_DIR"] ?? "", "logs");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}
const away = (url: URL) => !url.pathname.startsWith("/sign-in");

test("an app is set up, and from then on a password alone opens nothing", async ({
  browser,
  baseURL,
  desk,
}) => {
  test.setTimeout(180_000);
  const person = await ownPerson(desk, "operator");
  const { context, page } = await signIn(browser, person, optionsOf(baseURL));
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await page.getByLabel("Code that the app shows").fill("12345");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText(/not the code your app shows now/).first()).toBeVisible();
  const { secret, codes } = await setUpApp(desk, page, person);
  expect(codes).toHaveLength(10);
  await page.reload();
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  const html = await page.content();
  const logs = logTexts();
  expect(logs).not.toBe("");
  for (const text of [secret, ...codes]) expect([html, logs].filter((one) => one.includes(text))).toEqual([]);
  await context.close();

  const fresh = await browser.newContext(optionsOf(baseURL));
  const door = await fresh.newPage();
  await typePassword(door, person);
  await expect(door.getByLabel(CODE_LABEL)).toBeFocused();
  await expect(door.getByLabel("E-mail")).toHaveValue(person.email);
  expect((await fresh.request.get("/api/payouts")).status()).toBe(401);
  await door.getByLabel(CODE_LABEL).fill("000000");
  await signInButton(door).click();
  await expect(door.getByRole("alert").filter({ hasText: /code is wrong/ })).toBeVisible();
  await door.getByLabel(CODE_LABEL).fill(await codeFor(desk, person, secret));
  await signInButton(door).click();
  await door.waitForURL(away);
  expect((await fresh.request.get("/api/payouts")).status()).toBe(200);
  await fresh.close();

  for (const [code = "", words] of [
    [codes[0], null],
    [codes[0], /code is wrong/],
  ] as const) {
    const other = await browser.newContext(optionsOf(baseURL));
    const recovering = await other.newPage();
    await typePassword(recovering, person);
    await recovering.getByRole("button", { name: "Use a recovery code instead" }).click();
    await recovering.getByLabel("Recovery code").fill(code.toLowerCase());
    await signInButton(recovering).click();
    if (words === null) await recovering.waitForURL(away);
    else await expect(recovering.getByRole("alert").filter({ hasText: words })).toBeVisible();
    await other.close();
  }
});

test("a decision above the amount asks for a proof, then goes through by itself", async ({
  browser,
  baseURL,
  desk,
  openAs,
  vendor,
}) => {
  test.setTimeout(180_000);
  const { contactId } = await vendor();
  const maker = await openAs("operator");
  await maker.goto(`/payouts/new?contact=${contactId}`);
  await maker.getByLabel("Amount").fill("12,500.00");
  await maker.getByLabel("Statement").fill("INVOICE 4900");
  await maker.getByRole("button", { name: /^Ask for approval of/ }).click();
  await expect(maker.getByText("Awaiting approval").first()).toBeVisible();

  const person = await ownPerson(desk, "approver");
  const { context, page } = await signIn(browser, person, optionsOf(baseURL));
  await page.goto(maker.url());
  await expect(page.getByRole("button", { name: /^Pay \$12,500\.00/ })).toBeEnabled();
  await proofGrowsOld(desk, person);
  const stolen = await context.storageState();
  const dialog = page.getByRole("dialog", { name: "Is it you?" });

  await page.keyboard.press("a");
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByText(/Nothing was done: prove first/)).toBeVisible();
  await expect(maker.getByText("Awaiting approval").first()).toBeVisible();

  await page.keyboard.press("a");
  await dialog.getByLabel("Your password").fill("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("That is not your password.")).toBeVisible();
  await dialog.getByLabel("Your password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Undo/ })).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("Taken back. It awaits approval again.")).toBeVisible();

  const thief = await browser.newContext({ ...optionsOf(baseURL), storageState: stolen });
  expect((await thief.request.get("/api/payouts")).status()).toBe(401);
  expect((await context.request.get("/api/payouts")).status()).toBe(200);
  await thief.close();
  await context.close();
});

test("what was being done in a dialog stays behind the question", async ({ browser, baseURL, desk }) => {
  const person = await ownPerson(desk, "administrator");
  const { context, page } = await signIn(browser, person, optionsOf(baseURL));
  await page.goto("/settings/webhook");
  await page.getByRole("button", { name: "Change sizes" }).click();
  const sizes = page.getByRole("dialog", { name: "Delivery sizes" });
  await sizes.getByLabel("Events in one delivery").fill("37");
  await proofGrowsOld(desk, person);
  await sizes.getByRole("button", { name: "Change sizes" }).click();
  const question = page.getByRole("dialog", { name: "Is it you?" });
  await question.getByLabel("Your password").fill("not the password");
  await question.getByRole("button", { name: "Go on" }).click();
  await expect(question.getByText("That is not your password.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(sizes.getByLabel("Events in one delivery")).toHaveValue("37");
  await sizes.getByRole("button", { name: "Change sizes" }).click();
  await question.getByLabel("Your password").fill(person.password);
  await question.getByRole("button", { name: "Go on" }).click();
  await expect(question).toHaveCount(0);
  await expect(sizes).toHaveCount(0);
  await expect(page.getByText("37").first()).toBeVisible();
  await context.close();
});

test("removing the app and making codes anew ask for a code", async ({ browser, baseURL, desk }) => {
  test.setTimeout(180_000);
  const person = await ownPerson(desk, "approver");
  const { context, page } = await signIn(browser, person, optionsOf(baseURL));
  const { secret, codes } = await setUpApp(desk, page, person);
  await proofGrowsOld(desk, person);
  const question = page.getByRole("dialog", { name: "Is it you?" });
  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await question.getByLabel(CODE_LABEL).fill(person.password);
  await question.getByRole("button", { name: "Go on" }).click();
  await expect(question.getByText(/code is wrong/)).toBeVisible();
  await question.getByLabel(CODE_LABEL).fill(await codeFor(desk, person, secret));
  await question.getByRole("button", { name: "Go on" }).click();
  const anew = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(anew).toHaveCount(10);
  expect(await anew.allInnerTexts()).not.toContain(codes[0]);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await proofGrowsOld(desk, person);
  await page.getByRole("button", { name: "Remove the app" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await question.getByLabel(CODE_LABEL).fill(await codeFor(desk, person, secret));
  await question.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  await context.close();
});

test("people see where they are signed in, and end it there", async ({ browser, baseURL, desk }) => {
  const person = await ownPerson(desk, "viewer");
  const [here, there, third] = [
    await signIn(browser, person, optionsOf(baseURL)),
    await signIn(browser, person, optionsOf(baseURL)),
    await signIn(browser, person, optionsOf(baseURL)),
  ];
  await here.page.goto("/account");
  const places = here.page.getByRole("list", { name: "Where you are signed in" }).getByRole("listitem");
  await expect(places).toHaveCount(3);
  await expect(places.filter({ hasText: "this browser" })).toHaveCount(1);
  await here.page
    .getByRole("button", { name: /^Sign out Chrome/ })
    .first()
    .click();
  await expect(places).toHaveCount(2);
  await here.page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(places).toHaveCount(1);
  for (const { page } of [there, third]) {
    await page.goto("/payouts");
    await expect(page).toHaveURL(/\/sign-in/);
  }
  for (const { context } of [here, there, third]) await context.close();
});

for (const scheme of ["light", "dark"] as const)
  test(`the account, its codes and the question pass the accessibility rules in the ${scheme} theme`, async ({
    browser,
    baseURL,
    desk,
  }) => {
    test.setTimeout(180_000);
    const person = await ownPerson(desk, "operator");
    const viewport = scheme === "dark" ? { width: 390, height: 844 } : { width: 1280, height: 800 };
    const { context, page } = await signIn(browser, person, {
      ...optionsOf(baseURL),
      colorScheme: scheme,
      viewport,
    });
    const accessible = async (where: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(violations.map(({ id, nodes }) => [where, id, nodes[0]?.html])).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([where, overflow]).toEqual([where, 0]);
    };
    await page.goto("/account");
    await accessible("no app");
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(page.getByLabel("Code that the app shows")).toBeVisible();
    await accessible("setting up");
    const { secret } = await setUpApp(desk, page, person);
    await accessible("an app");
    await page.getByRole("button", { name: "Make new recovery codes" }).click();
    await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible();
    await accessible("codes");
    await page.getByRole("button", { name: "I have kept them" }).click();
    await proofGrowsOld(desk, person);
    await page.getByRole("button", { name: "Make new recovery codes" }).click();
    await expect(page.getByLabel(CODE_LABEL)).toBeVisible();
    await accessible("question");
    await page.context().clearCookies();
    await typePassword(page, person);
    await expect(page.getByLabel(CODE_LABEL)).toBeVisible();
    await accessible("signing in");
    await page.getByLabel(CODE_LABEL).fill(await codeFor(desk, person, secret));
    await signInButton(page).click();
    await page.waitForURL(away);
    await context.close();
  });

test("who lacks the factor of their role is led to set one up before anything else works", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const OF_THE_OTHERS = /^(DATABASE_|JETPAY_|APP_|NEXTAUTH_|FINGERPRINT_KEY$)/;
  const others = Object.keys(process.env).filter((name) => OF_THE_OTHERS.test(name));
  const env = Object.fromEntries(others.map((name) => [name, undefined]));
  const own = await startTemporaryDesk({
    seed: false,
    quiet: true,
    env: { ...env, SECOND_FACTOR_ROLES: "operator" },
  });
  const desk = openDesk(loadSettings({ ...own.env, LOG_LEVEL: "silent" }));
  try {
    const colleague = await addColleague(desk, "operator");
    const { id } = await desk.connections.prisma.staff.findFirstOrThrow();
    const person = { ...colleague, id };
    const { context, page } = await signIn(browser, person, { baseURL: own.url });
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByText("Needed for your role")).toBeVisible();
    await page.goto("/contacts/new");
    await expect(page).toHaveURL(/\/account$/);
    for (const path of ["/api/payouts", "/api/search?q=a"])
      expect([path, (await context.request.get(path)).status()]).toEqual([path, 403]);
    await setUpApp(desk, page, person);
    await page.goto("/contacts/new");
    await expect(page).toHaveURL(/\/contacts\/new(\?id=|$)/);
    await context.close();
  } finally {
    await desk.close();
    await own.stop();
  }
});

test("a password that is easy to guess stays in its field; a good one is the password from then on", async ({
  browser,
  baseURL,
  desk,
}) => {
  const person = await ownPerson(desk, "operator");
  const { context, page } = await signIn(browser, person, optionsOf(baseURL));
  await page.goto("/account");
  const field = page.getByRole("textbox", { name: "New password" });
  await field.fill("password1234");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue("password1234");
  const password = "seven quiet lanterns above the harbour";
  await field.fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.", { exact: false })).toBeVisible();
  await expect(field).toHaveValue("");
  await context.close();
  const next = await signIn(browser, { ...person, password }, optionsOf(baseURL));
  await expect(next.page.getByRole("heading", { level: 1 })).toBeVisible();
  await next.context.close();
});
