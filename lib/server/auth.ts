import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { desk } from "../runtime/desk";
import { localPath } from "./local-path";
import { errorReference, loggable, requestFacts } from "./request";
import { cookieSessionId, sessionCookieName, sessionCookieOptions } from "./session";
import { SESSION_LONGEST_S } from "./session-life";
import { signIn, type SignedIn } from "./sign-in";
import { endSession } from "./sign-in-rows";

/** A right password that a code must follow. Its message is one of `CodeProblem`, which next-auth puts into the address. */
class CodeAsked extends Error {
  override readonly name = "CodeAsked";
}

/** What next-auth is told of our own trouble; it would put any other message into the address. */
async function authorize(given: unknown): Promise<SignedIn | null> {
  try {
    const facts = await requestFacts();
    const found = await signIn(given, facts);
    if (typeof found === "string") throw new CodeAsked(found);
    const before = found === null ? null : await cookieSessionId();
    if (before !== null) await endSession(desk().connections.prisma, before, facts.id, new Date(), facts);
    return found;
  } catch (error) {
    if (error instanceof CodeAsked) throw error;
    const reference = errorReference();
    desk().log.error({ reference, error: loggable(error) }, "signing in could not be checked");
    throw new Error(`unexpected ${reference}`);
  }
}

function cookieOptions(isSecure: boolean) {
  const options = sessionCookieOptions();
  const prefix = isSecure ? "__Host-" : "";
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: `${prefix}jetdesk-callback`, options },
    csrfToken: { name: `${prefix}jetdesk-csrf`, options },
  };
}

/** The token names a row in the database and nothing else; the row decides on every request. */
export function authOptions(): NextAuthOptions {
  const { settings, connections, log } = desk();
  process.env["NEXTAUTH_URL"] ??= settings.appUrl;
  const isSecure = settings.appUrl.startsWith("https:");
  return {
    secret: settings.appSecret,
    useSecureCookies: isSecure,
    cookies: cookieOptions(isSecure),
    session: { strategy: "jwt", maxAge: SESSION_LONGEST_S },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [Credentials({ credentials: { email: {}, password: {}, code: {} }, authorize })],
    callbacks: {
      // `user` is there only while signing in, and is then what `authorize` answered.
      jwt: ({ token, user }) => ({ sid: user && "sessionId" in user ? user.sessionId : token["sid"] }),
      redirect: ({ url }) => {
        const { origin } = new URL(settings.appUrl);
        const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
        // Signing out leads here too, and must not be sent on to the overview first.
        return origin + (path === "/sign-in" ? path : localPath(path));
      },
    },
    events: {
      signOut: async ({ token }) => {
        const sid: unknown = token["sid"];
        if (typeof sid !== "string") return;
        const facts = await requestFacts();
        await endSession(connections.prisma, sid, facts.id, new Date(), facts);
      },
    },
    logger: {
      error: (code, facts) =>
        log.error(
          { code, error: loggable(facts instanceof Error ? facts : Object(facts)["error"]) },
          "next-auth",
        ),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}
