import type { Deed } from "@/lib/domain/deeds";
import type { Explanation, NextStepKind } from "@/lib/domain/explanation";
import type { FailureRow } from "@/lib/db/rows";
import { withEventSearch } from "@/lib/url/events";
import { paymentHref } from "./explain";

/** Where the one right next step can be taken, and what a colleague must be allowed to do there. */
export type Step = { readonly label: string; readonly href: string; readonly deed: Deed };

type Place =
  "ask_again" | "pay_again" | "give_account" | "contact" | "payment" | "events" | "unclaimed" | "settings";

/** Where each kind of step is taken: for a payment from a customer, and for a payout to a vendor. */
const PLACES: Record<NextStepKind, readonly [debit: Place, credit: Place]> = {
  send_link: ["ask_again", "contact"],
  ask_new_account: ["ask_again", "give_account"],
  fix_details: ["ask_again", "give_account"],
  retry: ["ask_again", "pay_again"],
  retry_later: ["ask_again", "pay_again"],
  contact: ["contact", "contact"],
  new_agreement: ["contact", "contact"],
  check_agreement: ["contact", "contact"],
  send_notice: ["contact", "contact"],
  send_confirm_link: ["ask_again", "contact"],
  escalate: ["payment", "payment"],
  find_twin: ["contact", "contact"],
  check_merchant_account: ["settings", "settings"],
  resolve_unknown: ["unclaimed", "unclaimed"],
  ask_jetpay: ["payment", "payment"],
  open_events: ["events", "events"],
  open_settings: ["settings", "settings"],
};

const eventsHref = (q: string | null) => withEventSearch("/events", { view: "events", q });

function stepAt(place: Place, label: string, row: FailureRow): Step | null {
  const { contactId } = row;
  if (place === "unclaimed")
    return { label, href: withEventSearch("/events", { view: "unclaimed" }), deed: "event.read" };
  if (place === "settings") return { label, href: "/settings", deed: "settings.read" };
  if (place === "events") return { label, href: eventsHref(row.transactionId), deed: "event.read" };
  if (place === "payment") {
    const href = paymentHref(row);
    return href === null ? null : { label, href, deed: "desk.read" };
  }
  if (contactId === null) return null;
  const again = row.collectionId === null ? `contact=${contactId}` : `copy=${row.collectionId}`;
  const withContact: Record<typeof place, Step> = {
    ask_again: { label, href: `/collections/new?${again}`, deed: "collection.ask" },
    pay_again: { label, href: `/payouts/new?contact=${contactId}`, deed: "payout.make" },
    give_account: { label, href: `/contacts/${contactId}/bank-accounts/new`, deed: "method.add" },
    contact: { label, href: `/contacts/${contactId}`, deed: "desk.read" },
  };
  return withContact[place];
}

/** A payment nobody here asked for has no contact to turn to: then the events are all there is to look at. */
export function nextStep(row: FailureRow, { nextStep: { kind, label } }: Explanation): Step {
  const [debit, credit] = PLACES[kind];
  const isOut = row.direction === "credit";
  const isRefusedPayout = row.kind === "refused" && isOut && kind === "fix_details";
  const place = isRefusedPayout ? "pay_again" : isOut ? credit : debit;
  const words = place === "ask_again" && kind === "fix_details" ? "Ask again by payment link" : label;
  return (
    stepAt(place, words, row) ?? {
      label: "Look at what Jetpay sent",
      href: eventsHref(row.transactionId),
      deed: "event.read",
    }
  );
}
