const LONGEST_PATH = 2_000;
const BASE = "http://desk.invalid";

/**
 * The page to go to after signing in: a path of this desk with its query, in ASCII and fit for a header. Whatever could
 * lead elsewhere, or back to signing in, becomes the overview.
 */
export function localPath(given: unknown): string {
  if (typeof given !== "string" || given.length > LONGEST_PATH) return "/";
  // Browsers read "\" as "/" and drop tabs and line breaks, so "/\t/elsewhere" would leave.
  if (!given.startsWith("/") || /^\/\/|[\\\p{Cc}]/u.test(given) || !given.isWellFormed()) return "/";
  if (!URL.canParse(given, BASE)) return "/";
  const { origin, pathname, search } = new URL(given, BASE);
  if (origin !== BASE || pathname.startsWith("//") || /^\/(sign-in|api)(\/|$)/.test(pathname)) return "/";
  return `${pathname}${search}`;
}

/** The address that asks for a sign-in and then leads to `path`. */
export function signInPath(path: string): string {
  const to = localPath(path);
  return to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`;
}
