import { decode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { may, type Deed, type Role } from "../domain/deeds";
import { desk } from "../runtime/desk";
import { signInPath } from "./local-path";
import { sessionHolds } from "./session-life";
import { touchSession } from "./sign-in-rows";

/** A colleague who is signed in, as the database says at this moment. */
export type Staff = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly sessionId: string;
  /** When they last proved who they are in this sign-in. */
  readonly provedAt: Date | null;
  readonly hasFactor: boolean;
};

/** Where people look after their own account. */
export const ACCOUNT_PATH = "/account";

/** Whether this colleague's role needs a second factor and they have none: nothing but setting one up works then. */
export const lacksFactor = ({ role, hasFactor }: Pick<Staff, "role" | "hasFactor">): boolean =>
  !hasFactor && desk().settings.secondFactorRoles.includes(role);

const isHttps = () => desk().settings.appUrl.startsWith("https:");
/** A browser takes a `__Host-` cookie only over https, from this very host and for all of it. */
export const sessionCookieName = (): string => (isHttps() ? "__Host-jetdesk-session" : "jetdesk-session");

export const sessionCookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() }) as const;

/** The id of the session row that the cookie names; null for none and for one we did not make. */
export async function cookieSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  // What cannot be decrypted was not made with our secret; decode reads nothing but its arguments.
  const claims = await decode({ token, secret: desk().settings.appSecret }).catch(() => null);
  return typeof claims?.["sid"] === "string" ? claims["sid"] : null;
}

async function sessionRow() {
  const id = await cookieSessionId();
  const row = id === null ? null : await desk().read.staffSession(id);
  return row !== null && sessionHolds(row, new Date()) ? row : null;
}

const staffOf = (row: NonNullable<Awaited<ReturnType<typeof sessionRow>>>): Staff => {
  const { id, name, email, role, hasFactor } = row.staff;
  return { id, name, email, role, hasFactor, sessionId: row.id, provedAt: row.provedAt };
};

/** Who is there, without counting it as a sign of life. For what a screen asks by itself. */
export async function quietStaff(): Promise<Staff | null> {
  const row = await sessionRow();
  return row && staffOf(row);
}

/** What became of the sign-in that a stream was opened with. One that was proved anew goes on under another id. */
export async function standingOf(sessionId: string): Promise<"holds" | "over" | "goes on elsewhere"> {
  const row = await desk().read.staffSession(sessionId);
  if (row === null) return "goes on elsewhere";
  return sessionHolds(row, new Date()) ? "holds" : "over";
}

/** Whether somebody ended the sign-in that this request names; not one that ran out by itself. */
export async function wasSignedOut(): Promise<boolean> {
  const id = await cookieSessionId();
  const row = id === null ? null : await desk().read.staffSession(id);
  return row !== null && (row.endedAt !== null || row.staff.disabledAt !== null);
}

/** Who is there, or null. Asked of the database once in every request. Rejects when it cannot be asked. */
export const currentStaff = cache(async (): Promise<Staff | null> => {
  const row = await sessionRow();
  if (row === null) return null;
  await touchSession(desk().connections.prisma, row, new Date());
  return staffOf(row);
});

/**
 * For every staff page: who is there; without anybody it leads to signing in and from there back to `path`. Who lacks the
 * second factor of their role is led to set one up, but for what `mayLackFactor`.
 */
export async function requireStaff(path = "/", { mayLackFactor = false } = {}): Promise<Staff> {
  const staff = (await currentStaff()) ?? redirect(signInPath(path));
  return lacksFactor(staff) && !mayLackFactor ? redirect(ACCOUNT_PATH) : staff;
}

/**
 * For pages that not everybody may see. Null when this colleague may not: the page then shows
 * `<NoPermission deed={deed} />` and reads nothing else.
 */
export async function requireDeed(deed: Deed, path = "/"): Promise<Staff | null> {
  const staff = await requireStaff(path);
  return may(staff.role, deed) ? staff : null;
}
