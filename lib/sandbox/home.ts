import { one } from "./store";
import { HttpError } from "./http";
import { code, facts, listing, markup, section, sheet, tag } from "./home-html";
import { activity, valuesToAskWith } from "./home-sections";
import { drainSteps } from "./lifecycle";
import { listWebhooks } from "./webhooks";
import { Variants, VARIANT_NAMES } from "./variants";
import type { PlantedFault } from "./fault-rules";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

type Counts = { contacts: number; transactions: number; waiting: number; events: number; deliveries: number };

async function home(world: World): Promise<Reply> {
  const content = `<h1>Local Jetpay</h1>
<p class="lead">A practice Jetpay on this machine. No money moves here.</p>
${await stateSection(world)}
${await webhookSection(world)}
${faultSection(world.faults.list())}
${await activity(world.store)}
${variantSection(world.variants.current)}
${valuesToAskWith()}`;
  return sheet("Local Jetpay", content);
}

async function stateSection({ store, clock, faults, url }: World): Promise<string> {
  const counts = await one<Counts>(
    store,
    `select (select count(*) from sandbox.contacts) as contacts,
       (select count(*) from sandbox.transactions) as transactions,
       (select count(*) from sandbox.transactions where due_at is not null) as waiting,
       (select count(*) from sandbox.events) as events,
       (select count(*) from sandbox.deliveries) as deliveries`,
  );
  const now = clock.now().toISOString().slice(0, 19).replace("T", " ");
  const pace = clock.virtual ? "stands still until told" : `a day takes ${clock.dayMs / 1000} s`;
  const entries = facts([
    ["Address", url],
    ["Clock (UTC)", now],
    ["Kind of clock", `${clock.virtual ? "virtual" : "real"}; ${pace}`],
    ["Deliveries", faults.held ? "held back" : "flowing"],
    ["Contacts", counts?.contacts],
    ["Transactions", counts?.transactions],
    ["Still moving", counts?.waiting],
    ["Events", counts?.events],
    ["Deliveries made", counts?.deliveries],
  ]);
  return section("Now", `${entries}<div class="deeds">${buttons(faults.held)}</div>`);
}

function buttons(isHeld: boolean): string {
  const deeds: readonly (readonly [string, string])[] = [
    isHeld ? ["release", "Release deliveries"] : ["hold", "Hold deliveries"],
    ["deliver", "Deliver now"],
    ["drain", "Run every transaction to its end"],
    ["clear-faults", "Clear faults"],
  ];
  return deeds
    .map(
      ([deed, words]) =>
        `<form method="post" action="/_sandbox/do/${deed}"><button type="submit">${words}</button></form>`,
    )
    .join("\n");
}

async function webhookSection(world: World): Promise<string> {
  const rows = (await listWebhooks(world)).map((row) => [
    row.id,
    row.callback_url,
    tag(row.state),
    row.last_sent_event_id,
    `${row.max_batch_size} events, ${row.max_wait_seconds} s`,
  ]);
  const columns = [
    { number: "Id" },
    "Callback",
    "State",
    { number: "last_sent_event_id" },
    "Sent after at most",
  ];
  return listing({ title: "Webhooks", columns, rows, empty: "Nobody is listening yet." });
}

function faultSection(planted: readonly PlantedFault[]): string {
  const rows = planted.map(({ rule: { fault, times, ...rest }, seen, hits }) => [
    fault,
    code(JSON.stringify(rest)),
    seen,
    `${hits} of ${times ?? "all"}`,
  ]);
  const columns = ["Fault", "When", { number: "Calls seen" }, { number: "Hits" }];
  return listing({ title: "Faults", columns, rows, empty: "None planted." });
}

function variantSection(current: Variants): string {
  const usual = Variants.parse({});
  const rows = VARIANT_NAMES.map((name) => [
    code(name),
    current[name] === usual[name]
      ? String(current[name])
      : markup(`<strong>${code(String(current[name])).html}</strong>`),
    String(usual[name]),
  ]);
  const aside = "Where two honest Jetpays could differ. Change one with POST /_sandbox/variants.";
  return listing({ title: "Variants", columns: ["Name", "Now", "At first"], rows, aside });
}

const DEEDS: Partial<Record<string, (world: World) => Promise<unknown>>> = {
  hold: ({ faults }) => faults.hold(true),
  release: ({ faults }) => faults.hold(false),
  deliver: ({ courier }) => courier.flush(),
  drain: async (world) => {
    await drainSteps(world);
    await world.courier.flush();
  },
  "clear-faults": ({ faults }) => faults.clear(),
};

/** The buttons: the same as the control doors, but they lead back to the page. */
async function act(world: World, call: Call): Promise<Reply> {
  const deed = DEEDS[call.params.deed ?? ""];
  if (!deed) throw new HttpError(404, "Not Found");
  await deed(world);
  return { status: 303, headers: { location: "/_sandbox/" } };
}

export const homeRoutes: readonly Route[] = [
  { method: "GET", path: "/_sandbox/", handle: home },
  { method: "GET", path: "/_sandbox", handle: home },
  { method: "POST", path: "/_sandbox/do/:deed", handle: act },
];
