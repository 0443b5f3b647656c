import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startJetpay } from "./jetpay";
import { measured, type Run } from "./goals";
import { openPlace, type Place } from "./place";
import { lineOf, tableOf } from "./report";

const USUAL = {
  small: 10_000,
  large: 1_000_000,
  pages: 200,
  searches: 20,
  counts: 200,
  rounds: 5,
  deliveries: 300,
  singles: 400,
  pacedS: 15,
};
const QUICK = {
  small: 2_000,
  large: 50_000,
  pages: 20,
  searches: 3,
  counts: 20,
  rounds: 2,
  deliveries: 90,
  singles: 100,
  pacedS: 4,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

const LOOK_MS = 2_000;
const BUSY = 0.15;

/** The share of this machine's processors that others use while we do nothing. */
async function othersShare(): Promise<number> {
  const times = () =>
    cpus()
      .map(({ times: { idle, ...busy } }) => ({ idle, busy: busy.user + busy.nice + busy.sys + busy.irq }))
      .reduce((a, b) => ({ idle: a.idle + b.idle, busy: a.busy + b.busy }));
  const before = times();
  await new Promise((wake) => setTimeout(wake, LOOK_MS));
  const after = times();
  const busy = after.busy - before.busy;
  return busy / (busy + after.idle - before.idle);
}

async function main(args: readonly string[], serverUrl: string): Promise<void> {
  const isQuick = args.includes("--small");
  const wanted = args.filter((arg) => /^P\d+$/i.test(arg)).map((arg) => arg.toUpperCase());
  const sizes = isQuick ? QUICK : USUAL;
  const others = await othersShare();
  if (others > BUSY)
    say(
      `  Other programs keep ${Math.round(others * 100)} % of this machine busy: do not trust these figures.`,
    );
  const folder = mkdtempSync(join(tmpdir(), "jetdesk-bench-"));
  const jetpay = await startJetpay();
  const since = Date.now();
  const places: Place[] = [];
  const open = async (transactions: number) => {
    const began = Date.now();
    const place = await openPlace({ transactions, serverUrl, jetpayUrl: jetpay.url, folder });
    places.push(place);
    say(
      `  filled with ${transactions.toLocaleString("en")} transactions: ${Math.round((Date.now() - began) / 1_000)} s`,
    );
    return place;
  };
  try {
    const small = await open(sizes.small);
    const large = await open(sizes.large);
    const run: Run = { small, large, jetpay, sizes, browser: process.env["JETDESK_BROWSER"] || null, say };
    const goals = [];
    for await (const goal of measured(run, wanted)) {
      say(`\n${lineOf(goal)}`);
      goals.push(goal);
    }
    const order = goals.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
    say(
      `${tableOf(order)}\n\n${Math.round((Date.now() - since) / 1_000)} s${isQuick ? "; small sizes: only the full run counts" : ""}`,
    );
  } finally {
    await Promise.all(places.map((place) => place.stop()));
    await jetpay.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const url = process.env["TEST_DATABASE_URL"];
if (url === undefined) throw new Error("TEST_DATABASE_URL names no PostgreSQL: run this with npm run bench.");
await main(process.argv.slice(2), url);
