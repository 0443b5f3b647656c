/** Ends the session, then goes to `home`. Throws when the desk could not be reached: the person is then still signed in. */
export async function signOut(home: string): Promise<void> {
  const asked = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken } = (await asked.json()) as { csrfToken: string }; // next-auth's own answer
  const answer = await fetch("/api/auth/signout", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, callbackUrl: home, json: "true" }),
  });
  if (!answer.ok) throw new Error(`signing out was answered ${answer.status}`);
  window.location.assign(home);
}
