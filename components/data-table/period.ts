const DAY_MS = 86_400_000;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Days in UTC, `YYYY-MM-DD`, both included. Null leaves that end open. */
export type Period = { readonly from: string | null; readonly to: string | null };

export const NO_PERIOD: Period = { from: null, to: null };

/** The period that a list is asked for, as its address says it. */
export const periodOf = ({ from, to }: { from?: string | null; to?: string | null }): Period => ({
  from: from ?? null,
  to: to ?? null,
});

export const hasPeriod = ({ from, to }: Period): boolean => from !== null || to !== null;

export const oneDay = (day: string): Period => ({ from: day, to: day });

export type Preset = { readonly label: string; readonly period: Period };

/** What people ask for most, all ending today. */
export function presetsAt(now: Date): Preset[] {
  const today = dayOf(now);
  const last = (days: number): Period => ({
    from: dayOf(new Date(now.getTime() - (days - 1) * DAY_MS)),
    to: today,
  });
  return [
    { label: "Today", period: oneDay(today) },
    { label: "Last 7 days", period: last(7) },
    { label: "Last 28 days", period: last(28) },
    { label: "This month", period: { from: `${today.slice(0, 7)}-01`, to: today } },
  ];
}

const MONTHS = new Intl.DateTimeFormat("en-CA", { month: "short", timeZone: "UTC" });

type Parts = { readonly day: string; readonly month: string; readonly year: string };

function partsOf(text: string): Parts {
  const at = new Date(`${text}T00:00:00Z`);
  return {
    day: String(at.getUTCDate()),
    month: MONTHS.format(at).replace(/\.$/, ""),
    year: text.slice(0, 4),
  };
}

/** "20 Nov", with its year when that is not the one of `now`. */
export function dayWords(text: string, now: Date): string {
  const { day, month, year } = partsOf(text);
  return year === dayOf(now).slice(0, 4) ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** "20 Nov", "12–18 Nov", "28 Oct – 3 Nov", "since 12 Nov", "until 18 Nov"; null for all of time. */
export function periodWords({ from, to }: Period, now: Date): string | null {
  if (from === null) return to === null ? null : `until ${dayWords(to, now)}`;
  if (to === null) return `since ${dayWords(from, now)}`;
  if (from === to) return dayWords(from, now);
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  if (isOneMonth) return `${partsOf(from).day}–${dayWords(to, now)}`;
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  const first = partsOf(from);
  return isOneYear
    ? `${first.day} ${first.month} – ${dayWords(to, now)}`
    : `${first.day} ${first.month} ${first.year} – ${dayWordsOfYear(to)}`;
}

function dayWordsOfYear(text: string): string {
  const { day, month, year } = partsOf(text);
  return `${day} ${month} ${year}`;
}

/** The same for the middle of a sentence: "on 20 Nov", "in 12–18 Nov", "since 12 Nov". */
export function periodPhrase(period: Period, now: Date): string | null {
  const words = periodWords(period, now);
  if (words === null || period.from === null || period.to === null) return words;
  return period.from === period.to ? `on ${words}` : `in ${words}`;
}

/** Why these two ends are no period, in words; null when they are. */
export function obstacleToPeriod({ from, to }: Period): string | null {
  if (from === null && to === null) return "Choose a first day, a last day, or both.";
  return from !== null && to !== null && from > to ? "The last day is before the first." : null;
}
