import { randomBytes, randomUUID } from "node:crypto";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import type { StaffCtx } from "../../lib/commands/context";
import type { Role } from "../../lib/domain/deeds";
import type { Desk } from "../../lib/runtime/desk";
import { hashPassword } from "../../lib/runtime/passwords";

export type Person = { readonly email: string; readonly password: string };

/** A page of its own on which this person has signed in. */
export async function signIn(
  browser: Browser,
  person: Person,
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return { context, page };
}

/** A colleague of a desk that has none yet. */
export async function addColleague(desk: Desk, role: Role): Promise<Person> {
  const id = randomUUID();
  const email = `${role}@jetdesk.example`;
  const password = randomBytes(15).toString("base64url");
  const passwordHash = await hashPassword(password);
  const entry = { deed: "staff.add", subject: { kind: "staff", id }, after: { email, role } };
  await desk
    .contextFor({ kind: "setup" }, null)
    .audited(entry, (writes) =>
      writes.addStaff({ id, email, name: "Amélie Roy", role, passwordHash, createdAt: new Date() }),
    );
  return { email, password };
}

/** What the desk's operator would send, without the screens. */
export async function asOperator(desk: Desk): Promise<StaffCtx> {
  const { id, name } = await desk.connections.prisma.staff.findFirstOrThrow({ where: { role: "operator" } });
  return desk.contextFor({ kind: "staff", id, name, role: "operator" }, null);
}
