import type { CollectionStep } from "../../domain/collection";
import { noteWithReference } from "../../domain/reference";
import { progressOf } from "../../domain/transaction";
import type { Ctx } from "../context";
import { send, type Order, type Outcome } from "../send";
import { needsNumber, obstacleToNumber } from "./account-number";

type Due = NonNullable<Awaited<ReturnType<Ctx["work"]["collectionOrder"]>>>;
type Anything = { identifier: string };

export const WAITS_FOR_NUMBER = "a colleague to enter the account number again";
/** For a card that Jetpay failed without saying why. */
const UNSAID = "card_declined";

const UNSETTLED = ["sending", "unknown"] as const;

/** What the three steps have in common. */
const orderFor = (ctx: Ctx, { id, reference, tries, contactId }: Due, step: CollectionStep) =>
  ({
    kind: "collection" as const,
    id,
    step,
    reference,
    tries,
    topics: ["collections", "overview", "failures", `collection:${id}`, `contact:${contactId}`],
    begin: (writes) => writes.beginStep(id, step),
    refused: (writes, { words }) => writes.endCollection(id, UNSETTLED, "refused", { problem: words }),
    lost: (writes, words) => writes.moveIntent("collection", id, ["sending"], "unknown", words),
    putBack: async (writes, words, waitS) => {
      const sendAt = new Date(ctx.now().getTime() + (waitS ?? 0) * 1_000);
      const isForPeople = step === "pay" && needsNumber(ctx);
      const waitingFor = isForPeople ? WAITS_FOR_NUMBER : words;
      const isBack = await writes.putBack({ kind: "collection", id }, "waiting", sendAt, waitingFor);
      if (isBack && !isForPeople)
        await writes.enqueue({ task: "send_intent", kind: "collection", id }, sendAt);
    },
  }) satisfies Partial<Order<Anything>>;

/** Makes the debit at Jetpay. With a saved bank account, it then waits to be paid, and its link is for nobody. */
export async function createStep(ctx: Ctx, due: Due): Promise<Outcome> {
  const { id, reference, amountCents, statement, contact } = due;
  if (contact.jetpayId === null) return "not_due";
  const request = {
    amountCents,
    statement,
    note: noteWithReference(reference, due.note),
    toBankAccount: due.merchantAccountId,
    contactId: contact.jetpayId,
  };
  return send(ctx, {
    ...orderFor(ctx, due, "create"),
    request: { ...request, amountCents: `${amountCents}` },
    call: () => ctx.jetpay.createDebit(request, { reference }),
    accepted: async (writes, value, attemptId) => {
      const claimed = await writes.claimDebit(id, attemptId, {
        transactionId: value.identifier,
        link: due.method === "link" ? value.link : null,
        amountCents,
        contactId: contact.id,
        declineReason: null,
        payWaitsFor: needsNumber(ctx) ? WAITS_FOR_NUMBER : null,
      });
      if (!claimed) throw new Error(`transaction ${value.identifier} belongs to another attempt`);
    },
  });
}

/** Charges the saved card. Its bank says yes or no in the answer. */
export async function chargeStep(ctx: Ctx, due: Due): Promise<Outcome> {
  const { id, reference, amountCents, statement, contact, card } = due;
  if (contact.jetpayId === null || card?.jetpayId == null) return "not_due";
  const request = {
    contactId: contact.jetpayId,
    cardId: card.jetpayId,
    amountCents,
    statement,
    note: noteWithReference(reference, due.note),
    toBankAccount: due.merchantAccountId,
  };
  return send(ctx, {
    ...orderFor(ctx, due, "charge"),
    request: { ...request, amountCents: `${amountCents}` },
    call: () => ctx.jetpay.chargeCard(request, { reference }),
    accepted: async (writes, value, attemptId) => {
      const claimed = await writes.claimDebit(id, attemptId, {
        transactionId: value.identifier,
        link: null,
        amountCents,
        contactId: contact.id,
        declineReason: hasFailed(ctx, value.state) ? (value.failReason ?? UNSAID) : null,
        payWaitsFor: null,
      });
      if (!claimed) throw new Error(`transaction ${value.identifier} belongs to another attempt`);
      await writes.keepCardFace(card.id, value);
    },
    refused: (writes, { words, declineReason }) =>
      writes.endCollection(id, UNSETTLED, declineReason === null ? "refused" : "declined", {
        problem: words,
        declineReason,
      }),
  });
}

const hasFailed = ({ unknowns }: Ctx, state: string | null) =>
  state !== null && progressOf(state, unknowns.cancelledStates) === "failed";

/**
 * Pays a debit from the customer's saved account: the call that moves money. The account number, where Jetpay asks for it,
 * is in this one request and in nothing that is kept.
 */
export async function payStep(ctx: Ctx, due: Due, accountNumber: string | null): Promise<Outcome> {
  const { id, reference, transactionId, bankAccount } = due;
  if (transactionId === null || bankAccount?.jetpayId == null) return "not_due";
  if (obstacleToNumber(ctx, bankAccount, accountNumber) !== null) return "not_due";
  const { institutionNumber, transitNumber, holderName, jetpayId } = bankAccount;
  const from =
    needsNumber(ctx) && accountNumber !== null
      ? ({ kind: "details", institutionNumber, transitNumber, accountNumber, holderName } as const)
      : ({ kind: "account", bankAccountId: jetpayId } as const);
  const order = orderFor(ctx, due, "pay");
  return send(ctx, {
    ...order,
    request: { transactionId, bankAccountId: jetpayId, by: from.kind },
    call: () => ctx.jetpay.payDebit({ transactionId, from }, { reference }),
    accepted: async (writes) => {
      await writes.settlePaid(id);
    },
    refused: async (writes, no) => {
      if (await order.refused(writes, no)) await writes.enqueue({ task: "withdraw_debit", collectionId: id });
    },
  });
}
