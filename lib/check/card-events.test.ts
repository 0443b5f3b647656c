import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiveDelivery } from "../commands/deliveries";
import { startRig, type Rig } from "./rig";

type CardTold = { id: number; cardId: string; outcome: "captured" | "failed" };

let rig: Rig;
let contactId: string;
beforeAll(async () => {
  rig = await startRig("card_events");
  contactId = (await rig.vendor()).contactId;
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.prisma.$executeRaw`TRUNCATE event, webhook_delivery, captured_card, card CASCADE`;
});

const at = (id: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, id));
const wire = ({ id, cardId, outcome }: CardTold) => ({
  id,
  createdAt: at(id).toISOString(),
  type: `contacts.creditcards.${outcome === "captured" ? "tokenized" : "failed"}`,
  data:
    outcome === "captured"
      ? { creditCardId: cardId, contactId: "co", state: "active", brand: "visa", lastFour: lastFourOf(id) }
      : { creditCardId: cardId, contactId: "co", state: "failed", failReason: `reason_${id}` },
});
const lastFourOf = (id: number) => String(1_000 + id);
const send = (events: CardTold[]) => {
  const body = new TextEncoder().encode(JSON.stringify({ webhookId: 1, events: events.map(wire) }));
  return receiveDelivery(rig.jetpaySends, { body, tokenId: "t", keyId: "k" });
};
const askForPage = async (): Promise<string> => {
  const id = randomUUID();
  const { actor } = rig.operator;
  await rig.prisma.card.create({
    data: { id, contactId, state: "sending", askedAt: new Date(), askedBy: actor.id },
  });
  return id;
};
const answer = (cardId: string, identifier: string) =>
  rig.clock.audited({ deed: "attempt.accepted", subject: { kind: "card", id: cardId } }, (writes) =>
    writes.storeCapture(cardId, { identifier, url: "https://capture.test" }),
  );
const stands = (id: string) =>
  rig.prisma.card.findUnique({
    where: { id },
    select: { state: true, lastFour: true, problem: true, captureUrl: true },
  });
const CAPTURED = { state: "active", lastFour: "1005", problem: null, captureUrl: null };
const FAILED = { state: "failed", lastFour: null, problem: "reason_5", captureUrl: null };

describe("card events become cards", () => {
  test.each([
    ["captured", CAPTURED],
    ["failed", FAILED],
  ] as const)(
    "%s: the same card whether its event comes before Jetpay's answer or after",
    async (outcome, wanted) => {
      const [late, early] = [await askForPage(), await askForPage()];
      await answer(late, "cc_late");
      expect(await stands(late)).toMatchObject({ state: "pending", captureUrl: "https://capture.test" });
      await send([
        { id: 5, cardId: "cc_late", outcome },
        { id: 6, cardId: "cc_other", outcome },
      ]);
      expect(await stands(late)).toEqual(wanted);
      await send([{ id: 50, cardId: "cc_early", outcome }]);
      await answer(early, "cc_early");
      expect((await stands(early))?.state).toBe(wanted.state);
    },
  );

  test("the event and the answer at once miss each other never", async () => {
    const tries = Array.from({ length: 20 }, async (_, n) => {
      const card = await askForPage();
      await Promise.all([
        answer(card, `cc_${n}`),
        send([{ id: 100 + n, cardId: `cc_${n}`, outcome: "captured" }]),
      ]);
      return (await stands(card))?.state;
    });
    expect(new Set(await Promise.all(tries))).toEqual(new Set(["active"]));
  });

  test("a card event is kept with what it says, and makes no transaction", async () => {
    await send([{ id: 7, cardId: "cc_x", outcome: "captured" }]);
    expect(await rig.prisma.event.findUnique({ where: { id: 7n } })).toMatchObject({
      transactionId: null,
      card: { id: "cc_x", outcome: "captured", brand: "visa", lastFour: "1007" },
    });
    expect(await rig.prisma.transaction.count()).toBe(0);
  });

  test(
    "any order, batching and repetition ends in the same cards, and the newest event decides",
    { timeout: 120_000 },
    async () => {
      const told = fc.record({ c: fc.integer({ min: 0, max: 2 }), captured: fc.boolean() });
      const scene = fc
        .array(told, { minLength: 1, maxLength: 10 })
        .map((steps) =>
          steps.map(({ c, captured }, n): CardTold => ({
            id: n + 1,
            cardId: `cc_${c}`,
            outcome: captured ? "captured" : "failed",
          })),
        )
        .chain((events) =>
          fc.record({
            events: fc.constant(events),
            shuffled: fc.array(fc.constantFrom(...events), { maxLength: 6 }).chain((repeated) => {
              const all = [...events, ...repeated];
              return fc.shuffledSubarray(all, { minLength: all.length });
            }),
            size: fc.integer({ min: 1, max: 4 }),
            together: fc.boolean(),
          }),
        );
      await fc.assert(
        fc.asyncProperty(scene, async ({ events, shuffled, size, together }) => {
          await rig.prisma.$executeRaw`TRUNCATE event, webhook_delivery, captured_card, card CASCADE`;
          const card = await askForPage();
          await answer(card, "cc_0");
          const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, n) =>
            shuffled.slice(n * size, (n + 1) * size),
          );
          if (together) await Promise.all(batches.map(send));
          else for (const batch of batches) await send(batch);
          const kept = await rig.prisma.capturedCard.findMany({ orderBy: { id: "asc" } });
          const newest = new Map(events.map((event) => [event.cardId, event]));
          expect(kept.map(({ id, outcome, eventId }) => ({ id, outcome, eventId }))).toEqual(
            [...newest.values()]
              .map(({ id, cardId, outcome }) => ({ id: cardId, outcome, eventId: BigInt(id) }))
              .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          );
          const own = newest.get("cc_0")?.outcome;
          const wanted = own === undefined ? "pending" : { captured: "active", failed: "failed" }[own];
          expect((await stands(card))?.state).toBe(wanted);
          const before = await rig.prisma.$queryRaw`SELECT xmin::text, id FROM captured_card ORDER BY id`;
          await send(events);
          expect(await rig.prisma.$queryRaw`SELECT xmin::text, id FROM captured_card ORDER BY id`).toEqual(
            before,
          );
        }),
        { numRuns: 40 },
      );
    },
  );
});
