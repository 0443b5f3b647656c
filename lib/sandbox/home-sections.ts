import { code, link, listing, tag, time } from "./home-html";
import { OUTCOMES } from "./outcomes";
import { dollars } from "./page-html";
import { TEST_CARDS } from "./test-cards";
import type { CardRow } from "./capture";
import type { Cell } from "./home-html";
import type { Store } from "./store";
import type { TransactionRow } from "./transactions";

const SHOWN = 30;

export const pageOf = (transactionId: string) => `/_sandbox/transactions/${transactionId}/page`;

/** What happened of late: transactions, the ledger, deliveries, cards. */
export async function activity(store: Store): Promise<string> {
  const sections = await Promise.all([
    transactionSection(store),
    ledgerSection(store),
    deliverySection(store),
    cardSection(store),
  ]);
  return sections.join("\n");
}

async function transactionSection(store: Store): Promise<string> {
  const latest = await store.rows<TransactionRow>(
    `select * from sandbox.transactions order by created_at desc, id limit ${SHOWN}`,
  );
  const rows = latest.map((row) => [
    link(pageOf(row.id), row.id.slice(0, 8)),
    kindOf(row),
    dollars(row.amount),
    row.contact_name,
    row.note ?? row.statement,
    tag(row.state),
    failureOf(row),
    time(row.created_at),
  ]);
  const columns = ["Transaction", "Kind", { number: "Amount" }, "Contact", "Note", "State", "Why", "Created"];
  return listing({ title: "Latest transactions", columns, rows });
}

export function kindOf({ direction, card_id, origin }: TransactionRow): string {
  const kind = card_id === null ? direction : "card charge";
  return origin === "elsewhere" ? `${kind}, made elsewhere` : kind;
}

export const failureOf = ({ fail_reason, fail_direction }: TransactionRow): string | null =>
  fail_reason === null ? null : `${fail_reason.replaceAll("_", " ")} (${fail_direction ?? "–"})`;

export type LedgerRow = {
  id: number;
  at: Date;
  transaction_id: string;
  kind: string;
  amount: number;
  direction: string;
  contact: string;
  note: string | null;
};

async function ledgerSection(store: Store): Promise<string> {
  const lines = await store.rows<LedgerRow>(`select * from sandbox.ledger order by id desc limit ${SHOWN}`);
  const rows = lines.map((line) => [
    line.id,
    time(line.at),
    tag(line.kind),
    line.direction,
    dollars(line.amount),
    line.contact,
    link(pageOf(line.transaction_id), line.transaction_id.slice(0, 8)),
  ]);
  const columns = [{ number: "Line" }, "At", "What", "Kind", { number: "Amount" }, "Contact", "Transaction"];
  const aside = "What truly happened here. Lines are only ever added.";
  return listing({ title: "Latest lines of the ledger", columns, rows, aside });
}

export type DeliveryRow = {
  id: number;
  recorded_at: Date;
  webhook_id: number;
  event_ids: number[];
  attempt: number;
  status: number | null;
  problem: string | null;
  duration_ms: number;
};

async function deliverySection(store: Store): Promise<string> {
  const latest = await store.rows<DeliveryRow>(
    `select * from sandbox.deliveries order by id desc limit ${SHOWN}`,
  );
  return deliveryListing("Latest deliveries", latest);
}

export function deliveryListing(title: string, deliveries: readonly DeliveryRow[]): string {
  const rows = deliveries.map((row): Cell[] => [
    time(row.recorded_at),
    row.webhook_id,
    eventsOf(row.event_ids),
    row.attempt,
    row.status ?? row.problem,
    `${row.duration_ms} ms`,
  ]);
  const columns = [
    "At",
    { number: "Webhook" },
    "Events",
    { number: "Attempt" },
    "Answer",
    { number: "Took" },
  ];
  return listing({ title, columns, rows });
}

function eventsOf(ids: readonly number[]): string {
  const [first, last] = [ids.at(0), ids.at(-1)];
  if (first === undefined || last === undefined) return "none";
  return ids.length === 1 ? String(first) : `${ids.length}: ${first} to ${last}`;
}

async function cardSection(store: Store): Promise<string> {
  const cards = await store.rows<CardRow & { contact: string }>(
    `select k.*, c.name as contact from sandbox.cards k join sandbox.contacts c on c.id = k.contact_id
     order by k.created_at desc, k.id limit ${SHOWN}`,
  );
  const rows = cards.map((card) => [
    code(card.id),
    card.contact,
    card.brand,
    card.last_four,
    tag(card.state),
    card.fail_reason,
    card.state === "active" ? chargeWords(card.charge_result) : null,
    time(card.created_at),
  ]);
  const columns = ["Card", "Contact", "Brand", "Last four", "State", "Why", "A charge is", "Created"];
  return listing({ title: "Cards", columns, rows });
}

const chargeWords = (result: string | null) =>
  result === null || result === "approved" ? "approved" : `declined: ${result.replaceAll("_", " ")}`;

/** The values that make something happen. */
export function valuesToAskWith(): string {
  const outcomes = OUTCOMES.map((outcome) => [
    `.${String(outcome.cents).padStart(2, "0")}`,
    code(outcome.account),
    outcome.reason ?? "–",
    outcome.when.replaceAll("_", " "),
    outcome.debit ?? "completes",
    outcome.credit ?? "completes",
  ]);
  const cards = TEST_CARDS.map((card) => [
    code(card.number),
    card.capture ?? "saved",
    card.capture === null ? chargeWords(card.charge) : "–",
    card.link === "insufficient_funds" ? "paid, then fails" : card.link,
  ]);
  return [
    listing({
      title: "Test values",
      columns: ["Cents", "Account ends in", "Reason", "When", "Debit", "Credit"],
      rows: outcomes,
      aside:
        "By the cents of an amount, or by the end of an account number, which wins. Anything else completes.",
    }),
    listing({
      title: "Test cards",
      columns: ["Number", "Saving it", "Charging it", "On a link"],
      rows: cards,
      aside:
        "Expiry in the future, any security code. Any other valid card number does what the first one does.",
    }),
  ].join("\n");
}
