import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Place } from "./place";

/** Signs in as a person does, and answers with the cookies of the session. */
export async function signIn({ url, person }: Pick<Place, "url" | "person">): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const asked = await fetch(`${url}/api/auth/csrf`);
  keep(asked);
  const { csrfToken } = (await asked.json()) as { csrfToken: string }; // next-auth's own answer
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies(), origin: url },
    body: new URLSearchParams({ csrfToken, email: person.email, password: person.password, json: "true" }),
  });
  keep(answer);
  if (![...jar.keys()].some((name) => name.endsWith("jetdesk-session")))
    throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
  return cookies();
}

const CHUNK = /static\/chunks\/[^"'\\\s?]+?\.js/g;
const sizes = new Map<string, number>();

/** In bytes, compressed as a server in front of the desk would. */
function gzipSize(path: string): number {
  const known = sizes.get(path);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(join(".next", path))).byteLength;
  sizes.set(path, size);
  return size;
}

const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + gzipSize(path), 0);

type Manifest = { readonly rootMainFiles: readonly string[]; readonly polyfillFiles: readonly string[] };
const manifest = () => JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as Manifest; // Next's own file

/** What every page of this build loads, whatever is on it: React, the router and the runtime. */
export const bareFramework = (): number => sum(manifest().rootMainFiles);

/** All scripts that a page names for its first load: its script tags and the parts of its screen that run in the browser. */
export async function firstLoad(address: string, cookie: string): Promise<number> {
  const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${address} was answered ${answer.status}`);
  const old = new Set(manifest().polyfillFiles); // only for browsers without modules
  return sum(new Set([...html.matchAll(CHUNK)].map(([path]) => path).filter((path) => !old.has(path))));
}

const IDS = `
  SELECT (SELECT id FROM payout ORDER BY made_at DESC LIMIT 1) AS "payoutId",
    (SELECT id FROM collection ORDER BY asked_at DESC LIMIT 1) AS "collectionId",
    (SELECT id FROM contact ORDER BY created_at DESC LIMIT 1) AS "contactId",
    (SELECT id FROM failure ORDER BY at DESC LIMIT 1) AS "failureId",
    (SELECT id FROM event ORDER BY id DESC LIMIT 1) AS "eventId",
    (SELECT id FROM webhook_delivery ORDER BY id DESC LIMIT 1) AS "deliveryId"`;

/** The paths of all pages for colleagues in this build, with something that exists in place of each `[id]`. */
export async function staffPages({ pool }: Place): Promise<string[]> {
  const { rows } = await pool.query<Record<string, string>>(IDS);
  const ids = rows[0] ?? {};
  const routes = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<
    string,
    string
  >; // Next's own file
  return Object.entries(routes)
    .filter(([file]) => file.startsWith("/(staff)/") && file.endsWith("/page"))
    .map(([, path]) => path.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "nothing"));
}
