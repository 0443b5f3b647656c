import { importJWK, type CryptoKey } from "jose";
import { fetch as undiciFetch } from "undici";
import { z } from "zod";
import { decoded, parsedJson } from "./json-text";

export type FoundKey =
  | { readonly kind: "key"; readonly key: CryptoKey }
  | { readonly kind: "no_such_key" }
  | { readonly kind: "unavailable"; readonly reason: string };
export type WebhookKeys = { readonly keyFor: (kid: string) => Promise<FoundKey> };

type KeySetAnswer = {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array> | null;
};
type FetchKeySet = (
  url: string,
  init: { redirect: "manual"; signal: AbortSignal; headers: Record<string, string> },
) => Promise<KeySetAnswer>;

type WebhookKeysOptions = {
  readonly url: string;
  readonly fetch?: FetchKeySet;
  readonly now?: () => number;
  readonly cooldownMs?: number;
  readonly maxAgeMs?: number;
  readonly staleLimitMs?: number;
};

const FETCH_MS = 3_000;
const MOST_BYTES = 262_144;
const MOST_KEYS = 100;
const LEAST_BITS = 2048;
const HOUR_MS = 3_600_000;

const KeySet = z.object({ keys: z.array(z.unknown()).max(MOST_KEYS) });
const SigningKey = z.object({
  kty: z.literal("RSA"),
  kid: z.string().min(1).max(200),
  n: z.string(),
  e: z.string(),
  use: z.literal("sig").optional(),
  alg: z.literal("RS256").optional(),
});

/** Usable keys by id; keys of other kinds are passed over, as a set may serve other purposes too. */
async function importedKeys(keySet: unknown): Promise<Map<string, CryptoKey>> {
  const imported = new Map<string, CryptoKey>();
  for (const candidate of KeySet.parse(keySet).keys) {
    const signingKey = SigningKey.safeParse(candidate).data;
    if (!signingKey || imported.has(signingKey.kid)) continue;
    const { kid, kty, n, e } = signingKey;
    const key = await importJWK({ kty, n, e }, "RS256").catch(() => null);
    if (key !== null && !(key instanceof Uint8Array) && isLongEnough(key)) imported.set(kid, key);
  }
  return imported;
}

const isLongEnough = ({ algorithm }: CryptoKey) =>
  "modulusLength" in algorithm && Number(algorithm.modulusLength) >= LEAST_BITS;

/** A key set that never changes. */
export function fixedKeys(keySet: unknown): WebhookKeys {
  const imported = importedKeys(keySet);
  return {
    keyFor: async (kid) => {
      const key = (await imported).get(kid);
      return key ? { kind: "key", key } : { kind: "no_such_key" };
    },
  };
}

/**
 * Jetpay's published keys, fetched when first asked for, when older than `maxAgeMs`, and for an unknown id; never twice
 * within `cooldownMs`, however many ask. A published set replaces the one before it, empty or not. While none can be had,
 * the last good one serves until `staleLimitMs`.
 */
export function createWebhookKeys(options: WebhookKeysOptions): WebhookKeys {
  const { url, fetch = undiciFetch, now = Date.now } = options;
  const { cooldownMs = 30_000, maxAgeMs = HOUR_MS, staleLimitMs = 24 * HOUR_MS } = options;
  let keys: ReadonlyMap<string, CryptoKey> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let trouble: string | null = null;
  let underway: Promise<void> | null = null;

  async function refetch(): Promise<void> {
    try {
      keys = await importedKeys(await fetchedKeySet(url, fetch));
      fetchedAt = now();
      trouble = null;
    } catch (error) {
      trouble = `Jetpay's key set could not be fetched: ${error instanceof Error ? error.message : "unknown trouble"}`;
    } finally {
      underway = null;
    }
  }

  function refreshed(): Promise<void> | null {
    if (underway === null && now() - triedAt >= cooldownMs) {
      triedAt = now();
      underway = refetch();
    }
    return underway;
  }

  return {
    keyFor: async (kid) => {
      if (!keys.has(kid) || now() - fetchedAt >= maxAgeMs) await refreshed();
      const key = keys.get(kid);
      const isTooOld = now() - fetchedAt > staleLimitMs;
      if (key && !isTooOld) return { kind: "key", key };
      if (trouble !== null || isTooOld)
        return { kind: "unavailable", reason: trouble ?? "Jetpay's key set is too old to be relied on." };
      return { kind: "no_such_key" };
    },
  };
}

async function fetchedKeySet(url: string, fetch: FetchKeySet): Promise<unknown> {
  const signal = AbortSignal.timeout(FETCH_MS);
  const { status, body } = await fetch(url, {
    redirect: "manual",
    signal,
    headers: { accept: "application/json" },
  });
  const text = decoded(await boundedBytes(body, signal));
  if (status !== 200) throw new Error(`it answered ${status}.`);
  const keySet = text === null ? undefined : parsedJson(text);
  if (!KeySet.safeParse(keySet).success) throw new Error("it is not a key set.");
  return keySet;
}

async function boundedBytes(
  body: AsyncIterable<Uint8Array> | null,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    signal.throwIfAborted();
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error("it is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
