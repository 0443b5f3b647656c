import { createHash, timingSafeEqual } from "node:crypto";
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from "jose";
import { defaultUnknowns } from "./unknowns";
import type { WebhookKeys } from "./webhook-keys";

/** `forged`: proven bad, never to be accepted. `unverifiable`: our own trouble, so it should be sent again. */
export type Verdict =
  | {
      readonly kind: "genuine";
      readonly keyId: string;
      readonly tokenId: string;
      readonly issuedAt: Date;
    }
  | { readonly kind: "forged"; readonly reason: string }
  | { readonly kind: "unverifiable"; readonly reason: string };

type ReceivedDelivery = {
  readonly body: Uint8Array;
  readonly authorization: string | null;
  readonly keys: WebhookKeys;
  readonly now: Date;
  readonly toleranceS?: number;
  /** The extra key Jetpay sends back to us, where one was registered. */
  readonly expectedApiKey?: { readonly given: string | null; readonly expected: string };
  readonly issuer?: string;
  readonly subject?: string;
};

const LONGEST_TOKEN = 16_384;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const SHA256_BASE64URL = /^([\w-]{43})=?$/;

const forged = (reason: string): Verdict => ({ kind: "forged", reason });
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();

/** Whether Jetpay signed exactly these bytes, lately. Guide, "Authentication and Security". Never throws. */
export async function verifyDelivery(delivery: ReceivedDelivery): Promise<Verdict> {
  const { body, authorization, keys, expectedApiKey } = delivery;
  if (expectedApiKey && !isSameSecret(expectedApiKey.given ?? "", expectedApiKey.expected))
    return forged("The API key is missing or wrong.");
  const token = tokenIn(authorization);
  if (token === null) return forged("There is no bearer token.");
  const header = readHeader(token);
  if (header === null) return forged("The token's header does not name RS256 and a key.");

  try {
    const found = await keys.keyFor(header.kid);
    if (found.kind === "unavailable") return { kind: "unverifiable", reason: found.reason };
    if (found.kind === "no_such_key") return forged("The key is not one that Jetpay publishes.");
    const { payload } = await jwtVerify(token, found.key, {
      algorithms: ["RS256"],
      issuer: delivery.issuer ?? defaultUnknowns.issuer,
      subject: delivery.subject ?? defaultUnknowns.subject,
      requiredClaims: ["exp", "iat", "jti", "payload_hash"],
      currentDate: delivery.now,
      clockTolerance: delivery.toleranceS ?? 30,
    });
    return judgeClaims(payload, header.kid, delivery, sha256(body));
  } catch (error) {
    if (error instanceof errors.JOSEError) return forged(`The token does not hold: ${error.message}.`);
    return {
      kind: "unverifiable",
      reason: error instanceof Error ? error.message : "The check itself failed.",
    };
  }
}

function judgeClaims(payload: JWTPayload, keyId: string, delivery: ReceivedDelivery, hash: Buffer): Verdict {
  const { iat, jti, payload_hash: payloadHash } = payload;
  const latestS = delivery.now.getTime() / 1000 + (delivery.toleranceS ?? 30);
  if (typeof iat !== "number" || !(iat >= 0 && iat <= latestS))
    return forged("The token was issued in the future.");
  if (typeof jti !== "string" || !/^[\x21-\x7e]{1,200}$/.test(jti))
    return forged("The token has no usable id.");
  const given = typeof payloadHash === "string" ? SHA256_BASE64URL.exec(payloadHash)?.[1] : undefined;
  if (given === undefined) return forged("The token has no usable hash of the body.");
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(hash.toString("base64url"))))
    return forged("The body is not the one that was signed.");
  return { kind: "genuine", keyId, tokenId: jti, issuedAt: new Date(iat * 1000) };
}

/** Hashed first, so that neither length nor content shows in the time it takes. */
const isSameSecret = (given: string, expected: string) => timingSafeEqual(sha256(given), sha256(expected));

function tokenIn(authorization: string | null): string | null {
  if (authorization === null || authorization.length > LONGEST_TOKEN) return null;
  return BEARER.exec(authorization)?.[1] ?? null;
}

function readHeader(token: string): { kid: string } | null {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === "RS256" && typeof kid === "string" && kid !== "" && kid.length <= 200 ? { kid } : null;
  } catch {
    return null;
  }
}
