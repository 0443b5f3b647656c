import { classes } from "./classes";

const CIRCLE = "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z";

/** Drawn on a 16 × 16 field with a stroke of 1.6. */
const PATHS = {
  home: "M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z",
  people:
    "M8.5 5.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM1.500 13.500c.4-2.600 2.200-4 4.500-4s4.100 1.400 4.500 4M10.500 3.200a2.500 2.500 0 0 1 0 4.600M12 9.900c1.400.6 2.300 1.900 2.500 3.600",
  user: "M10.800 5.300a2.800 2.800 0 1 1-5.600 0 2.800 2.800 0 0 1 5.600 0zM2.800 13.700c.5-2.700 2.500-4.200 5.200-4.200s4.700 1.500 5.200 4.200",
  in: "M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11",
  out: "M8 10.500v-8M4.500 6 8 2.500 11.500 6M2.500 13.500h11",
  warn: "M8 2.300 14.200 13.300H1.800zM8 6.500v3M8 11.400v.1",
  info: `${CIRCLE}M8 7.500v3.300M8 5.100v.1`,
  pulse: "M1.500 8h3l2-5 3 10 2-5h3",
  gear: "M10.200 8a2.200 2.200 0 1 1-4.400 0 2.200 2.200 0 0 1 4.400 0zM8 1.500v2M8 12.500v2M1.500 8h2M12.500 8h2M3.400 3.400l1.400 1.400M11.200 11.200l1.400 1.400M12.600 3.400l-1.400 1.400M4.800 11.200l-1.400 1.400",
  search: "M11.500 7a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0zM10.500 10.500l3 3",
  check: `${CIRCLE}M5.500 8.200l1.800 1.800 3.300-3.800`,
  tick: "M3 8.500l3.500 3.500L13 4.500",
  clock: `${CIRCLE}M8 4.800V8l2.200 1.500`,
  x: `${CIRCLE}M6 6l4 4M10 6l-4 4`,
  close: "M4 4l8 8M12 4l-8 8",
  question: `${CIRCLE}M6.300 6.300c.1-1 .8-1.600 1.700-1.600s1.700.6 1.700 1.500c0 1.300-1.700 1.300-1.700 2.600M8 11v.1`,
  ban: `${CIRCLE}M3.800 3.800l8.400 8.400`,
  link: "M6.700 9.300a2.700 2.700 0 0 0 3.800 0l2.300-2.300a2.700 2.700 0 0 0-3.800-3.800l-.8.8M9.300 6.700a2.700 2.700 0 0 0-3.800 0L3.200 9a2.700 2.700 0 0 0 3.800 3.800l.8-.8",
  external: "M9.500 2.500h4v4M13.500 2.500 7.500 8.500M11.500 9.500v4h-9v-9h4",
  bank: "M2 6.500 8 2.500l6 4zM3.500 6.500v5M6.500 6.500v5M9.500 6.500v5M12.500 6.500v5M2 13.500h12",
  card: "M3 3.500h10a1.500 1.500 0 0 1 1.500 1.500v6a1.500 1.500 0 0 1-1.500 1.500H3A1.500 1.500 0 0 1 1.500 11V5A1.500 1.500 0 0 1 3 3.500zM1.500 6.700h13M4.200 9.800h2.500",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  copy: "M6.500 5.500h6v8h-6zM9.500 5.500v-3h-6v8h3",
  arrow: "M3 8h10M9 4l4 4-4 4",
  back: "M13 8H3M7 4 3 8l4 4",
  undo: "M5.500 3 2.500 6l3 3M2.500 6H10a3.500 3.500 0 0 1 0 7H6",
  retry: "M13.500 3v3.500H10M13.200 6.500A5.500 5.500 0 1 0 13.500 9",
  send: "M14 2 7 9M14 2l-4.500 12L7 9 2 6.500z",
  sun: "M10.800 8a2.800 2.800 0 1 1-5.600 0 2.800 2.800 0 0 1 5.600 0zM8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M12.600 3.400l-.7.7M4.100 11.900l-.7.7",
  moon: "M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7z",
  screen: "M2 3h12v8H2zM6 14h4M8 11v3",
  lock: "M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500",
  pause: "M5.500 3.500v9M10.500 3.500v9",
  columns: "M2.500 3h11v10h-11zM6.200 3v10M9.800 3v10",
  table: "M2.500 3h11v10h-11zM2.500 6.400h11M2.500 9.700h11M6.500 6.400V13",
  chart: "M2.500 13.500h11M4.500 13.500v-4M8 13.500v-10M11.500 13.500v-6.500",
  note: "M3.500 2.500h9v8l-3 3h-6zM12.500 10.500h-3v3M6 5.500h4M6 8h3",
  mail: "M2 3.500h12v9H2zM2 4.500l6 4.500 6-4.500",
  download: "M8 2.500v7M5 7l3 3 3-3M2.500 11.500v2h11v-2",
  calendar: "M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3",
  filter: "M2.500 4h11M4.500 8h7M6.500 12h3",
  more: "M3 8h.5M7.750 8h.5M12.500 8h.5",
  menu: "M2.500 4.500h11M2.500 8h11M2.500 11.500h11",
  exit: "M6.500 2.500h-4v11h4M10 5l3 3-3 3M13 8H6",
  key: "M8.500 10.500a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM7.700 8.300l5.800-5.800M11 5l2 2",
  "chevron-down": "M4 6.200l4 4 4-4",
  "chevron-up": "M4 9.800l4-4 4 4",
  "chevron-left": "M9.800 4l-4 4 4 4",
  "chevron-right": "M6.200 4l4 4-4 4",
  sort: "M5 6.500 8 3.500l3 3M5 9.500l3 3 3-3",
} as const;
export type IconName = keyof typeof PATHS;

/** Without `label` the icon is decoration and hidden from assistive technology. `size` is in pixels. */
export function Icon({
  name,
  size = 15,
  label,
  className,
}: {
  name: IconName;
  size?: number;
  label?: string | undefined;
  className?: string | undefined;
}) {
  const spoken = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg
      {...spoken}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classes("flex-none", className)}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
