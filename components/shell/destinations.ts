import type { IconName } from "@/components/ui/icon";
import type { RailCounts } from "@/lib/db/rows";

export type Destination = {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** The second key after `G`. */
  readonly key: string;
  readonly count?: "payouts" | "failures";
};

export const DESTINATIONS: readonly Destination[] = [
  { href: "/", label: "Overview", icon: "home", key: "o" },
  { href: "/contacts", label: "Contacts", icon: "people", key: "c" },
  { href: "/collections", label: "Collections", icon: "in", key: "l" },
  { href: "/payouts", label: "Payouts", icon: "out", key: "p", count: "payouts" },
  { href: "/failures", label: "Failures", icon: "warn", key: "f", count: "failures" },
  { href: "/events", label: "Events", icon: "pulse", key: "e" },
  { href: "/settings", label: "Settings", icon: "gear", key: "s" },
];

export const isAt = (href: string, pathname: string): boolean =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);

export type Mark = { readonly text: string; readonly spoken: string; readonly look: "hot" | "plain" | "bad" };

const MOST = 99;
const shortCount = (count: number) => (count > MOST ? `${MOST}+` : String(count));

/** What waits behind a destination, for its link. Nothing when nothing waits. */
export function marksOf({ count }: Destination, counts: RailCounts): Mark[] {
  if (count === "payouts" && counts.payouts > 0)
    return [{ text: shortCount(counts.payouts), spoken: "waiting for you", look: "hot" }];
  if (count !== "failures") return [];
  const unknown: Mark[] =
    counts.unknown > 0
      ? [{ text: `${shortCount(counts.unknown)} ?`, spoken: "of unknown outcome", look: "bad" }]
      : [];
  const failed: Mark[] =
    counts.failures > 0 ? [{ text: shortCount(counts.failures), spoken: "failed", look: "plain" }] : [];
  return [...unknown, ...failed];
}
