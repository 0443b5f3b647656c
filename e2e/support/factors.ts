import { randomBytes, randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { generateSync } from "otplib";
import type { Role } from "../../lib/domain/deeds";
import type { Desk } from "../../lib/runtime/desk";
import { hashPassword } from "../../lib/runtime/passwords";
import type { Person } from "./people";

const STEP_S = 30;

export type OwnPerson = Person & { readonly id: string };

/** A colleague of this test's own, so that no other test signs in with their codes. */
export async function ownPerson(desk: Desk, role: Role): Promise<OwnPerson> {
  const id = randomUUID();
  const email = `${role}-${id.slice(0, 8)}@jetdesk.example`;
  const password = randomBytes(15).toString("base64url");
  const passwordHash = await hashPassword(password);
  const entry = { deed: "staff.add", subject: { kind: "staff", id }, after: { email, role } };
  await desk
    .contextFor({ kind: "setup" }, null)
    .audited(entry, (writes) =>
      writes.addStaff({ id, email, name: "Noor Haddad", role, passwordHash, createdAt: new Date() }),
    );
  return { id, email, password };
}

/** What the app shows, or will show in a moment when its present code was used: an app's clock may be a little ahead. */
export async function codeFor(desk: Desk, { id }: OwnPerson, secret: string): Promise<string> {
  const { lastStep } = await desk.connections.prisma.factor.findFirstOrThrow({ where: { staffId: id } });
  const next = lastStep === null ? 0 : Number(lastStep) + 1;
  await expect
    .poll(() => Math.floor(Date.now() / 1_000 / STEP_S) + 1, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(next);
  return generateSync({ secret, epoch: Math.max(next * STEP_S, Math.floor(Date.now() / 1_000)) });
}

export async function typePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export const CODE_LABEL = "Code from your authenticator app";

/** Sets up an app on the account's page. Answers its secret and the recovery codes. */
export async function setUpApp(desk: Desk, page: Page, person: OwnPerson) {
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByRole("img", { name: "Code to scan with an authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Key", { exact: true }).innerText()).replaceAll(" ", "");
  await page.getByLabel("Code that the app shows").fill(await codeFor(desk, person, secret));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allInnerTexts();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  return { secret, codes };
}

/** As if that long had passed since this person proved who they are. */
export async function proofGrowsOld(desk: Desk, { id }: OwnPerson, minutes = 6): Promise<void> {
  const provedAt = new Date(Date.now() - minutes * 60_000);
  await desk.connections.prisma.staffSession.updateMany({ where: { staffId: id }, data: { provedAt } });
}
