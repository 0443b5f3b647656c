import { expect, test } from "vitest";
import { together } from "./together";

type Call = { readonly items: readonly number[]; readonly finish: (error?: Error) => void };

/** Work that ends when it is told to. Each item comes back as its own double. */
function rig(limits: { atOnce: number; most: number; patienceMs?: number }) {
  const calls: Call[] = [];
  const put = together(
    (items: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const finish = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => item * 2)));
        calls.push({ items, finish });
      }),
    { patienceMs: 60_000, ...limits, sizeOf: () => 1, isOfOne: (error) => error instanceof RangeError },
  );
  return { put, calls };
}
const settled = () => new Promise((done) => setImmediate(done));

test("what waits while calls are under way goes together, in order, and each gets its own result", async () => {
  const { put, calls } = rig({ atOnce: 2, most: 100 });
  const results = Promise.all([1, 2, 3, 4, 5].map(put));
  expect(calls.map(({ items }) => items)).toEqual([[1], [2]]);
  calls[1]?.finish();
  await settled();
  expect(calls.map(({ items }) => items)).toEqual([[1], [2], [3, 4, 5]]);
  calls[2]?.finish();
  calls[0]?.finish();
  expect(await results).toEqual([2, 4, 6, 8, 10]);
});

test("no more than the most goes into a call, but for one that is larger by itself", async () => {
  const { put, calls } = rig({ atOnce: 1, most: 2 });
  const results = Promise.all([1, 2, 3, 4].map(put));
  for (let call = 0; call < 3; call++) {
    calls[call]?.finish();
    await settled();
  }
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3], [4]]);
  expect(await results).toEqual([2, 4, 6, 8]);

  const tight = rig({ atOnce: 1, most: 0 });
  const both = Promise.all([1, 2].map(tight.put));
  tight.calls[0]?.finish();
  await settled();
  tight.calls[1]?.finish();
  expect(await both).toEqual([2, 4]);
});

test("where one may be to blame each is tried alone, at once, and only the bad one fails", async () => {
  const { put, calls } = rig({ atOnce: 1, most: 100 });
  const results = Promise.allSettled([1, 2, 3].map(put));
  calls[0]?.finish();
  await settled();
  calls[1]?.finish(new RangeError("one of you"));
  await settled();
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3], [2], [3]]);
  calls[3]?.finish();
  calls[2]?.finish(new RangeError("you"));
  expect(await results).toMatchObject([{ value: 2 }, { reason: { message: "you" } }, { value: 6 }]);
});

test("where nobody is to blame all fail at once, and what comes later is tried", async () => {
  const { put, calls } = rig({ atOnce: 1, most: 100 });
  const results = Promise.allSettled([1, 2, 3].map(put));
  calls[0]?.finish();
  await settled();
  calls[1]?.finish(new Error("no connection"));
  const later = results.then(() => put(4));
  expect((await results).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  await settled();
  calls[2]?.finish();
  expect(await later).toBe(8);
  expect(calls).toHaveLength(3);
});

test("what waited too long is not begun", async () => {
  const { put, calls } = rig({ atOnce: 1, most: 100, patienceMs: -1 });
  await expect(put(1)).rejects.toThrow("waited too long");
  expect(calls).toEqual([]);
});
