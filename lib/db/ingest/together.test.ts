import { expect, test } from "vitest";
import { together } from "./together";

type Call = { readonly items: readonly number[]; readonly finish: (error?: Error) => void };

/** Work that ends when it is told to. Each item comes back as its own double. */
function rig(limits: { atOnce: number; most: number }) {
  const calls: Call[] = [];
  const put = together(
    (items: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const finish = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => item * 2)));
        calls.push({ items, finish });
      }),
    { ...limits, sizeOf: () => 1 },
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

test("where several fail together each is tried alone, and only the bad one fails", async () => {
  const { put, calls } = rig({ atOnce: 1, most: 100 });
  const results = Promise.allSettled([1, 2, 3].map(put));
  calls[0]?.finish();
  await settled();
  calls[1]?.finish(new Error("one of you"));
  await settled();
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3], [2]]);
  calls[2]?.finish(new Error("you"));
  await settled();
  calls[3]?.finish();
  expect(await results).toMatchObject([{ value: 2 }, { reason: { message: "you" } }, { value: 6 }]);
});
