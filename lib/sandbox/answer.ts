import { timingSafeEqual, createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { capturePageRoutes } from "./capture-pages";
import { cardDoors, cardRoutes } from "./cards";
import { contactRoutes } from "./contacts";
import { controlRoutes } from "./control";
import { creditRoutes } from "./credits";
import { debitRoutes } from "./debits";
import { homeRoutes } from "./home";
import { HttpError, findRoute, readBody, send, slashTwin } from "./http";
import { inspectRoutes } from "./inspect";
import { log } from "./log";
import { misbehave } from "./misbehave";
import { pause } from "./mutex";
import { pageRoutes } from "./pages";
import { payDebitRoutes } from "./pay-debit";
import { statusRoutes } from "./status";
import { transactionPageRoutes } from "./transaction-page";
import { findTransaction } from "./transactions";
import { webhookRoutes } from "./webhooks";
import type { CallFacts } from "./faults";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

const SLOW_KEYS_MS = 2000;

async function jwks(world: World, { method, path }: Call): Promise<Reply> {
  const facts = { method, path, amounts: [], contactIds: [] };
  const slow = await world.faults.meetNamed("jwks_slow", facts);
  if (slow) await pause(slow.delayMs ?? SLOW_KEYS_MS, world.stopping);
  if (await world.faults.meetNamed("jwks_down", facts)) throw new HttpError(503, "Service Unavailable");
  return { status: 200, body: world.keys.jwks() };
}

const API: readonly Route[] = [
  ...contactRoutes,
  ...cardRoutes,
  ...debitRoutes,
  ...payDebitRoutes,
  ...creditRoutes,
  ...statusRoutes,
  ...webhookRoutes,
  ...pageRoutes,
  ...capturePageRoutes,
  { method: "GET", path: "/.well-known/jwks.json", open: true, handle: jwks },
];

const CONTROL: readonly Route[] = [
  ...controlRoutes,
  ...cardDoors,
  ...inspectRoutes,
  ...homeRoutes,
  ...transactionPageRoutes,
];

/** Answers one request: the control door to this machine alone, the API to whoever has the token. */
export async function answer(world: World, request: IncomingMessage, response: ServerResponse) {
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

  const fault = await world.faults.meet(await factsOf(world, { ...call, raw }));
  return fault ? misbehave(fault, response, work, world.stopping) : send(response, await work());
}

const NOT_THE_API = ["/payment/", "/card/", "/.well-known/"];

/** The amount and the contact a call is about: of its body, of its path, or of the transaction its path names. */
async function factsOf(world: World, { method, path, raw }: Omit<Call, "params">): Promise<CallFacts> {
  const isApi = !NOT_THE_API.some((start) => path.startsWith(start));
  if (!world.faults.asksWho) return { method, path, isApi, amounts: [], contactIds: [] };
  const { amount, contact_id } = lenientJson(raw);
  const [, named = null] = /^\/contact\/([^/]+)\//.exec(path) ?? [];
  const [, id = ""] = /^\/(?:debit|transaction|payment\/pay)\/([^/]+)/.exec(path) ?? [];
  const found = await findTransaction(world.store, id);
  const amounts = [amount, found?.amount].filter((value) => typeof value === "number");
  const contactIds = [contact_id, named, found?.contact_id].filter((value) => typeof value === "string");
  return { method, path, isApi, amounts, contactIds };
}

/** Does what was asked and never throws. */
async function handle(
  world: World,
  routes: readonly Route[],
  call: Omit<Call, "params">,
  request: IncomingMessage,
): Promise<Reply> {
  try {
    const twin = routes === API && slashTwin(routes, call.method, call.path);
    if (twin) return { status: 307, headers: { location: `${world.url}${twin}${searchOf(call.query)}` } };
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

const searchOf = (query: URLSearchParams) => (query.size > 0 ? `?${query.toString()}` : "");

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

function lenientJson(raw: Buffer): Partial<Record<string, unknown>> {
  try {
    const body = JSON.parse(raw.toString("utf8")) as unknown;
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
