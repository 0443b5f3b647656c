import { randomUUID } from "node:crypto";
import { ACTIONS, PAGES, ROUTES, type Need } from "../lib/check/doors";
import { may, ROLES, type Role } from "../lib/domain/deeds";
import type { Desk } from "../lib/runtime/desk";
import { built, filled, treeOf, type BuiltAction } from "./support/built";
import { expect, test } from "./support/test";

const { pages, handlers, actions } = built();

test("every page, route and action of the build has its line in the table, and no line is left over", () => {
  const addresses = (routes: typeof pages) => routes.map(({ address }) => address).toSorted();
  expect(addresses(pages)).toEqual(Object.keys(PAGES).toSorted());
  expect(addresses(handlers)).toEqual(Object.keys(ROUTES).toSorted());
  expect(actions.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
});

const needOf = (table: Readonly<Record<string, Need>>, name: string): Need => {
  const need = table[name];
  if (need === undefined) throw new Error(`${name} is not in lib/check/doors.ts.`);
  return need;
};
const mayPass = (role: Role, need: Need) =>
  need === "anybody" || need === "staff" || (need !== "jetpay" && may(role, need));

type Sent = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

const base = () => process.env["DESK_URL"] ?? "";

/** One request past the browser. A stream that stays open is read no further than its beginning. */
async function ask(path: string, headers: Sent = {}, init: RequestInit = {}): Promise<Answer> {
  const stop = new AbortController();
  const answer = await fetch(`${base()}${path}`, {
    redirect: "manual",
    signal: stop.signal,
    ...init,
    headers,
  });
  const isEndless = answer.headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = isEndless ? "" : await answer.text();
  stop.abort();
  // Next sends a browser that asks for a part once more to the same page, under a number made of what it asks.
  const to = new URL(answer.headers.get("location") ?? "", base());
  if (answer.status === 307 && to.searchParams.has("_rsc") && to.pathname === new URL(path, base()).pathname)
    return ask(`${to.pathname}${to.search}`, headers, init);
  return { status: answer.status, headers: answer.headers, text };
}

/** What stands in place of a page that this colleague may not see. */
const saysNo = ({ text }: Answer) => text.includes(" can. Ask one of them, or ask an administrator");

/** An id for each place in an address, and words that only a colleague may read. */
async function furnished({ connections: { prisma } }: Desk) {
  const [contact, collection, payout, event, delivery, entry, failed] = await Promise.all([
    prisma.contact.findFirstOrThrow({ where: { isVendor: true, state: "active" } }),
    prisma.collection.findFirstOrThrow({ include: { contact: true } }),
    prisma.payout.findFirstOrThrow({ include: { contact: true } }),
    prisma.event.findFirstOrThrow(),
    prisma.webhookDelivery.findFirstOrThrow(),
    prisma.auditEntry.findFirstOrThrow(),
    prisma.$queryRaw<{ id: string }[]>`SELECT id FROM failure LIMIT 1`,
  ]);
  const samples = {
    contactId: contact.id,
    collectionId: collection.id,
    payoutId: payout.id,
    eventId: String(event.id),
    deliveryId: String(delivery.id),
    entryId: String(entry.id),
    failureId: failed[0]?.id ?? "",
    nextauth: "session",
  };
  const names = await prisma.contact.findMany({ select: { name: true, email: true } });
  const references = await prisma.payout.findMany({ select: { reference: true } });
  const secrets = [
    ...names.flatMap(({ name, email }) => [name, email]),
    ...references.map(({ reference }) => reference),
    "Omar Haddad",
  ];
  return { samples, secrets: [...new Set(secrets)] };
}

let samples: Readonly<Record<string, string>> = {};
let secrets: readonly string[] = [];
const cookies = new Map<Role, string>();
test.beforeAll(async ({ desk }) => {
  ({ samples, secrets } = await furnished(desk));
});

/** Of a colleague of this role, signed in once for all that is tried here. */
async function cookieOf(
  role: Role,
  openAs: (role: Role) => Promise<{ context(): { cookies(): Promise<{ name: string; value: string }[]> } }>,
): Promise<Sent> {
  if (!cookies.has(role)) {
    const kept = await (await openAs(role)).context().cookies();
    cookies.set(role, kept.map(({ name, value }) => `${name}=${value}`).join("; "));
  }
  return { cookie: cookies.get(role) ?? "" };
}

const leaked = ({ text, headers }: Answer) =>
  secrets.filter((secret) => text.includes(secret) || (headers.get("location") ?? "").includes(secret));

/** Ways in which a page has been had past what stands before it, in one framework or another. */
const WAYS: Readonly<Record<string, (tree: string) => Sent>> = {
  plainly: () => ({}),
  "as a part": () => ({ rsc: "1" }),
  "as its innermost part": (tree) => ({ rsc: "1", "next-router-state-tree": tree }),
  "ahead of time": (tree) => ({ rsc: "1", "next-router-prefetch": "1", "next-router-state-tree": tree }),
  "by its segments": () => ({
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  }),
  "past the proxy": () => ({
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy:middleware:src/middleware",
    "x-middleware-next": "1",
    "x-middleware-rewrite": "/",
    "x-invoke-path": "/",
  }),
  "with a cookie of one's own": () => ({
    cookie: `jetdesk-session=${randomUUID()}; __Host-jetdesk-session=x`,
  }),
};

test("what is looked for in the answers to strangers is there for a colleague", async ({ openAs }) => {
  const cookie = await cookieOf("viewer", openAs);
  const page = pages.find(({ address }) => address === "/payouts/[payoutId]");
  if (page === undefined) throw new Error("there is no page of a payout");
  for (const way of ["plainly", "as a part", "as its innermost part"]) {
    const headers = { ...WAYS[way]?.(treeOf(page, samples)), ...cookie };
    expect([way, leaked(await ask(filled(page.address, samples), headers)).length > 0]).toEqual([way, true]);
  }
  expect(leaked(await ask("/api/contacts", cookie)).length).toBeGreaterThan(5);
});

test("nobody has a page without a session, however it is asked for", async () => {
  for (const page of pages.filter(({ address }) => PAGES[address] !== "anybody")) {
    const path = filled(page.address, samples);
    for (const [way, headers] of Object.entries(WAYS)) {
      const answer = await ask(path, headers(treeOf(page, samples)));
      expect([path, way, leaked(answer)]).toEqual([path, way, []]);
      expect([path, way, answer.status < 500]).toEqual([path, way, true]);
      const to = new URL(answer.headers.get("location") ?? "/", base());
      const isSentAway = to.pathname.startsWith("/sign-in");
      if (["plainly", "past the proxy", "with a cookie of one's own"].includes(way))
        expect([path, way, answer.status, isSentAway]).toEqual([path, way, 307, true]);
    }
    for (const ending of [".rsc", ".txt", "/index.rsc", "?_rsc=1", "?__nextDataReq=1"])
      expect([path, ending, leaked(await ask(`${path}${ending}`, { rsc: "1" }))]).toEqual([path, ending, []]);
  }
});

test("nobody has a row without a session, and a route answers to no other method", async () => {
  for (const { address } of handlers) {
    const path = filled(address, samples);
    const need = needOf(ROUTES, address);
    for (const way of Object.values(WAYS)) {
      const answer = await ask(path, way(""));
      expect([path, leaked(answer)]).toEqual([path, []]);
      if (need !== "anybody") expect([path, answer.status]).toEqual([path, need === "jetpay" ? 405 : 401]);
    }
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const { status } = await ask(path, { "content-type": "application/json" }, { method, body: "{}" });
      expect([path, method, status >= 400 && status < 500]).toEqual([path, method, true]);
    }
  }
});

for (const role of ROLES) {
  test(`as ${role}: a page or route opens where the table says so, and nothing is kept by a cache`, async ({
    openAs,
  }) => {
    const cookie = await cookieOf(role, openAs);
    for (const { address } of pages.filter((page) => PAGES[page.address] !== "anybody")) {
      const answer = await ask(filled(address, samples), cookie);
      const wanted = mayPass(role, needOf(PAGES, address));
      expect([address, answer.status, !saysNo(answer)]).toEqual([address, 200, wanted]);
      expect([address, answer.headers.get("cache-control")]).toEqual([
        address,
        expect.stringMatching(/^private,.*no-store/),
      ]);
    }
    for (const { address } of handlers.filter(
      (route) => !["anybody", "jetpay"].includes(ROUTES[route.address] ?? ""),
    )) {
      const answer = await ask(filled(address, samples), cookie);
      const wanted = mayPass(role, needOf(ROUTES, address)) ? 200 : 403;
      expect([address, answer.status]).toEqual([address, wanted]);
      expect([address, answer.headers.get("cache-control")]).toEqual([
        address,
        expect.stringMatching(/^private, no-store/),
      ]);
      if (wanted === 403) expect([address, leaked(answer)]).toEqual([address, []]);
    }
  });
}

/** Nothing that an action takes; so that one that may be done is not. */
const NONSENSE = '["nonsense"]';

/** What an action said: its refusal's code, "done", or nothing that can be read. */
async function call({ id, pages: of }: BuiltAction, headers: Sent): Promise<{ said: string } & Answer> {
  const page = pages.find(({ file }) => file === of[0]);
  if (page === undefined) throw new Error(`no page calls the action ${id}`);
  const answer = await ask(
    filled(page.address, samples),
    { "next-action": id, accept: "text/x-component", "content-type": "text/plain;charset=UTF-8", ...headers },
    { method: "POST", body: NONSENSE },
  );
  const [, ok, code] = /\{"ok":(true|false)(?:,"code":"(\w+)")?/.exec(answer.text) ?? [];
  return { ...answer, said: ok === undefined ? "" : ok === "true" ? "done" : (code ?? "") };
}

test("no action is done without a session, from another site, or from nowhere", async ({ openAs }) => {
  const own = { origin: new URL(base()).origin };
  const administrator = await cookieOf("administrator", openAs);
  for (const action of actions) {
    const { name } = action;
    const isOpen = needOf(ACTIONS, name) === "anybody";
    for (const more of [{}, WAYS["past the proxy"]?.("")]) {
      const stranger = await call(action, { ...own, ...more });
      expect([name, isOpen ? "" : stranger.said, leaked(stranger)]).toEqual([
        name,
        isOpen ? "" : "signed_out",
        [],
      ]);
    }
    const nowhere = await call(action, administrator);
    expect([name, nowhere.said]).toEqual([name, "wrong_origin"]);
    for (const origin of ["https://evil.test", "null", `${own.origin}.evil.test`]) {
      const { said, status } = await call(action, { ...administrator, origin });
      expect([name, origin, said === "wrong_origin" || (said === "" && status >= 400)]).toEqual([
        name,
        origin,
        true,
      ]);
    }
  }
});

const SHUT = ["no_permission", "signed_out", "wrong_origin"];

for (const role of ROLES) {
  test(`as ${role}: an action is let in where the table says so`, async ({ openAs }) => {
    const headers = { ...(await cookieOf(role, openAs)), origin: new URL(base()).origin };
    for (const action of actions) {
      const { said } = await call(action, headers);
      const isIn = mayPass(role, needOf(ACTIONS, action.name));
      expect([action.name, SHUT.includes(said) ? said : "let in"]).toEqual([
        action.name,
        isIn ? "let in" : "no_permission",
      ]);
      expect([action.name, ["", "done"].includes(said)]).toEqual([action.name, false]);
    }
  });
}
