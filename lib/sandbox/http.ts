import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "./world";

const BODY_LIMIT = 1_048_576;

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly raw: Buffer;
};

/** For hosted pages and the sandbox's own. */
export const PRIVATE_HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Route = {
  readonly method: string;
  /** Segments that start with a colon are parameters. */
  readonly path: string;
  /** Needs no bearer token. */
  readonly open?: true;
  handle(world: World, call: Call): Promise<Reply> | Reply;
};

/** Ends a call with a status and FastAPI's `detail`. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly detail: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === "string" ? detail : JSON.stringify(detail));
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new HttpError(413, "Request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Found = { route: Route; params: Record<string, string> };

/** The route for a path; throws 404 for an unknown path and 405 for a known one. */
export function findRoute(routes: readonly Route[], method: string, path: string): Found {
  let known = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (!params) continue;
    if (route.method === method) return { route, params };
    known = true;
  }
  throw known ? new HttpError(405, "Method Not Allowed") : new HttpError(404, "Not Found");
}

/** The path with its last slash put on or taken off, where that leads to a route for the method and this does not. */
export function slashTwin(routes: readonly Route[], method: string, path: string): string | null {
  const leads = (to: string) =>
    routes.some((route) => route.method === method && matchPath(route.path, to) !== null);
  const twin = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  return !leads(path) && leads(twin) ? twin : null;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":") && value !== "") params[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return params;
}

/** The answer as it goes over the wire. */
export function encode(reply: Reply): { status: number; headers: Record<string, string>; body: Buffer } {
  const isPage = reply.html !== undefined;
  const text = reply.html ?? (reply.body === undefined ? "" : JSON.stringify(reply.body));
  const type = isPage ? "text/html; charset=utf-8" : "application/json";
  const body = Buffer.from(text);
  const typed = body.length > 0 ? { "content-type": type } : {};
  return { status: reply.status, headers: { ...typed, ...reply.headers }, body };
}

export function send(response: ServerResponse, reply: Reply) {
  if (response.destroyed || response.headersSent) return;
  const { status, headers, body } = encode(reply);
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.end(body);
}
