import { createHmac, randomBytes } from "node:crypto";
import type { Actor, Ctx } from "../commands/context";
import { audited, connect, foldRollups, ingester, reads, workLists, type Connections } from "../db";
import { createJetpay, type Jetpay, type JetpayCall } from "../jetpay/client";
import { unknownsFrom } from "../jetpay/overrides";
import type { Unknowns } from "../jetpay/unknowns";
import { createWebhookKeys, type WebhookKeys } from "../jetpay/webhook-keys";
import type { AuditProof } from "../domain/audit";
import { auditProof } from "./audit-proof";
import { makeLog, type Log } from "./log";
import { loadSettings, type Settings } from "./settings";
import { createVault } from "./vault";

export type Desk = {
  readonly settings: Settings;
  readonly log: Log;
  readonly connections: Connections;
  readonly read: ReturnType<typeof reads>;
  readonly jetpay: Jetpay;
  readonly webhookKeys: WebhookKeys;
  readonly audit: AuditProof;
  /** What is unknown about Jetpay, as this desk is set. */
  readonly unknowns: Unknowns;
  /** Whether a debit from a saved account is paid only with its number in the call: Jetpay's side of an open question. */
  readonly asksForAccountNumber: boolean;
  readonly contextFor: <Who extends Actor>(
    actor: Who,
    requestId: string | null,
    from?: { readonly address: string; readonly device: string },
  ) => Ctx & { readonly actor: Who };
  readonly close: () => Promise<void>;
};

type Overrides = { readonly name?: string; readonly now?: () => Date };

/** Everything one process needs, made from its settings. */
export function openDesk(
  settings: Settings,
  { name = "desk", now = () => new Date() }: Overrides = {},
): Desk {
  const log = makeLog(name, settings.logLevel);
  const connections = connect(settings.database);
  const { prisma } = connections;
  const unknowns = unknownsFrom(settings.jetpay.overrides);
  const record = async (call: JetpayCall): Promise<void> => {
    await prisma.jetpayCall.create({ data: call });
  };
  const jetpay = createJetpay({
    baseUrl: settings.jetpay.apiUrl,
    token: settings.jetpay.apiToken,
    unknowns,
    record,
  });
  const { version, key } = settings.fingerprintKey;
  const shared = {
    now,
    read: reads(prisma),
    work: workLists(prisma),
    jetpay,
    unknowns,
    ingest: ingester(connections.ingest),
    foldRollups: () => foldRollups(prisma),
    fingerprint: (text: string) => `v${version}:${createHmac("sha256", key).update(text).digest("hex")}`,
    vault: createVault(settings.appSecret, settings.appSecretBefore),
    random: (bytes: number) => randomBytes(bytes),
    log,
  };
  return {
    settings,
    log,
    connections,
    read: shared.read,
    jetpay,
    webhookKeys: createWebhookKeys({ url: settings.jetpay.jwksUrl }),
    audit: auditProof(prisma, settings.auditAnchorFile, now),
    unknowns,
    asksForAccountNumber: unknowns.payDebitBy === "details",
    contextFor: (actor, requestId, from) => ({
      ...shared,
      actor,
      requestId,
      audited: (entry, work) => {
        const by = actor.kind === "staff" ? { kind: actor.kind, id: actor.id } : { kind: actor.kind };
        return audited(prisma, { actor: by, at: now(), requestId, from: from ?? null }, entry, work);
      },
    }),
    close: () => connections.close(),
  };
}

// Next loads a module more than once in one process; the pools must be one all the same.
const held: { desk?: Desk } = ((globalThis as { jetdesk?: { desk?: Desk } }).jetdesk ??= {});

/** The desk of this process, opened at first use. */
export const desk = (): Desk => (held.desk ??= openDesk(loadSettings(process.env)));
