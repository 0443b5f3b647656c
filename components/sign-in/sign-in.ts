export type SignInProblem = {
  /** Null where nothing is wrong yet: the password was right, and a code is asked for. */
  readonly message: string | null;
  readonly reference: string | null;
  /** Whether the password was right and a code has to follow. */
  readonly asksForCode: boolean;
};

const MISMATCH: SignInProblem = {
  message:
    "That e-mail address and password do not match. After several wrong tries there is a pause, also for the right password; wait a few minutes then.",
  reference: null,
  asksForCode: false,
};
const asksForCode = (message: string | null): SignInProblem => ({
  message,
  reference: null,
  asksForCode: true,
});
/** By the names that the server gives them. */
const CODE_PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  code_needed: asksForCode(null),
  code_wrong: asksForCode(
    "That code is wrong, too old, or was used already. Type the one your app shows next, or a recovery code.",
  ),
  code_wait: asksForCode(
    "There were several wrong codes, so there is a pause. Wait a few minutes, then try again.",
  ),
};
const unreached: SignInProblem = {
  message: "The desk did not answer, so nobody was signed in. Check your connection and try again.",
  reference: null,
  asksForCode: false,
};

async function json(response: Response): Promise<Record<string, unknown>> {
  const read: unknown = await response.json();
  return typeof read === "object" && read !== null ? { ...read } : {};
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Signs in, after which the browser holds the cookie. Answers null, or why it did not work. */
export async function signIn(email: string, password: string, code: string): Promise<SignInProblem | null> {
  try {
    const { csrfToken } = await json(await fetch("/api/auth/csrf", { cache: "no-store" }));
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ email, password, code, csrfToken: text(csrfToken) ?? "", json: "true" }),
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
  const ofCode = CODE_PROBLEMS[error ?? ""];
  if (ofCode !== undefined) return ofCode;
  const [, ours] = /^unexpected (E-\w+)$/.exec(error ?? "") ?? [];
  if (ours !== undefined)
    return {
      message: "Something went wrong on our side, so nobody was signed in. Try again.",
      reference: ours,
      asksForCode: false,
    };
  if (response.ok && error === null && address?.searchParams.get("csrf") !== "true") return null;
  return {
    message: text(message) ?? "This page has been open for too long. Load it again, then sign in.",
    reference: text(reference),
    asksForCode: false,
  };
}
