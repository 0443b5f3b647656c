/** The sandbox's control door, for what no marketplace could do at a real Jetpay: turn the clock and pay like a customer. */
export function sandboxDoor(url: string) {
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_sandbox/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`The sandbox answered ${answer.status} to ${path}: ${text.slice(0, 300)}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    turnClock: (now: Date | null) => post("clock", { now: now?.toISOString() ?? null }),
    pay: (transactionId: string, how: object) => post(`pay/${transactionId}`, how),
    /** Types a card into its capture page, by Jetpay's own id of the card. */
    capture: (jetpayCardId: string, cardNumber: string) =>
      post(`capture/${jetpayCardId}`, { card_number: cardNumber }),
    createElsewhere: (what: object) => post("create", what),
    fault: (rule: object) => post("faults", { rules: [rule] }),
    deliverNow: () => post("deliver-now", {}),
  };
}
export type SandboxDoor = ReturnType<typeof sandboxDoor>;
