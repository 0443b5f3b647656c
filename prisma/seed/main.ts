import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addMerchantAccount } from "../../lib/commands/merchant-accounts";
import { readFailure } from "../../lib/commands/failures";
import { registerWebhook } from "../../lib/commands/webhooks";
import { obstacleToDemo } from "../../lib/local/demo";
import { openDesk } from "../../lib/runtime/desk";
import { loadSettings } from "../../lib/runtime/settings";
import { chance } from "./chance";
import {
  addCustomer,
  addVendor,
  approve,
  collect,
  payOut,
  prepare,
  type Cast,
  type Customer,
  type Vendor,
} from "./marketplace";
import { addDemoPeople } from "./people";
import { sandboxDoor } from "./sandbox-door";

/** The sandbox's own two accounts, and one that it does not know, so that a refusal can be seen. */
const OPERATING = "ffe2c516-2ef4-4ce8-a1e1-1960c5b321ad";
const TRUST = "0b7e5f6a-93c4-4f0e-8a65-6a1d7f1f3c22";
const CLOSED = "3c1d7a52-5e0a-4b52-9f0f-0a6f4c1f7e11";

const DAY_MS = 86_400_000;
const SIZES = {
  full: { days: 120, customers: 210, vendors: 90, collections: 11, payouts: 7 },
  small: { days: 21, customers: 24, vendors: 12, collections: 3, payouts: 2 },
} as const;

const settings = loadSettings(process.env);
let moment: Date | null = null;
const desk = openDesk(settings, { now: () => moment ?? new Date() });
const { prisma } = desk.connections;

const destination = {
  callbackUrl: `${settings.appUrl}/api/webhooks/jetpay`,
  callbackApiKey: settings.jetpay.webhookApiKey,
  replayFrom: null,
};
if (process.argv.includes("--webhook-only")) {
  await registerWebhook(desk.contextFor({ kind: "setup" }, null), destination);
  await desk.close();
  process.exit(0);
}

const obstacle = await obstacleToDemo(process.env, settings, prisma);
if (obstacle !== null) {
  process.stderr.write(`${obstacle}\n`);
  process.exit(1);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const size = SIZES[process.env.JETDESK_DEMO_SIZE === "small" ? "small" : "full"];
const luck = chance(20_261_123);
const door = sandboxDoor(settings.jetpay.apiUrl);

const setup = desk.contextFor({ kind: "setup" }, null);
await addMerchantAccount(setup, { merchantAccountId: OPERATING, name: "Operating" });
await addMerchantAccount(setup, { merchantAccountId: TRUST, name: "Trust" });
await addMerchantAccount(setup, { merchantAccountId: CLOSED, name: "Old operating (closed)" });
await registerWebhook(setup, destination);
const { signIns, ids } = await addDemoPeople(prisma);

const turnTo = async (to: Date) => {
  moment = to;
  await door.turnClock(to);
};
const actor = (role: "operator" | "approver" | "administrator", name: string) =>
  desk.contextFor({ kind: "staff", id: ids[role], name, role }, null);
const cast: Cast = {
  luck,
  door,
  operator: actor("operator", "Amélie Roy"),
  approver: actor("approver", "Daniel Lavoie"),
  administrator: actor("administrator", "Mei Chen"),
  turnTo,
  merchantAccountId: OPERATING,
};

const start = Date.now() - size.days * DAY_MS;
const customers: Customer[] = [];
const vendors: Vendor[] = [];

/** Most of the marketplace is there from the first days; the rest joins along the way. */
const shouldHave = (most: number, day: number) =>
  Math.ceil(most * Math.min(1, 0.35 + (0.65 * day) / size.days));

for (let day = 0; day < size.days; day++) {
  await turnTo(new Date(start + day * DAY_MS + luck.between(0, 3) * 3_600_000));
  while (customers.length < shouldHave(size.customers, day))
    customers.push(await addCustomer(cast, customers.length));
  while (vendors.length < shouldHave(size.vendors, day)) vendors.push(await addVendor(cast, vendors.length));
  await door.deliverNow(); // a card can be charged once its event has come
  const isLate = day >= size.days - 3;
  const busy = 0.7 + 0.6 * (day / size.days);
  await Promise.all(
    Array.from({ length: Math.round(size.collections * busy) }, async () => {
      const customer = customers[luck.below(customers.length)];
      if (customer) await collect(cast, customer, { failing: 0.09, unpaid: isLate ? 0.4 : 0.06 });
    }),
  );
  for (let n = 0; n < Math.round(size.payouts * busy); n++) {
    const at = new Date((moment ?? new Date()).getTime() + luck.between(5, 90) * 60_000);
    await turnTo(at);
    const vendor = vendors[luck.below(vendors.length)];
    if (vendor) await payOut(cast, vendor, at, 0.06);
  }
  if (day % 10 === 9) say(`  day ${day + 1} of ${size.days}`);
}

const pickVendor = (n: number): Vendor => {
  const payable = vendors.filter((vendor) => vendor.bankAccountId !== null);
  return payable[n % payable.length] ?? { contactId: "", bankAccountId: null, name: "", usualCents: 10_000 };
};
// The desk as somebody finds it this morning: payouts to decide, one that hangs, one refused, one of unknown outcome.
await turnTo(new Date(Date.now() - 50 * 60_000));
for (let n = 0; n < 7; n++) await prepare(cast, pickVendor(n * 3 + 1), null);
const now = new Date(Date.now() - 20 * 60_000);
await turnTo(now);
await approve(cast, await prepare(cast, pickVendor(2), 13), now);
await approve(cast, await prepare({ ...cast, merchantAccountId: CLOSED }, pickVendor(4), null), now);
await door.fault({ method: "PUT", path: "/credit", fault: "commit_then_drop" });
await approve(cast, await prepare(cast, pickVendor(5), null), now);
await door.createElsewhere({ direction: "credit", amount: 48_000 });

say("  letting the last deliveries arrive");
await door.turnClock(null);
moment = null;
await door.deliverNow();
for (const { id } of await setup.work.unexplainedFailures()) await readFailure(setup, id);
await writeFile(join(settings.dataDir, "sign-ins.json"), JSON.stringify(signIns, null, 2), { mode: 0o600 });
say(
  `  ${customers.length + vendors.length} contacts, ${await prisma.transaction.count()} transactions, ${await prisma.event.count()} events`,
);
await desk.close();
