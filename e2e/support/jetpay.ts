/** What Jetpay's own books and its control door are asked for. */
export type Jetpay = ReturnType<typeof jetpayAt>;

/** A fault at the call that pays a debit, at every such call until it is forgotten. */
export type PayFault = "rate_limit" | "hang_before" | "hang_after_commit";

type Line = { readonly kind: string; readonly transaction: string };
type Planted = { readonly rule: { readonly path?: string }; readonly seen: number };

const PAY_CALL = "^/debit/[^/]+/pay$";

/** The sandbox behind a desk, past the desk: what truly happened, and what is to go wrong. */
export function jetpayAt(url: string) {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_sandbox/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const linesOf = async (note: string) =>
    (await call("GET", `ledger?note=${encodeURIComponent(note)}`)) as Line[];
  return {
    url,
    /** What happened to the money of everything whose note holds this text: created, pulled, completed and so on. */
    movesOf: async (note: string) => (await linesOf(note)).map(({ kind }) => kind),
    /** How many transactions those moves belong to. */
    transactionsOf: async (note: string) =>
      new Set((await linesOf(note)).map(({ transaction }) => transaction)).size,
    /** Fills in a card's page in place of a person. */
    typeCard: (jetpayCardId: string, number: string) =>
      call("POST", `capture/${jetpayCardId}`, { card_number: number }),
    deliverNow: () => call("POST", "deliver-now", {}),
    holdEvents: () => call("POST", "deliveries/hold", {}),
    releaseEvents: () => call("POST", "deliveries/release", {}),
    /** `retryAfter` is for `rate_limit`: seconds. */
    spoilPayments: (fault: PayFault, retryAfter = 1) =>
      call("POST", "faults", { rules: [{ fault, path: PAY_CALL, times: null, retryAfter }] }),
    /** How many calls to pay a debit have come since they are spoiled. */
    paymentsTried: async () => {
      const { faults } = (await call("GET", "faults")) as { faults: Planted[] };
      return faults.find(({ rule }) => rule.path === PAY_CALL)?.seen ?? 0;
    },
    /** Nothing is spoiled and no event is held any more. */
    behave: () => call("DELETE", "faults"),
  };
}
