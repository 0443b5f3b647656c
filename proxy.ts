import { randomBytes, randomUUID } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { loadSettings } from "@/lib/runtime/settings";
import {
  DATA_POLICY,
  edgeHeaders,
  edgesOf,
  obstacleToEdge,
  pagePolicy,
  type Edges,
} from "@/lib/server/edges";

let known: Edges | null = null;
const edges = () => (known ??= edgesOf(loadSettings(process.env), process.env.NODE_ENV === "development"));

/**
 * Stands before every page and every route but the webhook's, and gives each answer its headers. It is never the lock:
 * each page, route and action asks by itself who is there.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const requestId = randomUUID();
  const isData = pathname.startsWith("/api/");
  const policy = isData ? DATA_POLICY : pagePolicy(randomBytes(18).toString("base64"), edges());
  const said = edgeHeaders(requestId, policy, edges());
  const obstacle = obstacleToEdge(pathname, request.headers, edges());
  if (obstacle !== null)
    return new NextResponse(`${obstacle}\n`, {
      status: 421,
      headers: { ...said, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("content-security-policy", policy); // from which Next takes the nonce of its own scripts
  const answer = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(said)) answer.headers.set(name, value);
  return answer;
}

/** The webhook's body would be cut at 10 MB here, and a genuine delivery look forged. Files say nothing of anybody. */
export const config = {
  matcher: ["/((?!api/webhooks/|_next/static/|_next/image|icon\\.svg$).*)"],
};
