import type { Role } from "../../domain/deeds";
import type { PrismaClient } from "../generated/client";
import type { StaffRow } from "../rows";
import { isUuid } from "./shape";

/** Rows for signing in, which never leave the server: their moments stay dates. */
export type StaffKey = {
  id: string;
  email: string;
  name: string;
  role: Role;
  isDemo: boolean;
  passwordHash: string;
  disabledAt: Date | null;
};
export type StaffSessionRow = {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  address: string;
  device: string;
  provedAt: Date | null;
  staff: Omit<StaffKey, "passwordHash"> & { hasFactor: boolean };
};

/** PostgreSQL checks that the column holds one of the six. */
const roleOf = (role: string) => role as Role;
const KNOWN = { id: true, email: true, name: true, role: true, isDemo: true, disabledAt: true } as const;

const CONFIRMED = { confirmedAt: { not: null } };

export const staff = (prisma: PrismaClient) => ({
  staffByEmail: async (email: string): Promise<StaffKey | null> => {
    const typed = email.trim().toLowerCase();
    if (typed.includes("\0") || !typed.isWellFormed()) return null;
    const row = await prisma.staff.findUnique({
      where: { email: typed },
      select: { ...KNOWN, passwordHash: true },
    });
    return row && { ...row, role: roleOf(row.role) };
  },

  /** The session as it stands, ended or not: whether it still holds is the caller's to say. */
  staffSession: async (id: string): Promise<StaffSessionRow | null> => {
    if (!isUuid(id)) return null;
    const row = await prisma.staffSession.findUnique({
      where: { id },
      omit: { staffId: true, approvedCents: true },
      include: { staff: { select: { ...KNOWN, _count: { select: { factors: { where: CONFIRMED } } } } } },
    });
    if (row === null) return null;
    const { _count: counted, ...known } = row.staff;
    return { ...row, staff: { ...known, role: roleOf(known.role), hasFactor: counted.factors > 0 } };
  },

  staff: async (): Promise<StaffRow[]> => {
    const rows = await prisma.staff.findMany({ select: KNOWN, orderBy: [{ name: "asc" }, { id: "asc" }] });
    return rows.map(({ id, name, email, role, disabledAt }) => ({
      id,
      name,
      email,
      role: roleOf(role),
      disabled: disabledAt !== null,
    }));
  },

  /** Names by id. Whoever is not known is left out. */
  staffNames: async (ids: readonly string[]): Promise<Record<string, string>> => {
    const rows = await prisma.staff.findMany({
      where: { id: { in: ids.filter((id) => isUuid(id)) } },
      select: { id: true, name: true },
    });
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  },
});
