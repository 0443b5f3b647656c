import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { startSandbox } from "./server";
import type { Sandbox, SandboxOptions } from "./server";

export const TOKEN = "sandbox-test-token";
/** For what happens by itself, on a machine that may be busy. */
export const PATIENCE = { timeout: 10_000 };
export const OPERATING = "ffe2c516-2ef4-4ce8-a1e1-1960c5b321ad";

export async function query(databaseUrl: string, sql: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A database of its own on the server that TEST_DATABASE_URL administers. */
export async function createDatabase() {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error("Set TEST_DATABASE_URL to an administrator's connection to PostgreSQL.");
  const name = `sandbox_test_${randomBytes(5).toString("hex")}`;
  const admin = (sql: string) => query(adminUrl, sql);
  await admin(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`drop database ${name} with (force)`) };
}

export const start = (databaseUrl: string, options: Partial<SandboxOptions> = {}): Promise<Sandbox> =>
  startSandbox({
    databaseUrl,
    port: 0,
    token: TOKEN,
    scale: 3600,
    deliveryScale: 1,
    retryScale: 0.01,
    ...options,
  });

/** One sandbox for a file's tests, emptied before each; batches wait a minute, so only a flush sends part of one. */
export function useSandbox() {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let running: Sandbox;
  const client = clientOf(() => running);
  vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });
  beforeAll(async () => {
    database = await createDatabase();
    running = await start(database.url);
  });
  beforeEach(async () => {
    await client.control("reset", {});
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });
  async function restart(options: Partial<SandboxOptions> = {}) {
    await running.stop();
    running = await start(database.url, options);
  }
  return { ...client, sandbox: () => running, restart };
}

/** What answers may hold, all in one. */
export type Body = {
  identifier?: string;
  link?: string;
  id?: number;
  state?: string;
  detail?: { loc: string[] }[] | string;
  url?: string;
  credit_card_id?: string;
  faults?: { seen: number; hits: number }[];
};
export type Answer = { status: number; body: Body; headers: Headers };

export type ListedEvent = { id: number; createdAt: string; type: string; state: string; data?: unknown };
export type Listed = { id: string; kind: string; nextStepAt: string; events: ListedEvent[] };
export type ListedDelivery = {
  eventIds: number[];
  attempt: number;
  status: number | null;
  problem: string | null;
};

export function clientOf(sandbox: () => Sandbox) {
  async function call(method: string, path: string, body?: unknown, token = TOKEN): Promise<Answer> {
    const response = await fetch(sandbox().url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? (JSON.parse(text) as Body) : {},
      headers: response.headers,
    };
  }

  const made = ({ body }: Answer): string => body.identifier ?? "";

  async function newContact(name = "Ada Vendor"): Promise<string> {
    return made(await call("PUT", "/contact", { email: "ada@example.com", name, tags: [], language: "en" }));
  }

  async function newAccount(contactId: string, accountNumber = "1234567"): Promise<string> {
    const answer = await call("PUT", "/contact/bank_account", {
      contact_id: contactId,
      institution: "BMO",
      institution_number: "001",
      transit_number: "27601",
      account_number: accountNumber,
      holder_name: "Ada Vendor",
    });
    return made(answer);
  }

  async function newCredit(amount: number, accountNumber?: string, note = "note"): Promise<string> {
    const contact_id = await newContact();
    const to_bank_account = await newAccount(contact_id, accountNumber);
    const answer = await call("PUT", "/credit", {
      amount,
      statement: "payout",
      note,
      from_bank_account: OPERATING,
      to_bank_account,
      contact_id,
    });
    return made(answer);
  }

  async function newDebit(amount: number): Promise<string> {
    const contact_id = await newContact("Bo Buyer");
    const answer = await call("PUT", "/debit", {
      amount,
      statement: "order 7",
      to_bank_account: OPERATING,
      contact_id,
    });
    return made(answer);
  }

  /** A card captured with this number; null leaves its page open. */
  async function newCard(contactId: string, number: string | null = "4242424242424242") {
    const { url = "", credit_card_id: id = "" } = (
      await call("POST", `/contact/${contactId}/creditcards/url`)
    ).body;
    if (number !== null) await control(`capture/${id}`, { card_number: number });
    return { id, url };
  }

  const charge = (contactId: string, cardId: string, more: object = {}) =>
    call("POST", `/contact/${contactId}/creditcards/${cardId}/charge`, {
      amount: 5000,
      statement: "order 8",
      note: "note",
      to_bank_account: OPERATING,
      ...more,
    });

  const control = async (path: string, body?: unknown) =>
    (await call(body === undefined ? "GET" : "POST", `/_sandbox/${path}`, body, "")).body;
  /** Transactions, or lines of the ledger. */
  const list = async (path: string) => (await control(path)) as unknown as Listed[];
  const events = async () => (await control("events")) as unknown as ListedEvent[];
  const status = async (id: string) => (await call("GET", `/transaction/${id}/status`)).body;
  const kinds = async (id: string) => (await list(`ledger?transaction=${id}`)).map((line) => line.kind);

  const settings = { call, control, list, events, status, kinds };
  return { ...settings, newContact, newAccount, newCredit, newDebit, newCard, charge };
}

export type Received = { raw: string; token: string; headers: IncomingHttpHeaders; ids: number[] };

/** None of a body that cannot be read. */
function idsIn(raw: string): number[] {
  try {
    return (JSON.parse(raw) as { events: { id: number }[] }).events.map((event) => event.id);
  } catch {
    return [];
  }
}

/** A webhook receiver that answers what `statuses` says, then 200. */
export async function startReceiver() {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      received.push({
        raw,
        token: (request.headers.authorization ?? "").replace("Bearer ", ""),
        headers: request.headers,
        ids: idsIn(raw),
      });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, received, statuses, stop };
}
