import { randomBytes, randomUUID } from "node:crypto";
import { one } from "./store";
import { brandOf, testCard } from "./test-cards";
import { isUuid, raiseEvents } from "./transactions";
import type { Queryable } from "./store";
import type { World } from "./world";

/** A card without its number: of that, only the last four digits and what it was made to do are kept. */
export type CardRow = {
  id: string;
  contact_id: string;
  token: string;
  state: "pending" | "active" | "failed";
  brand: string | null;
  last_four: string | null;
  /** `approved`, or the code a charge is declined with. */
  charge_result: string | null;
  fail_reason: string | null;
  created_at: Date;
  updated_at: Date;
};

export async function openCapture(world: World, contactId: string): Promise<CardRow> {
  const at = world.clock.now();
  const [row] = await world.store.rows<CardRow>(
    `insert into sandbox.cards (id, contact_id, token, state, created_at, updated_at)
     values ($1, $2, $3, 'pending', $4, $4) returning *`,
    [randomUUID(), contactId, randomBytes(24).toString("base64url"), at],
  );
  if (!row) throw new Error("a card that was inserted came back empty");
  return row;
}

export async function findCard(db: Queryable, id: string): Promise<CardRow | undefined> {
  if (!isUuid(id)) return undefined;
  return one<CardRow>(db, "select * from sandbox.cards where id = $1", [id]);
}

export async function cardByToken(db: Queryable, token: string): Promise<CardRow | undefined> {
  return one<CardRow>(db, "select * from sandbox.cards where token = $1", [token]);
}

/** Settles a pending card by its number and raises the event of it. "spent": it was settled before. */
export async function captureCard(
  world: World,
  id: string,
  number: string,
): Promise<"active" | "failed" | "spent"> {
  return world.store.commit(async (db) => {
    const found = await one<CardRow>(db, "select * from sandbox.cards where id = $1 for update", [id]);
    if (found?.state !== "pending") return "spent";
    const { capture, charge } = testCard(number);
    const at = world.clock.now();
    const card: CardRow = {
      ...found,
      state: capture === null ? "active" : "failed",
      brand: brandOf(number),
      last_four: number.slice(-4),
      charge_result: charge ?? "approved",
      fail_reason: capture,
    };
    await db.rows(
      `update sandbox.cards set state = $2, brand = $3, last_four = $4, charge_result = $5, fail_reason = $6,
         updated_at = $7
       where id = $1`,
      [id, card.state, card.brand, card.last_four, card.charge_result, card.fail_reason, at],
    );
    await raiseEvents(db, [{ at, ...eventOf(world, card), transactionId: null, override: null }]);
    return card.state === "active" ? "active" : "failed";
  });
}

function eventOf({ variants }: World, card: CardRow): { type: string; data: string } {
  const named = { creditCardId: card.id, contactId: card.contact_id, state: card.state };
  if (card.state === "failed") {
    return {
      type: "contacts.creditcards.failed",
      data: JSON.stringify({ ...named, failReason: card.fail_reason }),
    };
  }
  const details =
    variants.current.cardDetails === "event" ? { brand: card.brand, lastFour: card.last_four } : {};
  return { type: "contacts.creditcards.tokenized", data: JSON.stringify({ ...named, ...details }) };
}
