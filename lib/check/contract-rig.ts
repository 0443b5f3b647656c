import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Desk } from "../runtime/desk";

export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Null where there was none. */
  readonly body: unknown;
};

/** Stands between the desk and a Jetpay: passes everything on as it is, and keeps what was sent. */
export async function startWitness(jetpayUrl: () => string) {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const { method = "GET", url: path = "/", headers } = request;
      sent.push({ method, path, headers, body: body.length === 0 ? null : JSON.parse(body.toString()) });
      const answer = await fetch(`${jetpayUrl()}${path}`, {
        method,
        redirect: "manual",
        headers: passedOn(headers),
        ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      });
      const text = await answer.text();
      response.writeHead(answer.status, told(answer.headers)).end(text);
    })().catch(() => response.destroy());
  });
  const url = await listening(server);
  return { url, sent, stop: () => closed(server) };
}

const passedOn = ({ authorization = "", accept = "*/*", "content-type": type }: IncomingHttpHeaders) => ({
  authorization,
  accept,
  ...(type === undefined ? {} : { "content-type": type }),
});

const TOLD = ["content-type", "retry-after", "location"];
const told = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => TOLD.includes(name)));

/**
 * Our webhook's own route without Next, for whichever desk is `at` it. While `refusals` is above zero, each delivery lowers
 * it and meets a 503.
 */
export async function startHook(receive: (request: Request) => Promise<Response>) {
  const hook: { at: Desk | null; refusals: number } = { at: null, refusals: 0 };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      if (hook.refusals > 0) {
        hook.refusals -= 1;
        return response.writeHead(503).end();
      }
      if (hook.at !== null) setProcessDesk(hook.at);
      const answer = await receive(requestOf(request, body));
      return response.writeHead(answer.status).end(await answer.text());
    })().catch(() => response.destroy());
  });
  const url = `${await listening(server)}/api/webhooks/jetpay`;
  return { url, hook, stop: () => closed(server) };
}

/** Routes and actions work with the one desk of their process: from here on it is this one. */
export function setProcessDesk(desk: Desk): void {
  const held = ((globalThis as { jetdesk?: { desk?: Desk } }).jetdesk ??= {}); // where lib/runtime keeps it
  held.desk = desk;
}

export const requestOf = ({ headers }: Pick<IncomingMessage, "headers">, body: Uint8Array): Request =>
  new Request("http://localhost/api/webhooks/jetpay", {
    method: "POST",
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && name !== "connection" && name !== "content-length" ? [[name, value]] : [],
    ),
    body: new Uint8Array(body),
  });

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
