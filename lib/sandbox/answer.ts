import { timingSafeEqual, createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { contactRoutes } from "./contacts";
import { controlRoutes } from "./control";
import { creditRoutes } from "./credits";
import { debitRoutes } from "./debits";
import { homeRoutes } from "./home";
import { HttpError, findRoute, readBody, send } from "./http";
import { inspectRoutes } from "./inspect";
import { log } from "./log";
import { misbehave } from "./misbehave";
import { pageRoutes } from "./pages";
import { statusRoutes } from "./status";
import { webhookRoutes } from "./webhooks";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

async function jwks(world: World): Promise<Reply> {
  if (await world.faults.meetNamed("jwks_down")) throw new HttpError(503, "Service Unavailable");
  return { status: 200, body: world.keys.jwks() };
}

const API: readonly Route[] = [
  ...contactRoutes,
  ...debitRoutes,
  ...creditRoutes,
  ...statusRoutes,
  ...webhookRoutes,
  ...pageRoutes,
  { method: "GET", path: "/.well-known/jwks.json", open: true, handle: jwks },
];

const CONTROL: readonly Route[] = [...controlRoutes, ...inspectRoutes, ...homeRoutes];

/** Answers one request: the control door to this machine alone, the API to whoever has the token. */
export async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
) {
  const { pathname, searchParams } = new URL(request.url ?? "/", world.url);
  const call = { method: request.method ?? "GET", path: pathname, query: searchParams };
  let raw: Buffer;
  try {
    raw = await readBody(request);
  } catch (error) {
    return send(response, refusalOf(error));
  }
  const isControl = pathname.startsWith("/_sandbox");
  const work = () => handle(world, isControl ? CONTROL : API, { ...call, raw }, request);
  if (isControl) return send(response, await work());

  const isApi = !pathname.startsWith("/payment/") && !pathname.startsWith("/.well-known/");
  const facts = { method: call.method, path: pathname, body: lenientJson(raw), isApi };
  const fault = await world.faults.meet(facts);
  return fault ? misbehave(fault, response, work, stopping) : send(response, await work());
}

/** Does what was asked and never throws. */
async function handle(
  world: World,
  routes: readonly Route[],
  call: Omit<Call, "params">,
  request: IncomingMessage,
): Promise<Reply> {
  try {
    const { route, params } = findRoute(routes, call.method, call.path);
    if (routes === CONTROL) mustBeLocal(request);
    else if (!route.open) mustHaveToken(world, request);
    return await route.handle(world, { ...call, params });
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): Reply {
  if (error instanceof HttpError) {
    return { status: error.status, body: { detail: error.detail }, headers: error.headers };
  }
  log("request", error);
  return { status: 500, body: { detail: "Internal Server Error" } };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function mustHaveToken({ token, variants }: World, request: IncomingMessage) {
  const [, given] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (given !== undefined && timingSafeEqual(digest(given), digest(token))) return;
  throw new HttpError(variants.current.missingToken, "Not authenticated", { "www-authenticate": "Bearer" });
}

const LOCAL_ADDRESSES = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The Host is looked at too, so that no page on the web can reach the door through a name of its own. */
function mustBeLocal(request: IncomingMessage) {
  const { host = "", origin } = request.headers;
  const isLocal = LOCAL_ADDRESSES.has(request.socket.remoteAddress ?? "") && LOCAL_HOST.test(host);
  if (!isLocal || (origin !== undefined && origin !== `http://${host}`))
    throw new HttpError(404, "Not Found");
}

function lenientJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8")) as unknown;
  } catch {
    return null;
  }
}
