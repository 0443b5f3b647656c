import type { Desk } from "../runtime/desk";

const NO_SESSION = "00000000-0000-0000-0000-000000000000";

/**
 * For somebody who has lost both their app and their recovery codes, from the server's own shell: takes both away and ends
 * every sign-in of theirs. Answers their name; null when nobody has that address.
 */
export async function resetFactor(
  { read, contextFor }: Pick<Desk, "read" | "contextFor">,
  email: string,
): Promise<string | null> {
  const person = await read.staffByEmail(email);
  if (person === null) return null;
  const entry = { deed: "factor.reset", subject: { kind: "staff", id: person.id } };
  await contextFor({ kind: "setup" }, null).audited(entry, async (writes) => {
    await writes.removeFactorsOf(person.id);
    await writes.endOtherSessions(NO_SESSION, person.id);
  });
  return person.name;
}
