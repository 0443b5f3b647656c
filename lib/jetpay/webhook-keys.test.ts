import { exportJWK, generateKeyPair, type JWK } from "jose";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { answers, hangs, jetpayServer, type Responder } from "./fixtures/jetpay-server";
import { createWebhookKeys, fixedKeys } from "./webhook-keys";

let one: JWK;
let two: JWK;
beforeAll(async () => {
  const make = async (kid: string) => ({
    ...(await exportJWK((await generateKeyPair("RS256")).publicKey)),
    kid,
  });
  [one, two] = await Promise.all([make("one"), make("two")]);
});

/** A key set that can change, fail and count, and a clock that moves when told to. */
function published() {
  const world = { keys: [one] as unknown[], isDown: false, fetches: 0, nowMs: 1_000_000 };
  const fetch = async () => {
    world.fetches++;
    await Promise.resolve();
    if (world.isDown) throw new Error("down");
    return new Response(JSON.stringify({ keys: world.keys }));
  };
  const keys = createWebhookKeys({ url: "https://jetpay.example/jwks", fetch, now: () => world.nowMs });
  const kindOf = async (kid: string) => (await keys.keyFor(kid)).kind;
  return { world, kindOf };
}
const HOUR_MS = 3_600_000;

describe("the published keys", () => {
  test("are fetched once and kept", async () => {
    const { world, kindOf } = published();
    expect(await Promise.all(["one", "one", "one"].map(kindOf))).toEqual(["key", "key", "key"]);
    world.nowMs += HOUR_MS - 1;
    expect(await kindOf("one")).toBe("key");
    expect(world.fetches).toBe(1);
  });

  test("are fetched anew for an unknown id, so that rotation needs nobody", async () => {
    const { world, kindOf } = published();
    await kindOf("one");
    world.nowMs += 30_000;
    world.keys = [one, two];
    expect(await kindOf("two")).toBe("key");
    expect(world.fetches).toBe(2);
  });

  test("a flood of unknown ids costs one fetch per cool-down", async () => {
    const { world, kindOf } = published();
    await kindOf("one");
    world.nowMs += 30_000;
    const flood = () => Promise.all(Array.from({ length: 500 }, (_, index) => kindOf(`made-up-${index}`)));
    expect(new Set(await flood())).toEqual(new Set(["no_such_key"]));
    await flood();
    expect(world.fetches).toBe(2);
    world.nowMs += 30_000;
    await flood();
    expect(world.fetches).toBe(3);
    expect(await kindOf("one")).toBe("key");
  });

  test("a withdrawn key stops working at the next refresh, even if it was the last", async () => {
    const { world, kindOf } = published();
    await kindOf("one");
    world.keys = [];
    expect(await kindOf("one")).toBe("key");
    world.nowMs += HOUR_MS;
    expect(await kindOf("one")).toBe("no_such_key");
  });

  test("the last good ones serve while none can be had, within a day", async () => {
    const { world, kindOf } = published();
    await kindOf("one");
    world.isDown = true;
    world.nowMs += 24 * HOUR_MS;
    expect(await kindOf("one")).toBe("key");
    expect(await kindOf("two")).toBe("unavailable");
    world.nowMs += 1;
    expect(await kindOf("one")).toBe("unavailable");
    world.isDown = false;
    world.nowMs += 30_000;
    expect(await kindOf("one")).toBe("key");
  });

  test("nothing is known while the first fetch fails, and failing is not repeated at once", async () => {
    const { world, kindOf } = published();
    world.isDown = true;
    expect(await Promise.all(["one", "two"].map(kindOf))).toEqual(["unavailable", "unavailable"]);
    expect(await kindOf("one")).toBe("unavailable");
    expect(world.fetches).toBe(1);
    world.isDown = false;
    world.nowMs += 30_000;
    expect(await kindOf("one")).toBe("key");
    expect(await kindOf("two")).toBe("no_such_key");
  });
});

describe("over the wire", () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const keyFrom = async (respond: Responder) => {
    const server = await jetpayServer(respond);
    closers.push(server.close);
    const found = await createWebhookKeys({ url: `${server.url}/jwks` }).keyFor("one");
    return { found, server };
  };

  test("a served key is found", async () => {
    const { found, server } = await keyFrom(answers(200, { keys: [one, two] }));
    expect(found.kind).toBe("key");
    expect(server.requests).toHaveLength(1);
  });

  test.each<[string, Responder]>([
    ["a redirect", answers(302, "", { location: "/elsewhere" })],
    ["trouble", answers(500, { detail: "no" })],
    ["a page", answers(200, "<html>")],
    ["no key set", answers(200, { key: [] })],
    ["too large a set", answers(200, { keys: ["x".repeat(300_000)] })],
    ["silence", hangs],
  ])("%s is unavailable", async (_, respond) => {
    const { found, server } = await keyFrom(respond);
    expect(found.kind).toBe("unavailable");
    expect(server.requests).toHaveLength(1);
  });
});

test("only RSA signing keys of 2048 bits and more, each with an id of its own, are taken", async () => {
  const short = { kty: "RSA", e: "AQAB", n: Buffer.alloc(128, 0xc3).toString("base64url"), kid: "short" };
  const keys = fixedKeys({
    keys: [
      null,
      { ...one, kid: undefined },
      { ...one, kid: "encryption", use: "enc" },
      { ...one, kid: "pss", alg: "PS256" },
      { kty: "oct", k: "c2VjcmV0", kid: "secret" },
      short,
      one,
    ],
  });
  for (const kid of ["encryption", "pss", "secret", "short", "undefined", "__proto__"])
    expect((await keys.keyFor(kid)).kind).toBe("no_such_key");
  expect((await keys.keyFor("one")).kind).toBe("key");
});
