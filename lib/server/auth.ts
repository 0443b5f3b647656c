import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { desk } from "../runtime/desk";
import { localPath } from "./local-path";
import { passwordCheck } from "./passwords";
import { errorReference, loggable, requestFacts } from "./request";
import { cookieSessionId, sessionCookieName } from "./session";
import { SESSION_LONGEST_S } from "./session-life";
import { beginSession, endSession, takeTry } from "./sign-in-rows";

const Credential = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(254)
    .refine((text) => text.isWellFormed() && !text.includes("\0")),
  password: z.string().min(1).max(1_000),
});

const isPasswordOf = passwordCheck();

/** Who signs in with this, or null: the same null for a wrong password, an unknown or disabled person, and too many tries. */
async function signedIn(given: unknown) {
  const { data } = Credential.safeParse(given);
  if (!data) return null;
  const { connections, read } = desk();
  const facts = await requestFacts();
  const now = new Date();
  const mayTry = await takeTry(connections.prisma, data.email, facts.address, now);
  const staff = await read.staffByEmail(data.email);
  const isTheirs = await isPasswordOf(data.password, mayTry ? (staff?.passwordHash ?? null) : null);
  if (!isTheirs || staff === null || staff.disabledAt !== null) return null;
  const before = await cookieSessionId();
  if (before !== null) await endSession(connections.prisma, before, facts.id, now, facts);
  const sessionId = await beginSession(connections.prisma, facts, {
    staffId: staff.id,
    email: data.email,
    now,
  });
  return { id: staff.id, sessionId };
}

/** What next-auth is told of our own trouble; it would put any other message into the address. */
async function authorize(given: unknown) {
  try {
    return await signedIn(given);
  } catch (error) {
    const reference = errorReference();
    desk().log.error({ reference, error: loggable(error) }, "signing in could not be checked");
    throw new Error(`unexpected ${reference}`);
  }
}

function cookieOptions(isSecure: boolean) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;
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
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
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
