import { z } from "zod";
import { obstacleToPassword } from "../../domain/password";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";

export const ChangePassword = z.object({
  password: z.string({ error: "Choose a password." }).max(5_000, "The password is far too long. Shorten it."),
});

/** Who changes it, and where they stay signed in. */
type Own = { readonly email: string; readonly name: string; readonly sessionId: string };

/**
 * One's own password, from now on; every other sign-in of one's own ends. `hash` makes what is kept of it. Throws
 * Refusal("bad_input") for a password that is easy to guess.
 */
export async function changePassword(
  ctx: StaffCtx,
  { password }: z.output<typeof ChangePassword>,
  { email, name, sessionId }: Own,
  hash: (password: string) => Promise<string>,
): Promise<{ ended: number }> {
  const problem = obstacleToPassword(password, { email, name });
  if (problem !== null) throw new Refusal("bad_input", problem, { password: problem });
  const passwordHash = await hash(password);
  const { id } = ctx.actor;
  return ctx.audited({ deed: "password.change", subject: { kind: "staff", id } }, async (writes) => {
    await writes.setPassword(id, passwordHash);
    const ended = await writes.endOtherSessions(sessionId, id);
    await writes.notify(["sessions"]);
    return { ended };
  });
}
