import { classes } from "@/components/ui/classes";

/** The shape of a series in the height of a line. `label` says what it shows, e.g. "Failures a day, 30 days, rising". */
export function Sparkline({
  values,
  label,
  className,
}: {
  values: readonly number[];
  label: string;
  className?: string;
}) {
  const top = Math.max(...values, 0);
  const bottom = Math.min(...values, 0);
  const span = top - bottom || 1;
  const points = values.map((value, at) => {
    const x = values.length < 2 ? 50 : (at / (values.length - 1)) * 100;
    return `${x.toFixed(2)},${(23 - ((value - bottom) / span) * 22).toFixed(2)}`;
  });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={classes("h-6 w-full min-w-16 text-accent", className)}
    >
      <polygon points={`0,24 ${points.join(" ")} 100,24`} className="fill-current opacity-12" />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
