export type SignInProblem = { readonly message: string; readonly reference: string | null };

const MISMATCH: SignInProblem = {
  message:
    "That e-mail address and password do not match. After several wrong tries there is a pause, also for the right password; wait a few minutes then.",
  reference: null,
};
const unreached: SignInProblem = {
  message: "The desk did not answer, so nobody was signed in. Check your connection and try again.",
  reference: null,
};

async function json(response: Response): Promise<Record<string, unknown>> {
  const read: unknown = await response.json();
  return typeof read === "object" && read !== null ? { ...read } : {};
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Signs in, after which the browser holds the cookie. Answers null, or why it did not work. */
export async function signIn(email: string, password: string): Promise<SignInProblem | null> {
  try {
    const { csrfToken } = await json(await fetch("/api/auth/csrf", { cache: "no-store" }));
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ email, password, csrfToken: text(csrfToken) ?? "", json: "true" }),
    });
    return problemIn(response, await json(response));
  } catch {
    return unreached;
  }
}

/** next-auth answers with the address it would go to; a failure is named there. */
function problemIn(
  response: Response,
  { url, message, reference }: Record<string, unknown>,
): SignInProblem | null {
  const address = URL.parse(text(url) ?? "", window.location.href);
  const error = address?.searchParams.get("error") ?? null;
  if (error === "CredentialsSignin") return MISMATCH;
  const [, ours] = /^unexpected (E-\w+)$/.exec(error ?? "") ?? [];
  if (ours !== undefined)
    return {
      message: "Something went wrong on our side, so nobody was signed in. Try again.",
      reference: ours,
    };
  if (response.ok && error === null && address?.searchParams.get("csrf") !== "true") return null;
  return {
    message: text(message) ?? "This page has been open for too long. Load it again, then sign in.",
    reference: text(reference),
  };
}
