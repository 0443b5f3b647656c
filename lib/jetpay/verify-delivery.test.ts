import { createHash } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { bytes } from "./fixtures/deliveries";
import vectors from "./fixtures/webhook-vectors.json";
import { verifyDelivery } from "./verify-delivery";
import { fixedKeys, type WebhookKeys } from "./webhook-keys";

const NOW = new Date(vectors.now * 1000);
const KEYS = fixedKeys(vectors.jwks);

describe("the signed deliveries of the contract", () => {
  test("are all here", () => {
    expect(vectors.cases.length).toBeGreaterThan(20);
  });

  test.each(vectors.cases)("$name: $expect", async ({ body, authorization, expect: expected }) => {
    const verdict = await verifyDelivery({ body: bytes(body), authorization, keys: KEYS, now: NOW });
    expect(verdict.kind).toBe(expected === "accept" ? "genuine" : "forged");
  });
});

describe("a signed delivery", () => {
  const BODY = bytes('{"webhookId":1,"events":[]}');
  const HASH = createHash("sha256").update(BODY).digest("base64url");
  const SOUND = {
    iss: "jetpay",
    sub: "webhook",
    jti: "fa082b3c-7ee2-43cd-b324-2d950d19d200",
    iat: vectors.now,
    exp: vectors.now + 90,
    payload_hash: HASH,
  };
  let sign: (claims: JWTPayload, header?: object) => Promise<string>;
  let keys: WebhookKeys;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    keys = fixedKeys({ keys: [{ ...(await exportJWK(publicKey)), kid: "ours", use: "sig" }] });
    sign = (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "ours", ...header }).sign(privateKey);
  });

  const judge = async (claims: object, header?: object) =>
    verifyDelivery({
      body: BODY,
      authorization: `Bearer ${await sign({ ...SOUND, ...claims }, header)}`,
      keys,
      now: NOW,
    });

  test("is genuine, and tells its key, token and moment", async () => {
    expect(await judge({})).toEqual({
      kind: "genuine",
      keyId: "ours",
      tokenId: SOUND.jti,
      issuedAt: NOW,
    });
  });

  test.each([
    ["just expired", { exp: vectors.now - 20 }, "genuine"],
    ["expired past the tolerance", { exp: vectors.now - 31 }, "forged"],
    ["issued a little ahead", { iat: vectors.now + 30 }, "genuine"],
    ["issued too far ahead", { iat: vectors.now + 31 }, "forged"],
    ["issued at no time", { iat: undefined }, "forged"],
    ["issued at a text", { iat: "now" }, "forged"],
    ["expiring at a text", { exp: "never" }, "forged"],
    ["without a token id", { jti: undefined }, "forged"],
    ["with NUL in its token id", { jti: "a\u0000" }, "forged"],
    ["not valid yet", { nbf: vectors.now + 600 }, "forged"],
    ["with a padded hash", { payload_hash: `${HASH}=` }, "genuine"],
    ["with a hash padded twice", { payload_hash: `${HASH}==` }, "forged"],
    ["with an empty hash", { payload_hash: "" }, "forged"],
    ["with a longer hash", { payload_hash: `${HASH}A` }, "forged"],
    ["with a hash in an object", { payload_hash: { 0: HASH } }, "forged"],
    ["of two issuers", { iss: ["jetpay"] }, "forged"],
  ])("%s", async (_, claims, kind) => {
    expect((await judge(claims)).kind).toBe(kind);
  });

  test.each([
    ["unknown critical headers", { crit: ["x"], x: 1 }],
    ["no key id", { kid: undefined }],
    ["an endless key id", { kid: "k".repeat(201) }],
  ])("with %s is forged", async (_, header) => {
    const token = await sign(SOUND, header).catch(() => "a.b.c");
    expect(
      (await verifyDelivery({ body: BODY, authorization: `Bearer ${token}`, keys, now: NOW })).kind,
    ).toBe("forged");
  });

  test("without its key at hand is unverifiable, not forged", async () => {
    const authorization = `Bearer ${await sign(SOUND)}`;
    const unavailable: WebhookKeys = { keyFor: async () => ({ kind: "unavailable", reason: "down" }) };
    expect(await verifyDelivery({ body: BODY, authorization, keys: unavailable, now: NOW })).toEqual({
      kind: "unverifiable",
      reason: "down",
    });
    const broken: WebhookKeys = { keyFor: () => Promise.reject(new Error("bug")) };
    expect((await verifyDelivery({ body: BODY, authorization, keys: broken, now: NOW })).kind).toBe(
      "unverifiable",
    );
  });

  test.each([
    ["secret-key", "genuine"],
    ["secret-keY", "forged"],
    ["", "forged"],
    [null, "forged"],
  ])("with the extra key %s is %s", async (given, kind) => {
    const authorization = `Bearer ${await sign(SOUND)}`;
    const expectedApiKey = { given, expected: "secret-key" };
    expect((await verifyDelivery({ body: BODY, authorization, keys, now: NOW, expectedApiKey })).kind).toBe(
      kind,
    );
  });

  test.each([null, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b", `Bearer ${"a".repeat(20_000)}.b.c`])(
    "without a token (%s) is forged",
    async (authorization) => {
      expect((await verifyDelivery({ body: BODY, authorization, keys, now: NOW })).kind).toBe("forged");
    },
  );
});
