import type { Readable } from "node:stream";
import { buildConnector, Client, errors } from "undici";
import type { Heard } from "./answer";
import { decoded } from "./json-text";

export type Limits = {
  /** To connect, TLS included. */
  readonly connectMs: number;
  /** For everything together: connecting, sending, waiting, reading, and where a call may be repeated, its repeats. */
  readonly totalMs: number;
  readonly maxBytes: number;
};

export type HttpCall = {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal | null;
};

/**
 * One request on a connection of its own, which is closed afterwards. It is sent once or not at all: no redirect is
 * followed and no second connection is ever made, though HTTP calls PUT repeatable. Never throws for what the network does.
 */
export async function exchange(origin: string, call: HttpCall, limits: Limits): Promise<Heard> {
  let tries = 0;
  let wasConnected = false;
  const connect = buildConnector({ timeout: limits.connectMs, allowH2: false });
  const client = new Client(origin, {
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      tries++;
      if (tries > 1) return callback(new Error("A second connection is never made."), null);
      connect(options, (...result) => {
        wasConnected = result[0] === null;
        callback(...result);
      });
    },
  });
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new TimeLimit()), limits.totalMs);
  const signal = call.signal ? AbortSignal.any([limit.signal, call.signal]) : limit.signal;
  // destroyed rather than passed on as a signal, which undici heeds only once it is connected
  const giveUp = () => void client.destroy(asError(signal.reason)).catch(() => null);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    signal.throwIfAborted();
    const { method, path, headers, body } = call;
    const request = { method, path, headers, body, idempotent: false, reset: true };
    const answer = await client.request(request);
    return {
      kind: "answered",
      status: answer.statusCode,
      retryAfter: [answer.headers["retry-after"]].flat()[0] ?? null,
      body: await boundedText(answer.body, limits.maxBytes),
    };
  } catch (error) {
    // the request is written only to a connection that was handed over, so before that nothing can have left
    if (wasConnected) return { kind: "lost", words: `The answer never came: ${nameOf(error)}.` };
    return { kind: "never_connected", words: `Jetpay could not be reached: ${nameOf(error)}.` };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    void client.destroy().catch(() => null);
  }
}

class TimeLimit extends Error {
  override readonly message = "the time limit passed";
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error("The call was given up."));

/** Null when the body broke off, is too large or is not UTF-8: the status was heard all the same. */
async function boundedText(body: Readable, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return decoded(Buffer.concat(chunks));
}

/** A code rather than a message: messages may hold addresses. */
function nameOf(error: unknown): string {
  if (error instanceof TimeLimit) return error.message;
  if (error instanceof errors.ConnectTimeoutError) return "connecting took too long";
  if (!(error instanceof Error)) return "the call was given up";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "the call was given up";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
