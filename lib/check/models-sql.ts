import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { textOf } from "./sources";

const ENTRY = "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * The SQL that schema.prisma stands for, as Prisma's own engine tells it: its WebAssembly, since the program would be a
 * download. The package's entry imports the .wasm as a module, which Node 20 cannot do, so it is put together here.
 */
export async function sqlOfModels(databaseUrl: string): Promise<string> {
  const engine = await import(ENTRY);
  const wasm = readFileSync(
    join(dirname(createRequire(import.meta.url).resolve(ENTRY)), "schema_engine_bg.wasm"),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new PrismaPg({ connectionString: databaseUrl, max: 1 }),
  );
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  const { stdout } = await schemaEngine.diff({
    from: { tag: "empty" },
    to: {
      tag: "schemaDatamodel",
      files: [{ path: "schema.prisma", content: textOf("prisma/schema.prisma") }],
    },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return String(stdout);
}
