import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const BUILD = join(import.meta.dirname, "../../.next");

const Routes = z.record(z.string(), z.string());
const Actions = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() }),
  ),
});

/** A page or route: the file that Next built it of, and the address under which it answers. */
export type BuiltRoute = { readonly file: string; readonly address: string };
export type BuiltAction = { readonly id: string; readonly name: string; readonly pages: readonly string[] };

const parsed = <T>(schema: z.ZodType<T>, name: string): T =>
  schema.parse(JSON.parse(readFileSync(join(BUILD, name), "utf8")));

/** Everything that the build answers to, as Next itself has written it down. */
export function built() {
  const routes = Object.entries(parsed(Routes, "app-path-routes-manifest.json")).map(([file, address]) => ({
    file,
    address,
  }));
  const { node } = parsed(Actions, "server/server-reference-manifest.json");
  const actions = Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: filename.replace(/^app\//, "").replace(/actions\.tsx?$/, exportedName),
    pages: Object.keys(workers).map((page) => page.replace(/^app/, "")),
  }));
  return {
    pages: routes.filter(({ file }) => file.endsWith("/page")),
    handlers: routes.filter(({ file }) => file.endsWith("/route")),
    actions,
  };
}

/** The address with its places filled in: `/payouts/[payoutId]` with the id of a payout. */
export const filled = (address: string, samples: Readonly<Record<string, string>>): string =>
  address.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const sample = samples[name];
    if (sample === undefined)
      throw new Error(`Say in e2e/doors.spec.ts what [${name}] of ${address} may be.`);
    return sample;
  });

/** What a browser that stands on this page sends to have its innermost part alone, past every layout around it. */
export function treeOf({ file }: BuiltRoute, samples: Readonly<Record<string, string>>): string {
  const parts = file.split("/").slice(1, -1);
  const leaf: unknown = ["__PAGE__", {}, null, "refetch"];
  const tree = parts.reduceRight<unknown>((children, part) => {
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    return [name === undefined ? part : [name, samples[name] ?? "", "d", null], { children }];
  }, leaf);
  return encodeURIComponent(JSON.stringify(["", { children: tree }]));
}
