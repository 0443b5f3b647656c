import { one } from "./store";
import { OUTCOMES } from "./outcomes";
import { dollars, escape } from "./page-html";
import { listWebhooks } from "./webhooks";
import type { Reply, Route } from "./http";
import type { TransactionRow } from "./transactions";
import type { World } from "./world";

const STYLE = `
body{margin:2rem auto;max-width:64rem;padding:0 1rem;color:#16181d;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e1e4ea}
th{font-size:.8rem;color:#4a5160}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.wrap{overflow-x:auto}code{font-size:.85rem}
`;

type Counts = { contacts: number; transactions: number; events: number; deliveries: number; waiting: number };

async function home(world: World): Promise<Reply> {
  const { store, clock, faults } = world;
  const counts = await one<Counts>(
    store,
    `select (select count(*) from sandbox.contacts) as contacts,
       (select count(*) from sandbox.transactions) as transactions,
       (select count(*) from sandbox.transactions where due_at is not null) as waiting,
       (select count(*) from sandbox.events) as events,
       (select count(*) from sandbox.deliveries) as deliveries`,
  );
  const latest = await store.rows<TransactionRow>(
    "select * from sandbox.transactions order by created_at desc, id limit 50",
  );
  const webhooks = await listWebhooks(world);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Local Jetpay</title>
<style>${STYLE}</style></head><body><main>
<h1>Local Jetpay</h1>
<p>${clock.virtual ? "Virtual" : "Real"} clock: ${clock.now().toISOString()}. Deliveries are ${faults.held ? "held" : "flowing"}.</p>
${table(
  ["Contacts", "Transactions", "with a next step", "Events", "Deliveries"],
  [[counts?.contacts, counts?.transactions, counts?.waiting, counts?.events, counts?.deliveries]],
)}
<h2>Webhooks</h2>
${table(
  ["Id", "Callback", "State", "Last event sent"],
  webhooks.map((row) => [row.id, row.callback_url, row.state, row.last_sent_event_id]),
)}
<h2>Faults</h2>
${table(
  ["Rule", "Calls seen", "Hits"],
  faults.list().map((fault) => [JSON.stringify(fault.rule), fault.seen, fault.hits]),
)}
<h2>Latest transactions</h2>
${table(
  ["Created", "Kind", "Amount", "Contact", "Note", "State", "Id"],
  latest.map((row) => [
    row.created_at.toISOString(),
    row.direction,
    dollars(row.amount),
    row.contact_name,
    row.note,
    row.fail_reason ? `${row.state}: ${row.fail_reason} (${row.fail_direction})` : row.state,
    row.id,
  ]),
)}
<h2>Test values</h2>
${table(
  ["Cents", "Account ends in", "Reason", "When", "Debit", "Credit"],
  OUTCOMES.map((outcome) => [
    `.${String(outcome.cents).padStart(2, "0")}`,
    outcome.account,
    outcome.reason,
    outcome.when.replaceAll("_", " "),
    outcome.debit,
    outcome.credit,
  ]),
)}
</main></body></html>`;
  return { status: 200, html, headers: { "cache-control": "no-store" } };
}

type Cell = string | number | null | undefined;

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "<p>None.</p>";
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escape(String(cell ?? "–"))}</td>`).join("")}</tr>`)
    .join("");
  return `<div class="wrap"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export const homeRoutes: readonly Route[] = [
  { method: "GET", path: "/_sandbox/", handle: home },
  { method: "GET", path: "/_sandbox", handle: home },
];
