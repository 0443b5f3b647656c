import type { PrismaClient } from "../generated/client";
import type { OwnFactors, OwnSession } from "../rows";

/** What an authenticator app shares with us, sealed. Never leaves the server. */
export type Authenticator = { id: string; secret: string; confirmedAt: Date | null };

export const factors = (prisma: PrismaClient) => ({
  authenticatorOf: (staffId: string): Promise<Authenticator | null> =>
    prisma.factor.findFirst({
      where: { staffId, kind: "totp" },
      select: { id: true, secret: true, confirmedAt: true },
    }),

  /** Null where there is none that counts. */
  ownFactors: async (staffId: string): Promise<OwnFactors> => {
    const [app, codes] = await Promise.all([
      prisma.factor.findFirst({ where: { staffId, kind: "totp", confirmedAt: { not: null } } }),
      prisma.recoveryCode.findMany({ where: { staffId }, select: { madeAt: true, usedAt: true } }),
    ]);
    const madeAt = codes[0]?.madeAt;
    return {
      authenticator: app?.confirmedAt
        ? {
            id: app.id,
            since: app.confirmedAt.toISOString(),
            lastUsedAt: (app.lastUsedAt ?? app.confirmedAt).toISOString(),
          }
        : null,
      recovery: madeAt
        ? { madeAt: madeAt.toISOString(), left: codes.filter(({ usedAt }) => usedAt === null).length }
        : null,
    };
  },

  /** Where this person is signed in now: what has not ended, not run out, and was seen since `seenSince`. Newest first. */
  ownSessions: async (staffId: string, now: Date, seenSince: Date): Promise<OwnSession[]> => {
    const rows = await prisma.staffSession.findMany({
      where: { staffId, endedAt: null, expiresAt: { gt: now }, seenAt: { gt: seenSince } },
      orderBy: [{ seenAt: "desc" }, { id: "asc" }],
      select: { id: true, createdAt: true, seenAt: true, address: true, device: true },
    });
    return rows.map(({ createdAt, seenAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
    }));
  },
});
