import { randomUUID } from "node:crypto";
import type { StaffCtx } from "../commands/context";
import { invitePerson, InvitePerson, join } from "../commands/staff";
import type { Role } from "../domain/deeds";
import { openDesk } from "../runtime/desk";
import { loadSettings } from "../runtime/settings";
import { migrate } from "../db/migrate";
import { freshDatabase } from "./rig";

export type PeopleRig = Awaited<ReturnType<typeof startPeople>>;

/** A desk with people only: no Jetpay behind it. Its clock can be turned. */
export async function startPeople() {
  const base = await freshDatabase("people");
  await migrate(base.url);
  let ahead = 0;
  const desk = openDesk(
    loadSettings({
      JETDESK_MODE: "local",
      DATABASE_URL: base.url,
      JETPAY_API_URL: "http://127.0.0.1:1",
      JETPAY_API_TOKEN: "no-jetpay-is-asked-here",
      APP_URL: "http://localhost:3000",
      APP_SECRET: "rig secret that nobody else has, long enough",
      FINGERPRINT_KEY: "rig fingerprint key, which is also long enough",
      LOG_LEVEL: "silent",
    }),
    { now: () => new Date(Date.now() + ahead) },
  );
  const { prisma } = desk.connections;
  const ctxOf = (id: string, role: Role, name: string): StaffCtx =>
    desk.contextFor({ kind: "staff", id, name, role }, null);
  const person = async (role: Role, name: string = role): Promise<StaffCtx> => {
    const id = randomUUID();
    const email = `${id}@example.ca`;
    await prisma.staff.create({
      data: { id, name, email, role, passwordHash: "none", createdAt: new Date() },
    });
    return ctxOf(id, role, name);
  };
  return {
    desk,
    prisma,
    person,
    setup: desk.contextFor({ kind: "setup" }, null),
    rowOf: (who: StaffCtx) => prisma.staff.findUniqueOrThrow({ where: { id: who.actor.id } }),
    /** What the form on the staff page would send about this person as they are now. */
    seen: async (who: StaffCtx) => {
      const { id: staffId, version } = await prisma.staff.findUniqueOrThrow({ where: { id: who.actor.id } });
      return { staffId, version };
    },
    session: async (who: StaffCtx): Promise<string> => {
      const id = randomUUID();
      const now = desk.contextFor({ kind: "clock" }, null).now();
      await prisma.staffSession.create({
        data: {
          id,
          staffId: who.actor.id,
          createdAt: now,
          seenAt: now,
          expiresAt: new Date(now.getTime() + 3_600_000),
          address: "127.0.0.1",
          device: "test",
        },
      });
      return id;
    },
    invite: (by: StaffCtx, role: string, email = `${randomUUID()}@example.ca`) =>
      invitePerson(by, InvitePerson.parse({ email, name: "Nadia Haddad", role })),
    join: (token: string, password = "otter lantern quiet seventeen") =>
      join(ctxOf(randomUUID(), "viewer", "somebody"), { token, password }, async (text) => `hash of ${text}`),
    waiting: async () => (await desk.read.staffChanges()).at(-1)?.id ?? "",
    wait: (seconds: number) => {
      ahead += seconds * 1_000;
    },
    stop: async () => {
      await desk.close();
      await base.drop();
    },
  };
}
