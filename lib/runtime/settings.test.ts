import { describe, expect, test } from "vitest";
import { makeLog } from "./log";
import { BadSetting, loadSettings, type Environment } from "./settings";

const secret = (seed: string) => `${seed}kX9qLw2ZrT7vB4nM8pYc3HdJ6gFs1QaUe5iOo0`;
const local = (differences: Environment = {}): Environment => ({
  DATABASE_URL: "postgresql://jetdesk:q7@127.0.0.1:5433/jetdesk",
  JETPAY_API_URL: "http://localhost:3001/",
  JETPAY_API_TOKEN: "sandbox",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "short",
  FINGERPRINT_KEY: "short",
  ...differences,
});
const production = (differences: Environment = {}): Environment =>
  local({
    JETDESK_MODE: "production",
    JETPAY_API_URL: "https://jetpay.test",
    JETPAY_API_TOKEN: secret("t"),
    APP_URL: "https://desk.test",
    APP_SECRET: secret("a"),
    FINGERPRINT_KEY: `v3:${secret("f")}`,
    ...differences,
  });

function problems(env: Environment): readonly string[] {
  try {
    loadSettings(env);
    return [];
  } catch (error) {
    if (error instanceof BadSetting) return error.problems;
    throw error;
  }
}

describe("second factors", () => {
  const rolesOf = (env: Environment) => loadSettings(env).secondFactorRoles;
  test("are needed in production by those who can let money leave, and by whom the setting says", () => {
    expect(rolesOf(production())).toEqual(["approver", "administrator"]);
    expect(rolesOf(local())).toEqual([]);
    expect(rolesOf(local({ SECOND_FACTOR_ROLES: "Operator, auditor" }))).toEqual(["operator", "auditor"]);
    expect(rolesOf(production({ SECOND_FACTOR_ROLES: "none" }))).toEqual([]);
  });
  test.each(["boss", "approver,", "none,approver", "approver;administrator"])("refuses %j", (text) => {
    expect(problems(local({ SECOND_FACTOR_ROLES: text }))).toEqual([
      "SECOND_FACTOR_ROLES must be none, or some of viewer, support, operator, approver, administrator, auditor, with commas between them.",
    ]);
  });
});

describe("local mode", () => {
  test("derives what is not said", () => {
    const settings = loadSettings(local({ LOG_LEVEL: "" }));
    expect(settings).toMatchObject({
      mode: "local",
      port: 3000,
      logLevel: "info",
      dataDir: ".data",
      fingerprintKey: { version: 1, key: "short" },
    });
    expect(settings.database.ingestUrl).toBe(settings.database.url);
    expect(settings.jetpay).toMatchObject({
      apiUrl: "http://localhost:3001",
      jwksUrl: "http://localhost:3001/.well-known/jwks.json",
      webhookApiKey: null,
      soleCreator: false,
      overrides: {},
    });
  });

  test("keeps the anchors of the audit trail with the desk's own files, and in production only where it is told", () => {
    expect(loadSettings(local({ DATA_DIR: "/desk" })).auditAnchorFile).toBe("/desk/audit-anchors.jsonl");
    expect(loadSettings(production()).auditAnchorFile).toBeNull();
    const file = "/mnt/anchors.jsonl";
    expect(loadSettings(production({ AUDIT_ANCHOR_FILE: file })).auditAnchorFile).toBe(file);
  });

  test("names every missing setting at once", () => {
    expect(problems({}).map((problem) => problem.split(" ")[0])).toEqual([
      "DATABASE_URL",
      "JETPAY_API_URL",
      "JETPAY_API_TOKEN",
      "APP_URL",
      "APP_SECRET",
      "FINGERPRINT_KEY",
    ]);
  });

  test.each([
    [{ JETDESK_MODE: "prod" }, "JETDESK_MODE must be local or production."],
    [{ PORT: "99999" }, "PORT must be a number from 1 to 65535."],
    [{ PORT: "http" }, "PORT must be a number from 1 to 65535."],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent."],
    [{ JETPAY_SOLE_CREATOR: "yes" }, "JETPAY_SOLE_CREATOR must be true or false."],
    [
      { APP_URL: "http://desk.example" },
      "APP_URL must be on this machine in local mode, or start with https://.",
    ],
    [
      { JETPAY_API_URL: "http://jetpay.example" },
      "JETPAY_API_URL must start with https://: over plain http anybody between here and there can read and change it.",
    ],
    [
      { DATABASE_URL: "mysql://x" },
      "DATABASE_URL must be a PostgreSQL address such as postgresql://user:password@host:5432/jetdesk.",
    ],
    [{ JETPAY_SETTINGS: "[1]" }, 'JETPAY_SETTINGS must be a JSON object, such as {"payDebitMethod":"POST"}.'],
  ])("%j is refused with a sentence", (differences, problem) => {
    expect(problems(local(differences))).toEqual([problem]);
  });
});

describe("the pages of Jetpay's that may stand in a frame", () => {
  const originsOf = (env: Environment) => loadSettings(production(env)).jetpay.pageOrigins;

  test("are where Jetpay's interface is, and where it has its own pages", () => {
    expect(originsOf({ JETPAY_API_URL: "https://extapi.jetpay.test/" })).toEqual([
      "https://extapi.jetpay.test",
      "https://jetpay.test",
    ]);
    const sandbox = ["http://localhost:3001", "http://127.0.0.1:3001"];
    expect(loadSettings(local({ JETPAY_API_URL: "http://[::1]:3001" })).jetpay.pageOrigins).toEqual(sandbox);
    expect(loadSettings(local()).jetpay.pageOrigins).toEqual(sandbox);
  });

  test("may be said", () => {
    expect(originsOf({ JETPAY_PAGE_ORIGINS: " https://a.test,https://b.test:8443 " })).toEqual([
      "https://a.test",
      "https://b.test:8443",
    ]);
  });
});

describe("production", () => {
  test("takes strong values, and a versioned fingerprint key", () => {
    expect(loadSettings(production()).fingerprintKey).toEqual({ version: 3, key: secret("f") });
  });

  test.each([
    [{ APP_URL: "http://desk.test" }, "APP_URL must start with https://"],
    [{ APP_SECRET: "tooshort" }, "APP_SECRET is too short: 8 characters where 32 are needed."],
    [{ APP_SECRET: "ab".repeat(30) }, "APP_SECRET repeats too few characters"],
    [{ APP_SECRET: `changeme${secret("x")}` }, "APP_SECRET looks like a placeholder."],
    [{ FINGERPRINT_KEY: secret("a") }, "FINGERPRINT_KEY must differ from APP_SECRET"],
    [{ JETPAY_API_TOKEN: "x" }, "JETPAY_API_TOKEN is too short"],
    [{ DATABASE_URL: "postgres://u:postgres@db/x" }, "DATABASE_URL has a password that everybody knows."],
    [{ DATABASE_INGEST_URL: "postgres://desk_in:desk_in@db/x" }, "DATABASE_INGEST_URL has a password"],
    [{ DATABASE_MIGRATE_URL: "postgres://u:Secret@db/x" }, "DATABASE_MIGRATE_URL has a password"],
    [{ JETPAY_WEBHOOK_API_KEY: "k1" }, "JETPAY_WEBHOOK_API_KEY is too short"],
    [{ APP_SECRET: "" }, "APP_SECRET is missing."],
    [{ FINGERPRINT_KEY: "" }, "FINGERPRINT_KEY is missing."],
    [{ JETPAY_API_TOKEN: "" }, "JETPAY_API_TOKEN is missing."],
    [{ JETPAY_API_URL: "http://jetpay.test" }, "JETPAY_API_URL must start with https://"],
    [{ JETPAY_PAGE_ORIGINS: "https://jetpay.test/pay" }, "JETPAY_PAGE_ORIGINS must be origins"],
    [{ JETPAY_PAGE_ORIGINS: "*" }, "JETPAY_PAGE_ORIGINS must be origins"],
    [{ JETPAY_PAGE_ORIGINS: "https://jetpay.test; script-src *" }, "JETPAY_PAGE_ORIGINS must be origins"],
  ])("%j is refused with a sentence", (differences, problem) => {
    const found = problems(production(differences));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });
});

test("the log never holds what must not be kept", () => {
  const lines: string[] = [];
  const log = makeLog("test", "info", { write: (line) => void lines.push(line) });
  log.info(
    { token: "hidden", req: { headers: { authorization: "hidden", "set-cookie": "hidden" } } },
    "said",
  );
  log.info({ a: { b: { c: { account_number: "hidden", kept: 1 } } } });
  expect(lines.join("")).not.toContain("hidden");
  expect(lines.join("")).toContain('"kept":1');
});
