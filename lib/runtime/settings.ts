import { join } from "node:path";
import { z } from "zod";
import { ROLES, type Role } from "../domain/deeds";

/** Every problem found in the settings, one sentence each. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

export const MODES = ["local", "production"] as const;
export type Mode = (typeof MODES)[number];

/** Who needs a second factor where SECOND_FACTOR_ROLES does not say it: those who can let money leave. */
const SECOND_FACTOR_ROLES: Record<Mode, readonly Role[]> = {
  local: [],
  production: ["approver", "administrator"],
};

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Settings = {
  readonly mode: Mode;
  readonly database: {
    readonly url: string;
    readonly migrateUrl: string;
    readonly ingestUrl: string;
    readonly listenUrl: string;
  };
  readonly dataDir: string;
  readonly jetpay: {
    readonly apiUrl: string;
    readonly apiToken: string;
    readonly jwksUrl: string;
    /** Origins of Jetpay's own pages, which stand in a frame on ours. */
    readonly pageOrigins: readonly string[];
    readonly webhookApiKey: string | null;
    readonly webhookApiKeyHeader: string;
    /** Whether this desk alone creates transactions at this Jetpay account. */
    readonly soleCreator: boolean;
    /** What JETPAY_SETTINGS says against the table of what is unknown about Jetpay; lib/jetpay parses it. */
    readonly overrides: Readonly<Record<string, unknown>>;
  };
  /** Our public address, without a slash at its end. */
  readonly appUrl: string;
  readonly port: number;
  readonly appSecret: string;
  /** What APP_SECRET was before it was changed: what was sealed under it can still be opened. */
  readonly appSecretBefore: string | null;
  /** Who cannot work without a second factor. */
  readonly secondFactorRoles: readonly Role[];
  readonly fingerprintKey: { readonly version: number; readonly key: string };
  readonly logLevel: LogLevel;
  /** Where the end of the audit chain is kept from time to time, outside the database. Null: nowhere. */
  readonly auditAnchorFile: string | null;
};

/** What a process is started with, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const SHORTEST_SECRET = 32;
const SHORTEST_TOKEN = 16;
const FEWEST_DISTINCT = 10;
const KNOWN_WORDS = /change.?me|password|passw0rd|example|your.?(secret|key|token)|123456/i;
const COMMON_PASSWORDS = ["postgres", "password", "jetdesk", "admin", "secret", "changeme"];

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
const isLoopback = (url: URL) => LOOPBACK.includes(url.hostname);
const withoutSlash = (url: string) => url.replace(/\/+$/, "");

const required = (why: string) => z.string({ error: `is missing. ${why}` });

const databaseUrl = (text: string) => ["postgres:", "postgresql:"].includes(urlOf(text)?.protocol ?? "");
const NOT_A_DATABASE = "must be a PostgreSQL address such as postgresql://user:password@host:5432/jetdesk.";
const optionalDatabase = z.string().refine(databaseUrl, NOT_A_DATABASE).optional();

const httpUrl = (text: string) => ["http:", "https:"].includes(urlOf(text)?.protocol ?? "");
const safeUrl = (text: string) => {
  const url = urlOf(text);
  return url === null || url.protocol === "https:" || isLoopback(url);
};
const NOT_HTTP = "must be an address that starts with http:// or https://.";
const NOT_SAFE =
  "must start with https://: over plain http anybody between here and there can read and change it.";
const jetpayUrl = (address: z.ZodString) =>
  address.refine(httpUrl, { error: NOT_HTTP, abort: true }).refine(safeUrl, NOT_SAFE).transform(withoutSlash);

const isOrigin = (text: string) =>
  httpUrl(text) && safeUrl(text) && new URL(text).origin === text && !text.includes("[");
const origins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine(
    (list) => list.every(isOrigin),
    "must be origins such as https://pay.jetpay.example, with spaces between: no path, no slash at the end.",
  );

const overrides = z
  .string()
  .transform((text, issue) => {
    const read = readJson(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read))
      return Object.fromEntries(Object.entries(read));
    issue.addIssue({ code: "custom", message: 'must be a JSON object, such as {"payDebitMethod":"POST"}.' });
    return z.NEVER;
  })
  .default({});

const Shared = z.object({
  JETDESK_MODE: z.enum(MODES, { error: "must be local or production." }).default("local"),
  DATABASE_URL: required("It says which PostgreSQL holds the desk's data.").refine(
    databaseUrl,
    NOT_A_DATABASE,
  ),
  DATABASE_MIGRATE_URL: optionalDatabase,
  DATABASE_INGEST_URL: optionalDatabase,
  DATABASE_LISTEN_URL: optionalDatabase,
  DATA_DIR: z.string().default(".data"),
  JETPAY_API_URL: jetpayUrl(required("It says where Jetpay answers.")),
  JETPAY_API_TOKEN: required("It is the bearer token Jetpay gave you."),
  JETPAY_JWKS_URL: jetpayUrl(z.string()).optional(),
  JETPAY_PAGE_ORIGINS: origins.optional(),
  JETPAY_WEBHOOK_API_KEY: z.string().optional(),
  JETPAY_WEBHOOK_API_KEY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, "must be the name of a header: letters, digits and hyphens.")
    .default("x-api-key"),
  JETPAY_SOLE_CREATOR: z.enum(["true", "false"], { error: "must be true or false." }).default("false"),
  JETPAY_SETTINGS: overrides,
  APP_URL: required("It is the address under which colleagues and Jetpay reach this desk.")
    .refine(httpUrl, NOT_HTTP)
    .transform(withoutSlash),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a number from 1 to 65535.")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, "must be a number from 1 to 65535.")
    .default(3000),
  APP_SECRET: required("It signs sessions. Make one with: openssl rand -base64 48"),
  APP_SECRET_BEFORE: z.string().optional(),
  SECOND_FACTOR_ROLES: z
    .string()
    .transform((text) => text.split(",").map((role) => role.trim().toLowerCase()))
    .pipe(
      z.union([z.tuple([z.literal("none")]).transform(() => []), z.array(z.enum(ROLES))], {
        error: `must be none, or some of ${ROLES.join(", ")}, with commas between them.`,
      }),
    )
    .optional(),
  FINGERPRINT_KEY: required(
    "It keys the fingerprints of bank accounts. Make one with: openssl rand -base64 48",
  ).regex(/^(v[1-9]\d{0,3}:)?[^:]+$/, "must be a key, or a version and a key, such as v2:q8Zk…."),
  AUDIT_ANCHOR_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}.` }).default("info"),
});
type Shared = z.infer<typeof Shared>;

/** Rows of the table of unknowns that more than the client has to know. */
const SharedRows = z.object({
  webhookKeyHeader: z.string().optional(),
  paths: z.object({ keySet: z.string().default("/.well-known/jwks.json") }).prefault({}),
});

const checked = Shared.superRefine((read, issue) => {
  const problems = read.JETDESK_MODE === "production" ? weaknesses(read) : localProblems(read);
  for (const [name, message] of problems) issue.addIssue({ code: "custom", path: [name], message });
});

/**
 * Reads and checks everything the environment says. Empty counts as not set. Throws BadSetting with a sentence for each
 * problem.
 */
export function loadSettings(env: Environment): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { success, data, error } = checked.safeParse(given);
  if (!success)
    throw new BadSetting(error.issues.map((issue) => `${issue.path.join(".")} ${sentence(issue.message)}`));
  const rows = SharedRows.safeParse(data.JETPAY_SETTINGS).data ?? SharedRows.parse({}); // lib/jetpay refuses what is wrong
  return {
    mode: data.JETDESK_MODE,
    database: {
      url: data.DATABASE_URL,
      migrateUrl: data.DATABASE_MIGRATE_URL ?? data.DATABASE_URL,
      ingestUrl: data.DATABASE_INGEST_URL ?? data.DATABASE_URL,
      listenUrl: data.DATABASE_LISTEN_URL ?? data.DATABASE_URL,
    },
    dataDir: data.DATA_DIR,
    jetpay: {
      apiUrl: data.JETPAY_API_URL,
      apiToken: data.JETPAY_API_TOKEN,
      jwksUrl: data.JETPAY_JWKS_URL ?? `${data.JETPAY_API_URL}${rows.paths.keySet}`,
      pageOrigins: data.JETPAY_PAGE_ORIGINS ?? pageOriginsOf(data.JETPAY_API_URL),
      webhookApiKey: data.JETPAY_WEBHOOK_API_KEY ?? null,
      webhookApiKeyHeader: (rows.webhookKeyHeader ?? data.JETPAY_WEBHOOK_API_KEY_HEADER).toLowerCase(),
      soleCreator: data.JETPAY_SOLE_CREATOR === "true",
      overrides: data.JETPAY_SETTINGS,
    },
    appUrl: data.APP_URL,
    port: data.PORT,
    appSecret: data.APP_SECRET,
    appSecretBefore: data.APP_SECRET_BEFORE ?? null,
    secondFactorRoles: data.SECOND_FACTOR_ROLES ?? SECOND_FACTOR_ROLES[data.JETDESK_MODE],
    fingerprintKey: fingerprintKey(data.FINGERPRINT_KEY),
    logLevel: data.LOG_LEVEL,
    auditAnchorFile: data.AUDIT_ANCHOR_FILE ?? localAnchorFile(data),
  };
}

const localAnchorFile = ({ JETDESK_MODE, DATA_DIR }: Shared): string | null =>
  JETDESK_MODE === "local" ? join(DATA_DIR, "audit-anchors.jsonl") : null;

function* localProblems(read: Shared): Generator<[keyof Shared, string]> {
  const app = urlOf(read.APP_URL);
  if (app && app.protocol === "http:" && !isLoopback(app))
    yield ["APP_URL", "must be on this machine in local mode, or start with https://."];
}

function* weaknesses(read: Shared): Generator<[keyof Shared, string]> {
  if (urlOf(read.APP_URL)?.protocol !== "https:")
    yield ["APP_URL", "must start with https:// in production: sessions must not travel in the clear."];
  for (const name of ["APP_SECRET", "FINGERPRINT_KEY"] as const) {
    const weakness = weaknessOf(read[name].replace(/^v\d+:/, ""), SHORTEST_SECRET);
    if (weakness) yield [name, `${weakness} Make one with: openssl rand -base64 48`];
  }
  const token = weaknessOf(read.JETPAY_API_TOKEN, SHORTEST_TOKEN);
  if (token) yield ["JETPAY_API_TOKEN", `${token} Use the token that Jetpay gave you.`];
  if (read.APP_SECRET === read.FINGERPRINT_KEY)
    yield ["FINGERPRINT_KEY", "must differ from APP_SECRET: one is rotated, the other is kept."];
  const key = read.JETPAY_WEBHOOK_API_KEY && weaknessOf(read.JETPAY_WEBHOOK_API_KEY, SHORTEST_TOKEN);
  if (key) yield ["JETPAY_WEBHOOK_API_KEY", `${key} Make one with: openssl rand -base64 24`];
  for (const name of DATABASES) {
    const { username = "", password = "" } = urlOf(read[name] ?? "") ?? {};
    if (isKnownPassword(decodeURIComponent(password), decodeURIComponent(username)))
      yield [name, "has a password that everybody knows. Give its user a random one."];
  }
}

const DATABASES = [
  "DATABASE_URL",
  "DATABASE_MIGRATE_URL",
  "DATABASE_INGEST_URL",
  "DATABASE_LISTEN_URL",
] as const satisfies readonly (keyof Shared)[];

/** None at all is sound: the server may know its users by a certificate or by who they are on the machine. */
const isKnownPassword = (password: string, username: string) =>
  password !== "" && (COMMON_PASSWORDS.includes(password.toLowerCase()) || password === username);

function weaknessOf(secret: string, shortest: number): string | null {
  if (secret.length < shortest)
    return `is too short: ${secret.length} characters where ${shortest} are needed.`;
  if (new Set(secret).size < FEWEST_DISTINCT) return "repeats too few characters to be random.";
  return KNOWN_WORDS.test(secret) ? "looks like a placeholder." : null;
}

/** Jetpay's pages are at https://jetpay.…, its interface at https://extapi.jetpay.…; the sandbox says 127.0.0.1 of itself. */
function pageOriginsOf(apiUrl: string): string[] {
  const { origin, hostname } = new URL(apiUrl);
  const others = isLoopback(new URL(apiUrl))
    ? ["localhost", "127.0.0.1"].map((name) => origin.replace(hostname, name)) // a policy cannot name [::1]
    : [origin.replace("://extapi.", "://")];
  return [...new Set([origin, ...others])].filter((one) => !one.includes("["));
}

function fingerprintKey(text: string): Settings["fingerprintKey"] {
  const [, version = "1", key = text] = /^v(\d+):(.+)$/.exec(text) ?? [];
  return { version: Number(version), key };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const sentence = (message: string) =>
  message.endsWith(".") || message.includes("openssl") ? message : `${message}.`;
