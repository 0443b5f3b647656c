import { EVENT_COLUMNS } from "./batches";
import { HttpError } from "./http";
import { code, facts, listing, section, sheet, tag, time } from "./home-html";
import { deliveryListing, failureOf, kindOf } from "./home-sections";
import { dollars, escape } from "./page-html";
import { findTransaction } from "./transactions";
import type { EventRow } from "./batches";
import type { DeliveryRow, LedgerRow } from "./home-sections";
import type { Call, Reply, Route } from "./http";
import type { TransactionRow } from "./transactions";
import type { World } from "./world";

async function transactionPage({ store }: World, call: Call): Promise<Reply> {
  const found = await findTransaction(store, call.params.id ?? "");
  if (!found) throw new HttpError(404, "Not Found");
  const [ledger, events, deliveries] = await Promise.all([
    store.rows<LedgerRow>("select * from sandbox.ledger where transaction_id = $1 order by id", [found.id]),
    store.rows<EventRow>(
      `select ${EVENT_COLUMNS} from sandbox.events where transaction_id = $1 order by id`,
      [found.id],
    ),
    store.rows<DeliveryRow>(
      `select * from sandbox.deliveries where event_ids &&
         array(select id from sandbox.events where transaction_id = $1) order by id`,
      [found.id],
    ),
  ]);
  const title = `${dollars(found.amount)}, ${kindOf(found)}`;
  return sheet(
    title,
    `<p class="lead"><a href="/_sandbox/">Local Jetpay</a></p>
<h1>${escape(title)}</h1>
${section("Transaction", factsOf(found))}
${ledgerListing(ledger)}
${eventListing(events)}
${deliveryListing("Deliveries that carried them", deliveries)}`,
  );
}

function factsOf(row: TransactionRow): string {
  return facts([
    ["State", tag(row.state)],
    ["Failure", failureOf(row)],
    ["Contact", `${row.contact_name} (${row.contact_email})`],
    ["Statement", row.statement],
    ["Note", row.note],
    ["Paid by", row.method],
    ["Next step", row.next_step],
    ["Due", time(row.due_at)],
    ["Asked to end", row.fate && Object.values(row.fate).join(", ")],
    ["Created", time(row.created_at)],
    ["Changed", time(row.updated_at)],
    ["Id", code(row.id)],
  ]);
}

const ledgerListing = (lines: readonly LedgerRow[]) =>
  listing({
    title: "Ledger",
    columns: [{ number: "Line" }, "At", "What", { number: "Amount" }],
    rows: lines.map((line) => [line.id, time(line.at), tag(line.kind), dollars(line.amount)]),
  });

const eventListing = (events: readonly EventRow[]) =>
  listing({
    title: "Events",
    columns: [{ number: "Id" }, "Created", "Type", "Data"],
    rows: events.map((event) => [event.id, time(event.created_at), event.type, code(event.data)]),
  });

export const transactionPageRoutes: readonly Route[] = [
  { method: "GET", path: "/_sandbox/transactions/:id/page", handle: transactionPage },
];
