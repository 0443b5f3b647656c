const DAY_MS = 86_400_000;
const FIRST_YEAR = "1970";

/** A day in UTC as `YYYY-MM-DD`, from 1970 to 9999. Null for anything else, such as a 30 February. */
export function readDay(text: string | null | undefined): string | null {
  if (text == null || !/^\d{4}-\d\d-\d\d$/.test(text) || text < FIRST_YEAR) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && dayOf(at) === text ? text : null;
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The first moment of a day, or of the one so many days after it. */
export const startOf = (day: string, daysAfter = 0): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) + daysAfter * DAY_MS);

/** So many days before the day of this moment. */
export const dayBefore = (at: Date, days: number): string => dayOf(startOf(dayOf(at), -days));
