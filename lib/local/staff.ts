import { randomBytes, randomUUID } from "node:crypto";
import { obstacleToEmail } from "../domain/email";
import { ROLES, type Role } from "../domain/deeds";
import { openDesk } from "../runtime/desk";
import { hashPassword } from "../runtime/passwords";
import { loadSettings } from "../runtime/settings";
import { resetFactor } from "./reset-factor";

const USAGE = `Usage: npm run staff -- add you@example.com "Your Name" ${ROLES.join("|")}
       npm run staff -- reset-factor you@example.com`;
const PASSWORD_BYTES = 15;

const isRole = (text: string | undefined): text is Role => ROLES.some((role) => role === text);

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n${USAGE}\n`);
  process.exit(1);
}

/** Lets somebody in again who has lost their app and their recovery codes. */
async function reset(address: string): Promise<never> {
  const desk = openDesk(loadSettings(process.env), { name: "staff" });
  const name = await resetFactor(desk, address);
  await desk.close();
  if (name === null) fail(`Nobody signs in as ${address}.`);
  process.stdout.write(`${name} signs in with the password alone now, and is signed out everywhere.\n`);
  process.exit();
}

/** Adds one colleague from the server's own shell and prints a password made for them. */
const [verb, address = "", name = "", role] = process.argv.slice(2);
const email = address.trim().toLowerCase();
if (verb === "reset-factor") await reset(email);
if (verb !== "add") fail("Say what to do.");
const problem = obstacleToEmail(email);
if (problem !== null) fail(problem);
if (name.trim() === "") fail("Give the colleague's name.");
if (!isRole(role)) fail(`There is no role “${role ?? ""}”.`);

const desk = openDesk(loadSettings(process.env), { name: "staff" });
const { prisma } = desk.connections;
if (await prisma.staff.findUnique({ where: { email } })) fail(`${email} is a colleague already.`);
const password = randomBytes(PASSWORD_BYTES).toString("base64url");
const id = randomUUID();
const passwordHash = await hashPassword(password);
const ctx = desk.contextFor({ kind: "setup" }, null);
await ctx.audited({ deed: "staff.add", subject: { kind: "staff", id }, after: { email, role } }, (writes) =>
  writes.addStaff({ id, email, name: name.trim(), role, passwordHash, createdAt: new Date() }),
);
process.stdout.write(`Added ${name.trim()} as ${role}.\n  E-mail    ${email}\n  Password  ${password}\n`);
await desk.close();
