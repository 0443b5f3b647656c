import { randomBytes, randomUUID } from "node:crypto";
import { obstacleToEmail } from "../domain/email";
import { ROLES, type Role } from "../domain/deeds";
import { openDesk } from "../runtime/desk";
import { hashPassword } from "../runtime/passwords";
import { loadSettings } from "../runtime/settings";

const USAGE = `Usage: npm run staff -- add you@example.com "Your Name" ${ROLES.join("|")}`;
const PASSWORD_BYTES = 15;

const isRole = (text: string | undefined): text is Role => ROLES.some((role) => role === text);

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n${USAGE}\n`);
  process.exit(1);
}

/** Adds one colleague from the server's own shell and prints a password made for them. */
const [verb, address = "", name = "", role] = process.argv.slice(2);
const email = address.trim().toLowerCase();
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
