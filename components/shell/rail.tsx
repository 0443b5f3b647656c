"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { later } from "@/components/ui/later";
import { Opening } from "@/components/ui/opening";
import { useOpener } from "@/components/ui/use-opener";
import type { RailCounts } from "@/lib/db/rows";
import { type Destination, isAt, type Mark, marksOf } from "./destinations";

type RailProps = { readonly destinations: readonly Destination[]; readonly counts: RailCounts };

const LOOK: Record<Mark["look"], string> = {
  hot: "bg-accent px-1.5 text-on-accent",
  plain: "text-faint",
  bad: "bg-bad-soft px-1.5 text-bad",
};

const Marks = ({ marks }: { marks: readonly Mark[] }) =>
  marks.map(({ text, spoken, look }) => (
    <b
      key={look}
      className={classes("rounded-full py-[3px] text-2xs leading-none font-medium tabular-nums", LOOK[look])}
    >
      {text}
      <span className="sr-only"> {spoken}</span>
    </b>
  ));

export const Brand = () => (
  <span className="flex items-center gap-2 font-[650] tracking-[-0.01em]">
    <i
      aria-hidden
      className="size-[18px] flex-none rounded-[5px] bg-[linear-gradient(135deg,var(--accent),oklch(from_var(--accent)_calc(l+0.12)_c_calc(h+40)))]"
    />
    <span className="sm:max-lg:sr-only">Jetdesk</span>
  </span>
);

/** Down the left side; only icons where the window is narrow. */
export function Rail({ destinations, counts }: RailProps) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="hidden flex-col gap-0.5 overflow-y-auto border-r border-line bg-sunken px-2 py-2.5 sm:flex print:hidden"
    >
      <Link href="/" className="mb-2 rounded-[var(--radius)] px-2 py-[5px]">
        <Brand />
      </Link>
      {destinations.map((destination) => (
        <Link
          key={destination.href}
          href={destination.href}
          title={destination.label}
          aria-current={isAt(destination.href, pathname) ? "page" : undefined}
          className={classes(
            "relative flex items-center gap-[9px] rounded-[var(--radius)] px-2 py-[5px] text-sm font-medium text-dim hover:text-text sm:max-lg:justify-center sm:max-lg:py-2",
            "aria-[current]:bg-surface aria-[current]:text-text aria-[current]:shadow-[0_0_0_1px_var(--line)]",
            destination.href === "/settings" && "mt-auto",
          )}
        >
          <Icon name={destination.icon} />
          <span className="sm:max-lg:sr-only">{destination.label}</span>
          <span className="ml-auto flex items-center gap-1 sm:max-lg:absolute sm:max-lg:-top-1 sm:max-lg:right-0 sm:max-lg:scale-90">
            <Marks marks={marksOf(destination, counts)} />
          </span>
        </Link>
      ))}
    </nav>
  );
}

const FIT_ON_PHONE = 5;

const useMore = later(() => import("./more-places"));

/** What does not fit beside the others. */
function More({ places, isHere }: { places: readonly Destination[]; isHere: boolean }) {
  const { opened, standIn } = useOpener("menu");
  const part = useMore(opened.isOpen);
  const button = {
    type: "button" as const,
    className: classes(
      "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-2xs font-medium -outline-offset-2",
      isHere ? "text-accent" : "text-dim",
    ),
    children: (
      <>
        <Icon name="more" size={18} />
        More
      </>
    ),
  };
  if (part === null)
    return (
      <>
        <button {...button} {...standIn} />
        {opened.isOpen && <Opening />}
      </>
    );
  return <part.MorePlaces places={places} {...opened} trigger={<button {...button} />} />;
}

/** Along the bottom on a phone. What does not fit is behind "More". */
export function BottomBar({ destinations, counts }: RailProps) {
  const pathname = usePathname();
  const rest = destinations.slice(FIT_ON_PHONE);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-bg pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      {destinations.slice(0, FIT_ON_PHONE).map((destination) => (
        <Link
          key={destination.href}
          href={destination.href}
          aria-current={isAt(destination.href, pathname) ? "page" : undefined}
          className="relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-2xs font-medium text-dim -outline-offset-2 aria-[current]:text-accent"
        >
          <Icon name={destination.icon} size={18} />
          <span className="max-w-full truncate">{destination.label}</span>
          <span className="absolute top-1 left-1/2 ml-1.5 flex gap-1">
            <Marks marks={marksOf(destination, counts).slice(0, 1)} />
          </span>
        </Link>
      ))}
      <More places={rest} isHere={rest.some(({ href }) => isAt(href, pathname))} />
    </nav>
  );
}
