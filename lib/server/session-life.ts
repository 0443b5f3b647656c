/** A sign-in ends after this, whatever happens. In seconds. */
export const SESSION_LONGEST_S = 12 * 3_600;
/** And after this without a page opened or a deed done. What a screen fetches by itself does not count. */
export const SESSION_IDLE_S = 2 * 3_600;

type SessionTimes = {
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly staff: { readonly disabledAt: Date | null };
};

/** Whether this sign-in still holds now. */
export const sessionHolds = (session: SessionTimes, now: Date): boolean =>
  session.endedAt === null &&
  session.staff.disabledAt === null &&
  now < session.expiresAt &&
  now.getTime() < session.seenAt.getTime() + SESSION_IDLE_S * 1_000;
