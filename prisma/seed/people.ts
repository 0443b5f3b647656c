import { randomBytes, randomUUID } from "node:crypto";
import { ROLES, ROLE_WORDS, type Role } from "../../lib/domain/deeds";
import { hashPassword } from "../../lib/runtime/passwords";
import type { Connections } from "../../lib/db";

export type SignIn = { role: string; name: string; email: string; password: string };

const NAMES: Record<Role, string> = {
  viewer: "Vera Lindqvist",
  support: "Sam Bouchard",
  operator: "Amélie Roy",
  approver: "Daniel Lavoie",
  administrator: "Mei Chen",
  auditor: "Omar Haddad",
};

/** One person for each role, with a password of their own that nobody has had before. */
export async function addDemoPeople(
  prisma: Connections["prisma"],
): Promise<{ signIns: SignIn[]; ids: Record<Role, string> }> {
  const signIns: SignIn[] = [];
  const ids: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const password = `${role}-${randomBytes(6).toString("hex")}`;
    const email = `${role}@jetdesk.example`;
    const id = randomUUID();
    ids[role] = id;
    const passwordHash = await hashPassword(password);
    await prisma.staff.create({
      data: { id, email, name: NAMES[role], role, passwordHash, isDemo: true, createdAt: new Date() },
    });
    signIns.push({ role: ROLE_WORDS[role], name: NAMES[role], email, password });
  }
  return { signIns, ids: ids as Record<Role, string> };
}
