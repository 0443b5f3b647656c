import { PRIVATE_HEADERS } from "./http";
import { isOpen, payLink } from "./pay";
import { readForm } from "./page-form";
import { dollars, noticePage, paymentPage } from "./page-html";
import { findTransaction } from "./transactions";
import type { Call, Reply, Route } from "./http";
import type { Shown } from "./page-html";
import type { TransactionRow } from "./transactions";
import type { World } from "./world";

const HEADERS = {
  ...PRIVATE_HEADERS,
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

const show = (status: number, html: string): Reply => ({ status, html, headers: HEADERS });

async function showPage(world: World, call: Call): Promise<Reply> {
  const found = await findTransaction(world.store, call.params.id ?? "");
  if (!found?.has_link) return unknownLink();
  if (!isOpen(found)) return closedLink(found);
  const wantsBank = found.direction === "credit" || call.query.get("method") === "bank";
  return showForm(200, found, {
    method: wantsBank ? "bank" : "card",
    values: {},
    complaints: {},
    alert: null,
  });
}

async function submitPage(world: World, call: Call): Promise<Reply> {
  const found = await findTransaction(world.store, call.params.id ?? "");
  if (!found?.has_link) return unknownLink();
  if (!isOpen(found)) return closedLink(found);
  const form = new URLSearchParams(call.raw.toString("utf8"));
  const { details, complaints, values } = readForm(form, found);
  const method = values.method === "card" && found.direction === "debit" ? "card" : "bank";
  if (!details) {
    return showForm(422, found, { method, values, complaints, alert: "Please check the marked fields." });
  }
  const result = await payLink(world, found.id, details);
  if (result === "declined") {
    const alert = "Your card was declined. No money was taken. Try another card, or pay from a bank account.";
    return showForm(402, found, { method, values, complaints, alert });
  }
  if (result === "accepted") return { status: 303, headers: { location: `/payment/pay/${found.id}/thanks` } };
  return closedLink({ ...found, state: "paid" });
}

async function thank(world: World, call: Call): Promise<Reply> {
  const found = await findTransaction(world.store, call.params.id ?? "");
  if (!found?.has_link) return unknownLink();
  if (isOpen(found) || found.state === "cancelled") {
    return { status: 303, headers: { location: `/payment/pay/${found.id}` } };
  }
  const amount = dollars(found.amount);
  const sentence =
    found.direction === "debit"
      ? `Your payment of ${amount} is on its way. You can close this page.`
      : `${amount} is on its way to your account. You can close this page.`;
  return show(200, noticePage("Thank you", sentence, true));
}

const showForm = (status: number, transaction: TransactionRow, shown: Shown) =>
  show(status, paymentPage(transaction, shown));

const unknownLink = () =>
  show(
    404,
    noticePage("This link is not valid", "Check that you opened the whole link, or ask for a new one."),
  );

function closedLink(transaction: TransactionRow): Reply {
  return transaction.state === "cancelled"
    ? show(
        410,
        noticePage(
          "This link was cancelled",
          "Nothing needs to be done. Ask for a new link if you expected one.",
        ),
      )
    : show(
        410,
        noticePage("This link was already used", "A link works once. There is nothing left to do here."),
      );
}

export const pageRoutes: readonly Route[] = [
  { method: "GET", path: "/payment/pay/:id", open: true, handle: showPage },
  { method: "POST", path: "/payment/pay/:id", open: true, handle: submitPage },
  { method: "GET", path: "/payment/pay/:id/thanks", open: true, handle: thank },
];
