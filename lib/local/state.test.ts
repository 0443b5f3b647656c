import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { troubleIn } from "./child";
import { planDesk, webPort } from "./plan";
import { freePort } from "./ports";
import { beganAt, isRunning, self } from "./processes";
import { announce, localSecrets, makeDataDir, recall, remember, runningDesk, takeLock } from "./state";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "jetdesk state "));
  makeDataDir(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const NOBODY = { pid: 999_999_999, began: "long ago", url: "http://localhost:1" };

describe("the lock on a data folder", () => {
  test("tells a second start who has it", () => {
    const release = takeLock(dataDir, "http://localhost:3000");
    expect(() => takeLock(dataDir, "http://localhost:3100")).toThrow(
      `A desk already runs on ${dataDir}: http://localhost:3000, process ${process.pid}.`,
    );
    release();
    takeLock(dataDir, "http://localhost:3100")();
  });

  test("is taken over from a process that is gone", () => {
    writeFileSync(join(dataDir, "desk.lock"), JSON.stringify(NOBODY));
    expect(() => takeLock(dataDir, "http://localhost:3000")).not.toThrow();
  });

  test("is taken over when its process number now belongs to somebody else", () => {
    writeFileSync(join(dataDir, "desk.lock"), JSON.stringify({ ...NOBODY, pid: process.pid }));
    expect(() => takeLock(dataDir, "http://localhost:3000")).not.toThrow();
  });
});

test("secrets are made once, for our own eyes", () => {
  const made = localSecrets(dataDir);
  expect(localSecrets(dataDir)).toEqual(made);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(made)).size).toBe(7);
});

test("a folder of the first version keeps its secrets and gets those it lacks", () => {
  const { webPassword, workerPassword, ingestPassword, ...first } = localSecrets(dataDir);
  writeFileSync(join(dataDir, "secrets.json"), JSON.stringify(first));
  const whole = localSecrets(dataDir);
  expect(whole).toMatchObject(first);
  for (const made of [whole.webPassword, whole.workerPassword, whole.ingestPassword]) {
    expect(made).toHaveLength(20);
    expect([webPassword, workerPassword, ingestPassword]).not.toContain(made);
  }
  expect(localSecrets(dataDir)).toEqual(whole);
});

test("a damaged file is named, not guessed around", () => {
  writeFileSync(join(dataDir, "secrets.json"), "{");
  expect(() => localSecrets(dataDir)).toThrow("secrets.json is damaged");
});

test("what is remembered is added to, not replaced", () => {
  remember(dataDir, { postgresPort: 5433 });
  remember(dataDir, { seeding: "done" });
  expect(recall(dataDir)).toEqual({ postgresPort: 5433, webhook: null, seeding: "done" });
});

test("the settings of a running desk can be had only while it runs", () => {
  announce(dataDir, { APP_URL: "http://localhost:3000" });
  expect(runningDesk(dataDir)).toBeNull();
  const release = takeLock(dataDir, "http://localhost:3000");
  expect(runningDesk(dataDir)).toEqual({ APP_URL: "http://localhost:3000" });
  release();
  expect(runningDesk(dataDir)).toBeNull();
});

test("a process is known by its number and when it began", () => {
  expect(isRunning(self())).toBe(true);
  expect(isRunning({ ...self(), began: "another time" })).toBe(false);
  expect(beganAt(NOBODY.pid)).toBeNull();
});

describe("ports", () => {
  test("one in use is refused with what to do, or passed over", async () => {
    const server = createServer();
    const port = await freePort(null);
    await new Promise<void>((done) => void server.listen(port, "127.0.0.1", done));
    try {
      const refusal = new RegExp(`^Port ${port} is in use.*Start with another: PORT=3100 npm start$`);
      await expect(webPort({ PORT: String(port) })).rejects.toThrow(refusal);
      expect(await freePort(port)).not.toBe(port);
    } finally {
      server.close();
    }
  });

  test.each(["70000", "3000x", "-1"])("PORT=%s is no port", async (text) => {
    await expect(webPort({ PORT: text })).rejects.toThrow("PORT must be a number from 1 to 65535");
  });
});

describe("a plan", () => {
  test("with nothing set makes everything its own", async () => {
    const plan = await planDesk(
      { DATABASE_MIGRATE_URL: "postgresql://elsewhere/x" },
      dataDir,
      await freePort(null),
    );
    expect(plan.ownDatabasePort).not.toBeNull();
    expect(plan.ownSandboxPort).not.toBeNull();
    const userOf = (url: string | undefined) => url && new URL(url).username;
    const { url: web, ingestUrl, listenUrl, migrateUrl } = plan.settings.database;
    expect([web, ingestUrl, listenUrl, migrateUrl].map(userOf)).toEqual([
      "desk_web",
      "desk_ingest",
      "desk_web",
      "jetdesk",
    ]);
    expect(userOf(plan.workerEnv["DATABASE_URL"])).toBe("desk_worker");
    expect(plan.env).toMatchObject({ APP_URL: plan.url, NEXTAUTH_URL: plan.url, JETDESK_MODE: "local" });
    expect(plan.env["NEXTAUTH_SECRET"]).toBe(plan.env["APP_SECRET"]);
  });

  test("leaves a database and a Jetpay that are named alone", async () => {
    const given = {
      DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x",
      JETPAY_API_URL: "https://jetpay.test",
      JETPAY_API_TOKEN: "t",
    };
    const plan = await planDesk(given, dataDir, await freePort(null));
    expect([plan.ownDatabasePort, plan.ownSandboxPort]).toEqual([null, null]);
    expect(plan.env).toMatchObject(given);
  });

  test("refuses a bad setting with its sentence", async () => {
    await expect(planDesk({ LOG_LEVEL: "loud" }, dataDir, 3000)).rejects.toThrow("LOG_LEVEL must be one of");
  });
});

test("only a log's errors are trouble", () => {
  expect(troubleIn('{"level":50,"msg":"lost"}')).toBe("lost");
  expect(troubleIn('{"level":30,"msg":"fine"}')).toBeNull();
  expect(troubleIn("plain words")).toBeNull();
});
