/** A goal of the project and what came of it. `value` is what floor and aim are said in. */
export type Goal = {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly floor: number;
  readonly aim: number;
  /** Whether more is better. */
  readonly isShare: boolean;
  readonly unit: "%" | "×" | "ms";
  /** The two things that were compared, or what lies behind the value. */
  readonly seen: string;
};

const inUnit = (value: number, unit: Goal["unit"]) => {
  if (unit === "×") return `${value.toFixed(2)}×`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
};

const whole = (value: number) => Math.round(value).toLocaleString("en");
export const rate = (perSecond: number, of: string) => `${whole(perSecond)} ${of}/s`;
export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const kB = (bytes: number) => `${whole(bytes / 1_000)} kB`;

function verdict({ value, floor, aim, isShare }: Goal): string {
  const holds = (bound: number) => (isShare ? value >= bound : value <= bound);
  if (holds(aim)) return "meets the aim";
  return holds(floor) ? "meets the floor" : "MISSES THE FLOOR";
}

/** One goal as two lines. */
export function lineOf(goal: Goal): string {
  const { id, what, value, floor, aim, isShare, unit, seen } = goal;
  const bound = isShare ? "at least" : "at most";
  const head = `${id.padEnd(4)}${what}`;
  const figures = `${inUnit(value, unit)}   ${bound} ${inUnit(floor, unit)}, aim ${inUnit(aim, unit)}   ${verdict(goal)}`;
  return `${head}\n      ${figures}\n      ${seen}\n`;
}

/** All goals as a table, shortest words. */
export function tableOf(goals: readonly Goal[]): string {
  const rows = [
    ["", "goal", "measured", "floor", "aim", ""],
    ...goals.map((goal) => [
      goal.id,
      goal.what,
      inUnit(goal.value, goal.unit),
      inUnit(goal.floor, goal.unit),
      inUnit(goal.aim, goal.unit),
      verdict(goal),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => column >= 2 && column <= 4;
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
