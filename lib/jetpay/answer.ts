import { isRecord, parsedJson } from "./json-text";
import { presentable } from "./redact";

/**
 * What Jetpay made of a call.
 * - `accepted`: a documented success, read.
 * - `refused`: Jetpay said no, in `words`; nothing was made. `declineReason` is why, where what said no is a card's bank.
 * - `not_sent`: nothing was made either, and the same call may be tried later.
 * - `unknown`: nobody can tell whether it was carried out. Never to be sent again by itself.
 */
export type Answer<T> =
  | { readonly kind: "accepted"; readonly status: number; readonly value: T }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly words: string;
      readonly declineReason: string | null;
    }
  | {
      readonly kind: "not_sent";
      readonly reason: "rate_limited" | "unauthorized" | "unreachable";
      readonly retryAfterMs: number | null;
      readonly words: string;
    }
  | { readonly kind: "unknown"; readonly words: string };

/** What came back over the wire. `body` is null when it could not be read to its end, or was too large. */
export type Heard =
  | { readonly kind: "never_connected"; readonly words: string }
  | { readonly kind: "lost"; readonly words: string }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter: string | null;
      readonly body: string | null;
    };

/** How the value of a success is read. `value` is null where it lacks what makes it one. `secrets` are kept out of it. */
export type Reading<T> = {
  readonly value: (json: unknown, secrets: readonly string[]) => T | null;
  /** A "no" inside a success, in Jetpay's words. */
  readonly refusal?: (json: unknown) => string | null;
  /** Why a card was declined, where a readable "no" is that. */
  readonly decline?: (status: number, json: unknown, secrets: readonly string[]) => string | null;
};

/** Judges one exchange. `nowMs` dates a Retry-After; `secrets` are kept out of the words. */
export function judge<T>(
  heard: Heard,
  reading: Reading<T>,
  nowMs: number,
  secrets: readonly string[],
): Answer<T> {
  if (heard.kind === "never_connected") {
    const words = presentable(heard.words, secrets);
    return { kind: "not_sent", reason: "unreachable", retryAfterMs: null, words };
  }
  if (heard.kind === "lost") return { kind: "unknown", words: presentable(heard.words, secrets) };

  const { status, body } = heard;
  const json = body === null ? undefined : parsedJson(body);
  if (status >= 200 && status < 300) return judgeSuccess(status, json, reading, secrets);
  const retryAfterMs = readRetryAfter(heard.retryAfter, nowMs);
  const said = wordsIn(json);
  const words = presentable(said ?? `Jetpay answered ${status} without a reason.`, secrets);
  if (status === 429) return { kind: "not_sent", reason: "rate_limited", retryAfterMs, words };
  const isJetpays = typeof json === "object" && json !== null; // a page or plain text is some other machine's
  const isNo = status >= 400 && status < 500 && status !== 408;
  if (!isJetpays || !isNo) return { kind: "unknown", words: unsure(status, words) };
  if (status === 401 || status === 403)
    return { kind: "not_sent", reason: "unauthorized", retryAfterMs, words };
  const declineReason = reading.decline?.(status, json, secrets) ?? null;
  const isWordless = said === null && declineReason !== null;
  return {
    kind: "refused",
    status,
    words: isWordless ? `The card was declined: ${declineReason}.` : words,
    declineReason,
  };
}

/** A redirect most often means a path that lacks its last slash. */
const unsure = (status: number, words: string): string =>
  status >= 300 && status < 400
    ? `Jetpay answered ${status}, a redirect, which is never followed. The path of this call may be another one.`
    : `Jetpay answered ${status}, which says nothing sure. ${words}`;

function judgeSuccess<T>(
  status: number,
  json: unknown,
  reading: Reading<T>,
  secrets: readonly string[],
): Answer<T> {
  const refusal = reading.refusal?.(json) ?? null;
  if (refusal !== null)
    return { kind: "refused", status, words: presentable(refusal, secrets), declineReason: null };
  const value = reading.value(json, secrets);
  if (value !== null) return { kind: "accepted", status, value };
  return { kind: "unknown", words: `Jetpay answered ${status}, but the answer could not be read.` };
}

/** Seconds or an HTTP date, as milliseconds from now (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

const WORD_FIELDS = ["detail", "message", "msg", "error", "errors", "title", "reason"];
const DEEPEST_WORDS = 4;

/** Jetpay's own words out of an error's body; FastAPI's lists become "field: message; field: message". */
export function wordsIn(json: unknown, depth = 0): string | null {
  if (typeof json === "string") return json.trim() === "" ? null : json;
  if (depth > DEEPEST_WORDS) return null;
  if (Array.isArray(json)) {
    const words = json.slice(0, 20).flatMap((item: unknown) => wordsIn(item, depth + 1) ?? []);
    return words.length > 0 ? words.join("; ") : null;
  }
  if (!isRecord(json)) return null;
  const words = WORD_FIELDS.map((field) => wordsIn(json[field], depth + 1)).find((found) => found !== null);
  const field = fieldIn(json["loc"]);
  return words === undefined || field === "" ? (words ?? null) : `${field}: ${words}`;
}

function fieldIn(loc: unknown): string {
  if (!Array.isArray(loc)) return "";
  const steps = loc.filter((step) => typeof step === "string" || typeof step === "number");
  return (steps[0] === "body" ? steps.slice(1) : steps).join(".");
}
