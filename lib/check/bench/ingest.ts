import { median, quantile, rateOf, timed } from "./figures";
import type { Jetpay, Signed } from "./jetpay";
import { bodyOf, tellLives, type Lives } from "./lives";
import type { Place } from "./place";
import { doorOf, type Door } from "./post";

const AT_ONCE = 4;
const EVENTS_EACH = 100;
/** Deliveries before the clock starts: by then a web process has compiled what it runs most. */
const WARMING = 300;

export type IngestSizes = {
  readonly rounds: number;
  /** Deliveries in a round; the slow rivals take a part of as many. */
  readonly deliveries: number;
  readonly singles: number;
  readonly pacedS: number;
};

/** Events a second. */
export type IngestRates = {
  readonly ours: number;
  readonly bare: number;
  readonly prisma: number;
  readonly singly: number;
};

type Tools = { readonly place: Place; readonly jetpay: Jetpay; readonly door: Door };

export async function ingestTools(
  place: Place,
  jetpay: Jetpay,
): Promise<Tools & { close: () => Promise<void> }> {
  const door = doorOf(place.url, AT_ONCE);
  const tools = { place, jetpay, door };
  await sendAll(tools, await prepared(tools, tellLives(WARMING, EVENTS_EACH)));
  await rateOf(tellLives(WARMING, EVENTS_EACH).deliveries, AT_ONCE, place.rivals.bare);
  return { ...tools, close: door.close };
}

/** Signed, and half of what they speak of claimed, before the clock starts. */
async function prepared({ jetpay, place }: Tools, { deliveries, claims }: Lives): Promise<Signed[]> {
  await place.claim(claims);
  return Promise.all(deliveries.map((events) => jetpay.sign(bodyOf(events))));
}

const sendAll = ({ door }: Tools, signed: readonly Signed[]) => rateOf(signed, AT_ONCE, door.deliver);

/** P1, P2, P3: the rivals and ours take turns, each with transactions of their own. */
export async function ingestRates(tools: Tools, { rounds, deliveries }: IngestSizes): Promise<IngestRates> {
  const { bare, prisma, singly } = tools.place.rivals;
  const seen: Record<keyof IngestRates, number[]> = { ours: [], bare: [], prisma: [], singly: [] };
  for (let round = 0; round < rounds; round++) {
    const signed = await prepared(tools, tellLives(deliveries, EVENTS_EACH));
    seen.bare.push(await rateOf(tellLives(deliveries, EVENTS_EACH).deliveries, AT_ONCE, bare));
    seen.ours.push(await sendAll(tools, signed));
    seen.singly.push(await rateOf(tellLives(deliveries / 5, EVENTS_EACH).deliveries, 1, singly));
    seen.prisma.push(await rateOf(tellLives(deliveries / 15, EVENTS_EACH).deliveries, AT_ONCE, prisma));
  }
  const inEvents = (rates: readonly number[]) => median(rates) * EVENTS_EACH;
  return {
    ours: inEvents(seen.ours),
    bare: inEvents(seen.bare),
    prisma: inEvents(seen.prisma),
    singly: inEvents(seen.singly),
  };
}

/** P4: requests a second, deliveries of one event against a route that does nothing. */
export async function singleRates(
  tools: Tools,
  { rounds, singles }: IngestSizes,
): Promise<{ ours: number; idle: number }> {
  const [ours, idle]: [number[], number[]] = [[], []];
  const nothing = Array.from({ length: singles });
  await rateOf(nothing, AT_ONCE, tools.door.idle);
  for (let round = 0; round < rounds; round++) {
    const signed = await prepared(tools, tellLives(singles, 1));
    idle.push(await rateOf(nothing, AT_ONCE, tools.door.idle));
    ours.push(await sendAll(tools, signed));
  }
  return { ours: median(ours), idle: median(idle) };
}

/** P5: the time to acknowledge, from when a delivery was due, at half of the rate in events a second. In milliseconds. */
export async function timesToAcknowledge(
  tools: Tools,
  rate: number,
  { pacedS }: IngestSizes,
): Promise<number> {
  const everyMs = (1_000 * EVENTS_EACH) / (rate / 2);
  const signed = await prepared(tools, tellLives(Math.ceil((pacedS * 1_000) / everyMs), EVENTS_EACH));
  const began = performance.now();
  const took = await Promise.all(
    signed.map(async (delivery, index) => {
      const due = index * everyMs;
      await new Promise((wake) => setTimeout(wake, began + due - performance.now()));
      const late = performance.now() - began - due;
      return late + (await timed(() => tools.door.deliver(delivery)));
    }),
  );
  return quantile(took, 0.99);
}
