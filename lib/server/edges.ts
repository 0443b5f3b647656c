import type { Settings } from "../runtime/settings";
import { obstacleToHost } from "./origin";

/** What the answers' headers depend on. */
export type Edges = {
  readonly appUrl: string;
  readonly mode: Settings["mode"];
  /** Origins of the pages of Jetpay's that stand in a frame on ours. */
  readonly pageOrigins: readonly string[];
  /** Next's development server evaluates text and speaks over a socket. */
  readonly isDev: boolean;
};

/** The one style that a library writes into the page by itself: sonner's. A test holds it to the installed version. */
export const SONNER_STYLE = "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=";
/** It is put there empty, and filled then. */
export const EMPTY_STYLE = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/** `display:none`: how React hides a part of a drawing that comes later, the one style attribute that it writes. */
export const HIDDEN_PART = "sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=";

/** For pages. Scripts run when they carry this answer's nonce, or were loaded by one that does. */
export function pagePolicy(nonce: string, { appUrl, pageOrigins, isDev }: Edges): string {
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    `style-src 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}' '${SONNER_STYLE}' '${EMPTY_STYLE}'`}`,
    `style-src-attr 'unsafe-hashes' '${HIDDEN_PART}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    `frame-src ${pageOrigins.length > 0 ? pageOrigins.join(" ") : "'none'"}`,
    "worker-src 'none'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  if (appUrl.startsWith("https:")) rules.push("upgrade-insecure-requests");
  return rules.join("; ");
}

/** For answers that are no page: were one opened as such, it could do nothing. */
export const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TWO_YEARS_S = 63_072_000;

/** Said on every answer but those of files. */
export function edgeHeaders(requestId: string, policy: string, { appUrl }: Edges): Record<string, string> {
  return {
    "x-request-id": requestId,
    "content-security-policy": policy,
    ...(appUrl.startsWith("https:") && {
      "strict-transport-security": `max-age=${TWO_YEARS_S}; includeSubDomains`,
    }),
  };
}

type Headers = { get(name: string): string | null };
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Why this request is not for this desk; null when it is. What watches over processes asks /api/health under whatever
 * name it knows them by. A local desk is found as localhost and as 127.0.0.1.
 */
export function obstacleToEdge(path: string, headers: Headers, { appUrl, mode }: Edges): string | null {
  if (path === "/api/health") return null;
  const obstacle = obstacleToHost(headers, appUrl);
  if (obstacle === null || mode !== "local") return obstacle;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  return LOOPBACK.test(host) ? null : obstacle;
}

export const edgesOf = ({ appUrl, mode, jetpay }: Settings, isDev: boolean): Edges => ({
  appUrl,
  mode,
  pageOrigins: jetpay.pageOrigins,
  isDev,
});
