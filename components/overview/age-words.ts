const DAY_H = 24;

const lengthOf = (hours: number): readonly [number, "hour" | "day"] =>
  hours >= DAY_H && hours % DAY_H === 0 ? [hours / DAY_H, "day"] : [hours, "hour"];
const words = (hours: number) => {
  const [count, unit] = lengthOf(hours);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
};

/** "Under 4 hours", "4 to 24 hours", "1 to 3 days", "Over 7 days". */
export function ageWords(fromHours: number, upToHours: number | null): string {
  if (upToHours === null) return fromHours === 0 ? "Any time" : `Over ${words(fromHours)}`;
  if (fromHours === 0) return `Under ${words(upToHours)}`;
  const [first, unit] = lengthOf(fromHours);
  const isSameUnit = unit === "day" || upToHours <= DAY_H;
  const last = unit === "day" ? upToHours / DAY_H : upToHours;
  return isSameUnit ? `${first} to ${last} ${unit}s` : `${words(fromHours)} to ${words(upToHours)}`;
}
