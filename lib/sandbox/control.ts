import { z } from "zod";
import { insertContact, findBankAccount, findContact } from "./contacts";
import { createTransaction } from "./create";
import { FaultScript } from "./fault-rules";
import { drainSteps, setClock } from "./lifecycle";
import { MERCHANT_ACCOUNTS } from "./merchant";
import { payLink } from "./pay";
import { RESET } from "./schema";
import { findTransaction, raiseEvents } from "./transactions";
import { amount, email, invalid, readBodyAs, text, unknownId } from "./validation";
import { HttpError } from "./http";
import type { Call, Reply, Route } from "./http";
import type { PaymentDetails } from "./pay";
import type { World } from "./world";

const ok = (body: unknown): Reply => ({ status: 200, body });

async function plantFaults(world: World, call: Call): Promise<Reply> {
  return ok({ faults: await world.faults.plant(readBodyAs(FaultScript, call).rules) });
}

async function clearFaults(world: World): Promise<Reply> {
  await world.faults.clear();
  return ok({ ok: true });
}

async function hold(world: World): Promise<Reply> {
  await world.faults.hold(true);
  return ok({ held: true });
}

async function release(world: World): Promise<Reply> {
  await world.faults.hold(false);
  return ok({ held: false });
}

async function deliverNow(world: World): Promise<Reply> {
  return ok(await world.courier.flush());
}

async function drain(world: World): Promise<Reply> {
  const steps = await drainSteps(world);
  return ok({ steps, ...(await world.courier.flush()) });
}

async function rotateKeys(world: World): Promise<Reply> {
  return ok({ kid: await world.keys.rotate() });
}

async function withdrawKey(world: World, call: Call): Promise<Reply> {
  const { kid } = readBodyAs(z.object({ kid: z.string() }), call);
  if (!(await world.keys.withdraw(kid))) throw new HttpError(409, "Unknown key, or the one that signs");
  return ok({ ok: true });
}

const clockOf = ({ clock }: World): Reply =>
  ok({ now: clock.now().toISOString(), virtual: clock.virtual !== null });

async function moveClock(world: World, call: Call): Promise<Reply> {
  const { now } = readBodyAs(z.object({ now: z.iso.datetime({ offset: true }).nullable() }), call);
  await setClock(world, now === null ? null : new Date(now));
  return clockOf(world);
}

const Payment = z.object({
  method: z.enum(["bank", "card"]).default("bank"),
  card_number: z.string().default("4242424242424242"),
  institution_number: z.string().default("001"),
  transit_number: z.string().default("27601"),
  account_number: z.string().default("1234567"),
  holder_name: z.string().default("Sam Sample"),
});

async function pay(world: World, call: Call): Promise<Reply> {
  const { method, card_number, ...bank } = readBodyAs(Payment, call);
  const details: PaymentDetails =
    method === "card"
      ? { method, card_number: card_number.replace(/\D/g, "") }
      : { method, ...bank, mandate_name: bank.holder_name };
  const id = call.params.identifier ?? "";
  const result = await payLink(world, id, details);
  if (result === "link_unknown") throw unknownId(world, "identifier", "Transaction");
  if (result === "link_used" || result === "bank_only") throw new HttpError(409, result);
  const after = await findTransaction(world.store, id);
  return ok({ result, state: after?.state });
}

const Stranger = z.object({
  direction: z.enum(["debit", "credit"]),
  amount,
  statement: text(30).default("Somebody else"),
  note: text(5000).nullable().default(null),
  contact_id: z.string().optional(),
  contact_email: email.default("stranger@example.com"),
  contact_name: text(255).default("A Stranger"),
  bank_account: z.string().optional(),
  merchant_account: z.string().default(MERCHANT_ACCOUNTS[0].identifier),
});

/** A transaction somebody else made with the same company's token: in Jetpay's dashboard, say. */
async function createElsewhere(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(Stranger, call);
  const contact = wanted.contact_id
    ? await findContact(world.store, wanted.contact_id)
    : await insertContact(world, { email: wanted.contact_email, name: wanted.contact_name });
  if (!contact) throw unknownId(world, "contact_id", "Contact");
  const account = wanted.bank_account ? await findBankAccount(world.store, wanted.bank_account) : null;
  if (account === undefined) throw unknownId(world, "bank_account", "Bank account");
  const created = await createTransaction(world, {
    direction: wanted.direction,
    amount: wanted.amount,
    statement: wanted.statement,
    note: wanted.note,
    contact,
    merchantAccount: wanted.merchant_account,
    bankAccount: wanted.direction === "credit" ? account : null,
    origin: "elsewhere",
  });
  return { status: 201, body: created };
}

const AnyEvent = z.object({
  type: z.string().default("contacts.created"),
  data: z.unknown().default({}),
  /** Laid over the event as delivered: `{"id":"x"}`, `{"data":null}` and the like. */
  override: z.record(z.string(), z.unknown()).nullable().default(null),
});

async function raiseAnyEvent(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(AnyEvent, call);
  const [id] = await world.store.commit((db) =>
    raiseEvents(db, [
      {
        at: world.clock.now(),
        type: wanted.type,
        data: JSON.stringify(wanted.data),
        transactionId: null,
        override: wanted.override && JSON.stringify(wanted.override),
      },
    ]),
  );
  return { status: 201, body: { id } };
}

async function changeVariants(world: World, call: Call): Promise<Reply> {
  const changes = readBodyAs(z.record(z.string(), z.unknown()), call);
  try {
    return ok(await world.variants.set(changes));
  } catch (error) {
    throw error instanceof z.ZodError ? invalid(error, changes) : error;
  }
}

const Reset = z.object({ keepWebhooks: z.boolean().default(false) });

/** Forgets everything but the keys; event ids go on rising, as an id is never used twice. */
async function reset(world: World, call: Call): Promise<Reply> {
  const { keepWebhooks } = call.raw.length > 0 ? readBodyAs(Reset, call) : { keepWebhooks: false };
  await world.timeline(async () => {
    await world.store.commit(async (db) => {
      await db.rows(RESET);
      await db.rows(
        keepWebhooks
          ? `update sandbox.webhooks set cursor = (select last_event_id from sandbox.meta), batch = null,
               state = 'active', attempts = 0, next_try_at = null, generation = generation + 1`
          : "delete from sandbox.webhooks",
      );
    });
    world.clock.forget();
    world.faults.forget();
    world.variants.forget();
  });
  return ok({ ok: true });
}

export const controlRoutes: readonly Route[] = [
  { method: "POST", path: "/_sandbox/faults", handle: plantFaults },
  { method: "GET", path: "/_sandbox/faults", handle: (world) => ok({ faults: world.faults.list() }) },
  { method: "DELETE", path: "/_sandbox/faults", handle: clearFaults },
  { method: "POST", path: "/_sandbox/deliveries/hold", handle: hold },
  { method: "POST", path: "/_sandbox/deliveries/release", handle: release },
  { method: "POST", path: "/_sandbox/deliver-now", handle: deliverNow },
  { method: "POST", path: "/_sandbox/drain", handle: drain },
  { method: "POST", path: "/_sandbox/keys/rotate", handle: rotateKeys },
  { method: "POST", path: "/_sandbox/keys/withdraw", handle: withdrawKey },
  { method: "GET", path: "/_sandbox/clock", handle: clockOf },
  { method: "POST", path: "/_sandbox/clock", handle: moveClock },
  { method: "POST", path: "/_sandbox/pay/:identifier", handle: pay },
  { method: "POST", path: "/_sandbox/create", handle: createElsewhere },
  { method: "POST", path: "/_sandbox/events", handle: raiseAnyEvent },
  { method: "GET", path: "/_sandbox/variants", handle: (world) => ok(world.variants.current) },
  { method: "POST", path: "/_sandbox/variants", handle: changeVariants },
  { method: "POST", path: "/_sandbox/reset", handle: reset },
];
