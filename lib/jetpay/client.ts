import { setTimeout as wait } from "node:timers/promises";
import { judge, type Answer, type Reading } from "./answer";
import { exchange, type HttpCall, type Limits } from "./exchange";
import { redact } from "./redact";
import { defaultUnknowns, pathOf, type Unknowns } from "./unknowns";
import * as wire from "./wire";
import {
  bankAccountBody,
  chargeBody,
  contactBody,
  creditBody,
  debitBody,
  debitPaymentBody,
  secretsOf,
  webhookBody,
} from "./requests";
import type {
  DebitPayment,
  NewBankAccount,
  NewCharge,
  NewContact,
  NewCredit,
  NewDebit,
  NewWebhook,
  WebhookSettings,
} from "./requests";

/** One request as it may be logged and stored: no body, no query, no account number, no token. */
export type JetpayCall = {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly durationMs: number;
  readonly reference: string | null;
  readonly outcome: Answer<unknown>["kind"];
  readonly words: string | null;
};

/** `reference` is ours (`JD-7F3K2Q`), for the record only: what Jetpay shows must be written into `note`. */
export type CallOptions = { readonly reference?: string; readonly signal?: AbortSignal };

export type JetpayOptions = {
  readonly baseUrl: string;
  readonly token: string;
  readonly unknowns?: Unknowns;
  readonly limits?: Partial<Limits>;
  /** Told of every request, retries included. Not waited for; its failure is its own affair. */
  readonly record?: (call: JetpayCall) => void | Promise<void>;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
};

type Call<T> = {
  readonly method: HttpCall["method"];
  readonly path: string;
  readonly body?: unknown;
  readonly secrets?: readonly string[];
  readonly reading: Reading<T>;
};

const DEFAULT_LIMITS: Limits = { connectMs: 5_000, totalMs: 20_000, maxBytes: 1_048_576 };
const MOST_RETRIES = 3;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
const LONGEST_ASKED_WAIT_MS = 10_000;

/**
 * Speaks to one Jetpay. Creations, changes and what moves money (PUT, POST, PATCH) are sent once. Reads and deletes are tried up to four
 * times within `limits.totalMs`, and not again where Jetpay asks for more than ten seconds' patience.
 *
 * A delete whose earlier try may have been carried out is `accepted` only when Jetpay says so: a 404 or "already
 * cancelled" after it proves nothing and comes back as `unknown`, for the caller to read the status anew.
 *
 * Throws TypeError or RangeError for what could never be sent: a bad address or token, an id that is no path segment, an
 * amount that is not positive or not exact in JSON.
 */
export function createJetpay(options: JetpayOptions) {
  const { origin, prefix } = readBaseUrl(options.baseUrl);
  const { token, unknowns = defaultUnknowns, now = Date.now, random = Math.random } = options;
  if (!/^[\x21-\x7e]+$/.test(token)) throw new TypeError("A Jetpay token is printable ASCII without spaces.");
  const sleep = options.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { paths } = unknowns;

  async function once<T>(
    call: Call<T>,
    { reference, signal }: CallOptions,
    totalMs: number,
  ): Promise<Answer<T>> {
    const { method, body } = call;
    const path = prefix + call.path;
    const headers: Record<string, string> = {
      accept: "application/json",
      "accept-encoding": "identity",
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const text = body === undefined ? null : JSON.stringify(body);
    const at = new Date(now());
    const startedMs = performance.now();
    const request: HttpCall = { method, path, headers, body: text, signal: signal ?? null };
    const heard = await exchange(origin, request, { ...limits, totalMs });
    const answer = judge(heard, call.reading, now(), [token, ...(call.secrets ?? [])]);
    report({
      at,
      method,
      path: redactToken(path.split("?")[0] ?? path),
      status: heard.kind === "answered" ? heard.status : null,
      durationMs: Math.round(performance.now() - startedMs),
      reference: reference === undefined ? null : redact(reference, [token]),
      outcome: answer.kind,
      words: answer.kind === "accepted" ? null : answer.words,
    });
    return answer;
  }

  /** Ids stay readable in a path, whatever digits they have. */
  const redactToken = (path: string) => path.replaceAll(token, "•••");

  function report(call: JetpayCall): void {
    try {
      void Promise.resolve(options.record?.(call)).catch(() => null);
    } catch {
      // the answer stands, whether or not it could be written down
    }
  }

  async function patiently<T>(call: Call<T>, callOptions: CallOptions): Promise<Answer<T>> {
    const deadlineMs = performance.now() + limits.totalMs;
    let isInDoubt = false;
    for (let tries = 1; ; tries++) {
      const answer = await once(call, callOptions, Math.max(1, deadlineMs - performance.now()));
      const judged = isInDoubt && call.method === "DELETE" ? inDoubt(answer) : answer;
      const waitMs = tries > MOST_RETRIES ? null : waitAfter(answer, tries);
      if (waitMs === null || performance.now() + waitMs >= deadlineMs) return judged;
      isInDoubt ||= answer.kind === "unknown";
      const isGivenUp = await sleep(waitMs, callOptions.signal).then(
        () => callOptions.signal?.aborted ?? false,
        () => true,
      );
      if (isGivenUp) return judged;
    }
  }

  /** Exponential with full jitter, never less than Jetpay asked for. Null: trying again would not help. */
  function waitAfter(answer: Answer<unknown>, tries: number): number | null {
    const jitterMs = random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    if (answer.kind === "unknown") return jitterMs;
    if (answer.kind !== "not_sent" || answer.reason === "unauthorized") return null;
    const askedMs = answer.retryAfterMs ?? 0;
    return askedMs > LONGEST_ASKED_WAIT_MS ? null : Math.max(askedMs, jitterMs);
  }

  const creation = <T>(call: Call<T>, callOptions: CallOptions) => once(call, callOptions, limits.totalMs);

  return {
    createContact: async (contact: NewContact, callOptions: CallOptions = {}) => {
      const reading = wire.identified(unknowns.contactIdFields);
      return creation(
        { method: "PUT", path: pathOf(paths.contact), body: contactBody(contact), reading },
        callOptions,
      );
    },

    createBankAccount: async (account: NewBankAccount, callOptions: CallOptions = {}) => {
      const reading = wire.identified(unknowns.bankAccountIdFields);
      const call = { path: pathOf(paths.bankAccount), body: bankAccountBody(account), reading };
      return creation({ method: "PUT", ...call, secrets: secretsOf(account) }, callOptions);
    },

    createDebit: async (debit: NewDebit, callOptions: CallOptions = {}) => {
      const reading = wire.createdTransaction(unknowns);
      return creation(
        { method: "PUT", path: pathOf(paths.debit), body: debitBody(debit), reading },
        callOptions,
      );
    },

    createCredit: async (credit: NewCredit, callOptions: CallOptions = {}) => {
      const reading = wire.createdTransaction(unknowns);
      return creation(
        { method: "PUT", path: pathOf(paths.credit), body: creditBody(credit), reading },
        callOptions,
      );
    },

    /** What became of the card is told by an event, never here. */
    captureCard: async (contactId: string, callOptions: CallOptions = {}) => {
      const path = pathOf(paths.cardUrl, { contactId });
      return creation({ method: "POST", path, reading: wire.cardCapture(unknowns) }, callOptions);
    },

    /** A declined card is `refused` with its `declineReason`, or `accepted` in the state `failed`. */
    chargeCard: async (charge: NewCharge, callOptions: CallOptions = {}) => {
      const { contactId, cardId } = charge;
      const path = pathOf(paths.cardCharge, { contactId, cardId });
      const call = { path, body: chargeBody(charge, unknowns), reading: wire.charged(unknowns) };
      return creation({ method: "POST", ...call }, callOptions);
    },

    payDebit: async (payment: DebitPayment, callOptions: CallOptions = {}) => {
      const { transactionId, from } = payment;
      const path = pathOf(paths.payDebit, { id: transactionId });
      const body = debitPaymentBody(payment, unknowns);
      const secrets = from.kind === "details" ? secretsOf(from) : [];
      const reading = wire.paidDebit(unknowns, transactionId);
      return creation({ method: unknowns.payDebitMethod, path, body, secrets, reading }, callOptions);
    },

    transactionStatus: async (id: string, callOptions: CallOptions = {}) => {
      const path = pathOf(paths.status, { id });
      return patiently({ method: "GET", path, reading: wire.transactionStatus }, callOptions);
    },

    cancelTransaction: async (id: string, callOptions: CallOptions = {}) => {
      const path = pathOf(paths.transaction, { id });
      return patiently({ method: "DELETE", path, reading: wire.cancelled }, callOptions);
    },

    registerWebhook: async (settings: NewWebhook, callOptions: CallOptions = {}) => {
      const call = { path: pathOf(paths.webhooks), ...webhookBody(settings), reading: wire.webhook };
      return creation({ method: "POST", ...call }, callOptions);
    },

    listWebhooks: async (callOptions: CallOptions = {}) => {
      const reading = wire.webhookList(unknowns);
      return patiently({ method: "GET", path: pathOf(paths.webhooks), reading }, callOptions);
    },

    getWebhook: async (id: string, callOptions: CallOptions = {}) => {
      const path = pathOf(paths.webhook, { id });
      return patiently({ method: "GET", path, reading: wire.webhook }, callOptions);
    },

    changeWebhook: async (id: string, settings: WebhookSettings, callOptions: CallOptions = {}) => {
      const call = { path: pathOf(paths.webhook, { id }), ...webhookBody(settings), reading: wire.webhook };
      return creation({ method: "PATCH", ...call }, callOptions);
    },

    deleteWebhook: async (id: string, callOptions: CallOptions = {}) => {
      const path = pathOf(paths.webhook, { id });
      return patiently({ method: "DELETE", path, reading: wire.deleted }, callOptions);
    },

    keySet: async (callOptions: CallOptions = {}) =>
      patiently({ method: "GET", path: pathOf(paths.keySet), reading: wire.keySet }, callOptions),
  };
}

export type Jetpay = ReturnType<typeof createJetpay>;

function inDoubt<T>(answer: Answer<T>): Answer<T> {
  if (answer.kind === "accepted" || answer.kind === "unknown") return answer;
  return {
    kind: "unknown",
    words: `An earlier try may have been carried out. Then Jetpay said: ${answer.words}`,
  };
}

function readBaseUrl(baseUrl: string): { origin: string; prefix: string } {
  const { protocol, origin, pathname, search, hash, username, password } = new URL(baseUrl);
  if (!/^https?:$/.test(protocol) || search + hash + username + password !== "")
    throw new TypeError("Jetpay's address is http or https, with nothing but a host and a path.");
  return { origin, prefix: pathname.replace(/\/+$/, "") };
}
