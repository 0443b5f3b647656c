const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
/** How the desk writes moments. Undefined as zone means the viewer's own. */
const LOCALE = "en-CA";

type Zone = string | undefined;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times more than using it, and a table uses hundreds. */
function formatter(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone ?? ""} ${Object.entries(options).join(" ")}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat(LOCALE, {
    ...options,
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  formatters.set(key, made);
  return made;
}

const partsOf = (at: Date, zone: Zone, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(
    formatter(zone, options)
      .formatToParts(at)
      .map(({ type, value }) => [type, value.replace(/\.$/, "")]),
  );

/** "14:02". */
export function clockTime(at: Date, zone?: Zone, withSeconds = false): string {
  const { hour, minute, second } = partsOf(at, zone, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(withSeconds ? { second: "2-digit" } : {}),
  });
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** "Thu 19 Nov", with the year when it is not that of `now`. */
export function calendarDay(at: Date, now: Date, zone?: Zone): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  const { weekday, day, month, year } = partsOf(at, zone, options);
  const isThisYear = year === partsOf(now, zone, { year: "numeric" })["year"];
  return isThisYear ? `${weekday} ${day} ${month}` : `${day} ${month} ${year}`;
}

/** "19 Nov 2026, 14:02:09 EST": everything, with the zone's name. */
export function fullMoment(at: Date, zone?: Zone): string {
  const { day, month, year } = partsOf(at, zone, { day: "numeric", month: "short", year: "numeric" });
  return `${day} ${month} ${year}, ${clockTime(at, zone, true)} ${zoneName(at, zone)}`;
}

export const zoneName = (at: Date, zone?: Zone): string =>
  partsOf(at, zone, { timeZoneName: "short" })["timeZoneName"] ?? "";

const dayIndex = (at: Date, zone: Zone) => {
  const { year, month, day } = partsOf(at, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return Date.parse(`${year}-${month}-${day}T00:00:00Z`) / (DAY_S * 1000);
};

/** "26 s", "4 min", "3 h", "2 d": how long, in the largest unit that is not zero. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < MINUTE_S) return `${s} s`;
  if (s < HOUR_S) return `${Math.floor(s / MINUTE_S)} min`;
  if (s < DAY_S) return `${Math.floor(s / HOUR_S)} h`;
  return `${Math.floor(s / DAY_S)} d`;
}

/** "just now", "26 min ago", "in 3 min", "yesterday", "Thu 19 Nov". Without `ago` the short form: "26 min". */
export function relativeMoment(at: Date, now: Date, ago: boolean, zone?: Zone): string {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  const isPast = seconds >= 0;
  if (Math.abs(seconds) < 5) return "just now";
  const days = dayIndex(now, zone) - dayIndex(at, zone);
  if (Math.abs(seconds) < DAY_S && (days === 0 || Math.abs(seconds) < 6 * HOUR_S)) {
    const length = duration(Math.abs(seconds));
    if (!isPast) return `in ${length}`;
    return ago ? `${length} ago` : length;
  }
  if (days === 1) return "yesterday";
  if (days === -1) return "tomorrow";
  return calendarDay(at, now, zone);
}

/** For histories: "14:02" today, "Sat 12:10" within a week, else "19 Nov 14:02" or with its year. */
export function historyMoment(at: Date, now: Date, zone?: Zone): string {
  const days = dayIndex(now, zone) - dayIndex(at, zone);
  if (days === 0) return clockTime(at, zone);
  const { weekday, day, month, year } = partsOf(at, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  if (days > 0 && days < 7) return `${weekday} ${clockTime(at, zone)}`;
  const isThisYear = year === partsOf(now, zone, { year: "numeric" })["year"];
  return isThisYear ? `${day} ${month} ${clockTime(at, zone)}` : `${day} ${month} ${year}`;
}

/** What the server writes, knowing neither the viewer's zone nor when it is read. */
export function plainMoment(at: Date): string {
  const { day, month } = partsOf(at, "UTC", { day: "numeric", month: "short" });
  return `${day} ${month}, ${clockTime(at, "UTC")} UTC`;
}
