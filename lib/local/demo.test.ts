import { afterAll, beforeAll, expect, test } from "vitest";
import { startRig, type Rig } from "../check/rig";
import { obstacleToDemo } from "./demo";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig("demo");
});
afterAll(() => rig.stop());

const OWN = { JETDESK_OWN_DEMO: "1" };
const none = { staff: { count: async () => 0 }, contact: { count: async () => 0 } } as never;
const but = (changes: object) => ({ ...rig.desk.settings, ...changes });

test("the demo may be made where this start made both the database and the sandbox, and they are empty", async () => {
  expect(await obstacleToDemo(OWN, rig.desk.settings, none)).toBeNull();
});

test("it refuses when this start did not make both", async () => {
  expect(await obstacleToDemo({}, rig.desk.settings, none)).toContain("both the database and the sandbox");
});

test("it refuses in production", async () => {
  expect(await obstacleToDemo(OWN, but({ mode: "production" }), none)).toContain("production");
});

test("it refuses a database or a Jetpay that is not on this machine", async () => {
  const { database, jetpay } = rig.desk.settings;
  const far = but({ database: { ...database, url: "postgresql://u:p@db.example.com/desk" } });
  expect(await obstacleToDemo(OWN, far, none)).toContain("database on this machine");
  const real = but({ jetpay: { ...jetpay, apiUrl: "https://jetpay.example.com" } });
  expect(await obstacleToDemo(OWN, real, none)).toContain("sandbox on this machine");
});

test("it refuses a Jetpay on this machine that is not the sandbox", async () => {
  const other = but({ jetpay: { ...rig.desk.settings.jetpay, apiUrl: "http://127.0.0.1:9" } });
  expect(await obstacleToDemo(OWN, other, none)).toContain("is not the sandbox");
});

test("it refuses a database that has people in it", async () => {
  expect(await obstacleToDemo(OWN, rig.desk.settings, rig.prisma)).toContain(
    "people or contacts in it already",
  );
});
