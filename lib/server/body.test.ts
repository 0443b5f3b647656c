import { describe, expect, test } from "vitest";
import { boundedBody } from "./body";

const chunk = new Uint8Array(1_000).fill(7);

/** A body that never ends and counts what was taken from it. */
function endless() {
  const taken = { chunks: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        taken.chunks += 1;
        controller.enqueue(chunk);
      },
      cancel: () => {
        taken.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { taken, body };
}

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://desk.test", Object.assign({ method: "POST", body, headers }, { duplex: "half" }));

describe("a body", () => {
  test("is read as it was sent", async () => {
    const read = await boundedBody(post(new Uint8Array([1, 0, 255])), 10);
    expect(read).toEqual({ kind: "read", bytes: new Uint8Array([1, 0, 255]) });
    expect(await boundedBody(post(null), 10)).toEqual({ kind: "read", bytes: new Uint8Array() });
  });

  test("of exactly the limit is taken, of one byte more is not", async () => {
    expect((await boundedBody(post("x".repeat(10)), 10)).kind).toBe("read");
    expect((await boundedBody(post("x".repeat(11)), 10)).kind).toBe("too_large");
  });

  test("that does not end is left at the limit", async () => {
    const { taken, body } = endless();
    expect((await boundedBody(post(body), 3_500)).kind).toBe("too_large");
    expect(taken).toEqual({ chunks: 4, isCancelled: true });
  });

  test("is not read at all when it says it is too large, or is compressed", async () => {
    const { taken, body } = endless();
    expect((await boundedBody(post(body, { "content-length": "5000" }), 4_000)).kind).toBe("too_large");
    expect((await boundedBody(post("x", { "content-encoding": "gzip" }), 10)).kind).toBe("encoded");
    expect(taken.chunks).toBe(0);
  });

  test("that stalls is given up when its time is over", async () => {
    const stalled = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(chunk) });
    const deadline = AbortSignal.timeout(20);
    await expect(boundedBody(post(stalled), 5_000, deadline)).rejects.toThrow(/timeout/i);
  });
});
