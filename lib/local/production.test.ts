import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRig, type Rig } from "../check/rig";
import { refuseDeafIngest, refuseDemoPeople } from "./production";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig("production");
});
afterAll(() => rig.stop());

test("production does not start on a database with people of the demo; local mode does", async () => {
  const { database } = rig.desk.settings;
  await expect(refuseDemoPeople({ mode: "production", database })).resolves.toBeUndefined();
  await rig.prisma.staff.create({
    data: {
      id: randomUUID(),
      name: "Vera Lindqvist",
      email: "viewer@jetdesk.example",
      role: "viewer",
      passwordHash: "none",
      isDemo: true,
      disabledAt: new Date(), // whoever may, could enable them again
      createdAt: new Date(),
    },
  });
  await expect(refuseDemoPeople({ mode: "local", database })).resolves.toBeUndefined();
  for (const who of ["web", "worker"] as const)
    await expect(
      refuseDemoPeople({ mode: "production", database: { ...database, url: rig.as(who) } }),
    ).rejects.toThrow(/people of the demo.*viewer@jetdesk\.example.*database of its own/);
});

test("nor on one that is empty, or does not answer", async () => {
  const { database } = rig.desk.settings;
  const empty = new URL(rig.ownerUrl);
  empty.pathname = "/postgres";
  await expect(
    refuseDemoPeople({ mode: "production", database: { ...database, url: empty.href } }),
  ).rejects.toThrow("npm run migrate");
  await expect(
    refuseDemoPeople({
      mode: "production",
      database: { ...database, url: "postgresql://nobody@127.0.0.1:1/nothing" },
    }),
  ).rejects.toThrow("could not be asked");
});

test("nor where Jetpay's deliveries would all be turned away", async () => {
  const { database } = rig.desk.settings;
  const as = (ingestUrl: string) =>
    refuseDeafIngest({ mode: "production", database: { ...database, ingestUrl } });
  await expect(as(rig.as("ingest"))).resolves.toBeUndefined();
  await expect(as(rig.ownerUrl)).resolves.toBeUndefined();
  await expect(as(rig.as("web"))).rejects.toThrow("GRANT jetdesk_ingest TO jetdesk_test_web;");
});
