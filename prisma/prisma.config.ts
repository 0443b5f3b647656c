import { defineConfig } from "prisma/config";

// Prisma's command line fetches a native engine for every command, `generate` included, unless it is told of one.
// Nothing here needs it: migrations are applied by lib/db/migrate.ts.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({ schema: "schema.prisma", migrations: { path: "migrations" } });
