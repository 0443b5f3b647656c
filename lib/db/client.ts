import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { preparedNames } from "./prepared";

export type DatabaseUrls = {
  readonly url: string;
  /** The least-privilege role for ingest; a pool of its own, so that slow reports cannot starve it. */
  readonly ingestUrl: string;
  /** A direct connection for LISTEN: a pooler would swallow it. */
  readonly listenUrl: string;
};

export type Connections = {
  readonly prisma: PrismaClient;
  readonly ingest: pg.Pool;
  readonly listenUrl: string;
  close(): Promise<void>;
};

const DESK_CONNECTIONS = 10;
const INGEST_CONNECTIONS = 6;
const CONNECT_TIMEOUT_MS = 5_000;
/** The webhook's route answers within ten seconds, whatever becomes of the database. */
const INGEST_TIMEOUT_MS = 8_000;

export function connect(urls: DatabaseUrls): Connections {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: urls.url,
        max: DESK_CONNECTIONS,
        options: "-c timezone=UTC", // Prisma's adapter drops the offset of every moment it reads
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      },
      { statementNameGenerator: preparedNames() },
    ),
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: 15_000 },
  });
  const ingest = new pg.Pool({
    connectionString: urls.ingestUrl,
    max: INGEST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "jetdesk ingest",
    query_timeout: INGEST_TIMEOUT_MS, // here, since a database that has gone silent ends nothing by itself
  });
  // An idle connection that PostgreSQL ends is replaced at the next use; unheard, its error would end the process.
  ingest.on("error", () => undefined);
  ingest.on("connect", (client) => client.on("error", () => undefined)); // and so would that of a busy one
  return {
    prisma,
    ingest,
    listenUrl: urls.listenUrl,
    close: async () => {
      await Promise.all([prisma.$disconnect(), ingest.end()]);
    },
  };
}

/** Either the whole client or one transaction of it. */
export type Sql = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;
