import { INVITATION_HOURS, inviteAdministrator } from "../commands/staff";
import { Refusal } from "../domain/refusal";
import { openDesk } from "../runtime/desk";
import { loadSettings } from "../runtime/settings";

const USAGE = `Usage: npm run admin:invite -- you@example.com "Your Name"`;

/** Makes the link by which one of the first two administrators joins, from the server's own shell. */
const [email = "", name = ""] = process.argv.slice(2);
const settings = loadSettings(process.env);
const desk = openDesk(settings, { name: "admin:invite" });
try {
  const ctx = desk.contextFor({ kind: "setup" }, null);
  const { token } = await inviteAdministrator(ctx, { email, name });
  const link = new URL(`/join?token=${token}`, settings.appUrl).href;
  process.stdout.write(
    `Invited ${name.trim()} as administrator. The link works once, for ${INVITATION_HOURS} hours:\n  ${link}\n`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 1;
} finally {
  await desk.close();
}
