import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";
import pg from "pg";
import type { StaffCtx } from "../commands/context";
import { receiveDelivery } from "../commands/deliveries";
import { addBankAccount, captureCard, createContact } from "../commands/contacts";
import { connect } from "../db";
import { addressAs, ensureLogins, type Login } from "../db/logins";
import { migrate } from "../db/migrate";
import type { Role } from "../domain/deeds";
import { verifyDelivery } from "../jetpay/verify-delivery";
import { createWebhookKeys } from "../jetpay/webhook-keys";
import { openDesk, type Desk } from "../runtime/desk";
import { loadSettings } from "../runtime/settings";
import { startSandbox } from "../sandbox/server";

export const OPERATING = "ffe2c516-2ef4-4ce8-a1e1-1960c5b321ad";
const TOKEN = "rig-token-of-the-sandbox";

const adminUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined)
    throw new Error("TEST_DATABASE_URL names no PostgreSQL: run these tests with npm test.");
  return url;
};

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database of its own on the real server, dropped by `drop`. */
export async function freshDatabase(purpose: string) {
  const name = `test_${purpose}_${randomUUID().slice(0, 8)}`;
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** As in production: each program signs in to the database with its own login, and may do no more than that role may. */
const PASSWORD = "of tests only";
export const LOGINS = {
  web: { name: "jetdesk_test_web", password: PASSWORD, role: "jetdesk_web" },
  worker: { name: "jetdesk_test_worker", password: PASSWORD, role: "jetdesk_worker" },
  ingest: { name: "jetdesk_test_ingest", password: PASSWORD, role: "jetdesk_ingest" },
  reports: { name: "jetdesk_test_reports", password: PASSWORD, role: "jetdesk_reports" },
} as const satisfies Record<string, Login>;

/** A migrated database, and how each program and its owner reach it. */
export async function migratedDatabase(purpose: string) {
  const { url, drop } = await freshDatabase(purpose);
  await migrate(url);
  await ensureLogins(adminUrl(), Object.values(LOGINS)); // on the database all tests share, so that they take turns
  const as = (who: keyof typeof LOGINS) => addressAs(url, LOGINS[who]);
  return { ownerUrl: url, as, drop };
}

/** Between two looks at the published keys: short, since the sandbox's minutes are short too. */
const KEYS_COOLDOWN_MS = 50;

/** Our webhook's whole path without Next: real HTTP, real signatures, the real command. */
function webhookServer(desk: Desk): Promise<{ url: string; server: Server }> {
  const keys = createWebhookKeys({ url: desk.settings.jetpay.jwksUrl, cooldownMs: KEYS_COOLDOWN_MS });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void (async () => {
        const body = Buffer.concat(chunks);
        const authorization = request.headers.authorization ?? null;
        const { webhookApiKey: expected, webhookApiKeyHeader } = desk.settings.jetpay;
        const given = request.headers[webhookApiKeyHeader] ?? null;
        const verdict = await verifyDelivery({
          body,
          authorization,
          keys,
          now: new Date(),
          ...(expected === null ? {} : { expectedApiKey: { given: String(given), expected } }),
        });
        if (verdict.kind !== "genuine")
          return response.writeHead(verdict.kind === "forged" ? 401 : 503).end();
        await receiveDelivery(desk.contextFor({ kind: "jetpay" }, null), {
          body,
          tokenId: verdict.tokenId,
          keyId: verdict.keyId,
        });
        return response.writeHead(200).end("{}");
      })().catch(() => response.writeHead(503).end());
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${port}/api/webhooks/jetpay`, server });
    });
  });
}

export type Rig = Awaited<ReturnType<typeof startRig>>;

/**
 * A desk without screens: its real database, the real sandbox over HTTP, three people, and a clock that can be turned.
 * `env` sets it otherwise than the rest.
 */
export async function startRig(purpose: string, env: Readonly<Record<string, string>> = {}) {
  const [deskBase, sandboxBase] = await Promise.all([
    migratedDatabase(purpose),
    freshDatabase(`${purpose}_sandbox`),
  ]);
  const sandbox = await startSandbox({ databaseUrl: sandboxBase.url, port: 0, token: TOKEN, scale: 0.02 });
  let ahead = 0;
  const deskEnv = {
    JETDESK_MODE: "local",
    DATABASE_URL: deskBase.as("web"),
    DATABASE_INGEST_URL: deskBase.as("ingest"),
    JETPAY_API_URL: sandbox.url,
    JETPAY_API_TOKEN: TOKEN,
    APP_URL: "http://localhost:3000",
    APP_SECRET: "rig secret that nobody else has, long enough",
    FINGERPRINT_KEY: "rig fingerprint key, which is also long enough",
    LOG_LEVEL: "silent",
    ...env,
  };
  const desks: Desk[] = [];
  const open = (otherwise: Readonly<Record<string, string>>): Desk => {
    const opened = openDesk(loadSettings({ ...deskEnv, ...otherwise }), {
      now: () => new Date(Date.now() + ahead),
    });
    desks.push(opened);
    return opened;
  };
  const desk = open({});
  const asWorker = { DATABASE_URL: deskBase.as("worker") };
  const worker = open(asWorker);
  const { ownerUrl } = deskBase;
  const owner = connect({ url: ownerUrl, ingestUrl: ownerUrl, listenUrl: ownerUrl });
  const { prisma } = owner;
  const person = async (role: Role, name: string): Promise<StaffCtx> => {
    const id = randomUUID();
    await prisma.staff.create({
      data: {
        id,
        name,
        email: `${role}-${id}@example.ca`,
        role,
        passwordHash: "none",
        createdAt: new Date(),
      },
    });
    return desk.contextFor({ kind: "staff", id, name, role }, null);
  };
  const [operator, approver, second] = await Promise.all([
    person("operator", "Amélie Roy"),
    person("approver", "Daniel Lavoie"),
    person("approver", "Grace Okafor"),
  ]);
  await prisma.merchantAccount.create({
    data: { id: OPERATING, name: "Operating", isDefault: true, addedAt: new Date() },
  });
  const hook = await webhookServer(desk);
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? null : (JSON.parse(text) as unknown);
  };
  return {
    desk,
    /** The owner's, for what a test prepares and looks at. */
    prisma,
    ownerUrl,
    as: deskBase.as,
    sandbox,
    operator,
    approver,
    second,
    clock: worker.contextFor({ kind: "clock" }, null),
    jetpaySends: desk.contextFor({ kind: "jetpay" }, null),
    call,
    hookUrl: hook.url,
    /** The same place and people, seen by a desk that is set otherwise. */
    deskWith: (otherwise: Readonly<Record<string, string>>) => {
      const other = open(otherwise);
      return {
        desk: other,
        operator: other.contextFor(operator.actor, null),
        clock: open({ ...asWorker, ...otherwise }).contextFor({ kind: "clock" }, null),
      };
    },
    /** Takes other sides of the questions that Jetpay's guide leaves open. */
    vary: (sides: object) => call("POST", "/_sandbox/variants", sides),
    /** Turns the desk's own clock forward. */
    wait: (seconds: number) => {
      ahead += seconds * 1_000;
    },
    registerWebhook: () => call("POST", "/webhooks/", { callback_url: hook.url, max_batch_size: 100 }),
    fault: (rule: object) => call("POST", "/_sandbox/faults", { rules: [rule] }),
    /** What Jetpay's own books say was created under one of our references. */
    ledgerOf: async (reference: string): Promise<{ id: string; state: string; amount: number }[]> => {
      const found = await call("GET", `/_sandbox/transactions?note=${encodeURIComponent(reference)}`);
      return found as { id: string; state: string; amount: number }[];
    },
    /** What happened to the money under one of our references: created, pulled, completed and so on. */
    movesOf: async (reference: string): Promise<string[]> => {
      const found = await call("GET", `/_sandbox/ledger?note=${encodeURIComponent(reference)}`);
      return (found as { kind: string }[]).map(({ kind }) => kind);
    },
    vendor: async (accountNumber = "1234567") => {
      const contactId = randomUUID();
      const bankAccountId = randomUUID();
      const name = "Maple Woodworks";
      await createContact(operator, {
        contactId,
        name,
        email: "pay@maple.example",
        language: "en",
        roles: ["vendor", "customer"],
        tags: [],
        externalId: null,
      });
      await addBankAccount(operator, {
        bankAccountId,
        contactId,
        institutionNumber: "004",
        transitNumber: "27601",
        accountNumber,
        accountType: "chequing",
        title: "Chequing",
        holderName: name,
        holderEmail: "pay@maple.example",
        street: "1 Queen Street",
        city: "Toronto",
        postalCode: "K1A 0B1",
        country: "CA",
      });
      return { contactId, bankAccountId };
    },
    /** A saved card, its events delivered. */
    card: async (contactId: string, number = "4242424242424242") => {
      const cardId = randomUUID();
      await captureCard(operator, { cardId, contactId });
      const { jetpayId } = await prisma.card.findUniqueOrThrow({ where: { id: cardId } });
      await call("POST", `/_sandbox/capture/${jetpayId}`, { card_number: number });
      await call("POST", "/_sandbox/deliver-now", {});
      return cardId;
    },
    deliver: () => call("POST", "/_sandbox/deliver-now", {}),
    stop: async () => {
      hook.server.closeAllConnections();
      await new Promise((resolve) => hook.server.close(resolve));
      await sandbox.stop();
      await Promise.all([owner.close(), ...desks.map((each) => each.close())]);
      await Promise.all([deskBase.drop(), sandboxBase.drop()]);
    },
  };
}
