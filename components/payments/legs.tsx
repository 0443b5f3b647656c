import { classes } from "@/components/ui/classes";
import { HistoryTime } from "@/components/ui/relative-time";

export type LegState = "ok" | "failed" | "pending";
export type Leg = {
  readonly label: string;
  readonly state: LegState;
  readonly at?: string | Date | null | undefined;
};

const BAR: Record<LegState, string> = {
  ok: "bg-good",
  failed:
    "bg-[repeating-linear-gradient(135deg,var(--bad)_0_6px,oklch(from_var(--bad)_l_c_h/0.55)_6px_12px)]",
  pending: "bg-line",
};
const SPOKEN: Record<LegState, string> = { ok: "done", failed: "failed here", pending: "not reached" };

/** The stations of one payment, from asked to paid, and where it stopped. */
export function Legs({ legs, label = "Where the payment is" }: { legs: readonly Leg[]; label?: string }) {
  return (
    <ol aria-label={label} className="flex gap-1.5 text-xs text-dim">
      {legs.map((leg) => (
        <li key={leg.label} className="min-w-0 flex-1 text-center">
          <div className={classes("mb-2 h-1.5 rounded-[3px]", BAR[leg.state])} />
          <span className={leg.state === "failed" ? "font-medium text-bad" : ""}>{leg.label}</span>
          {leg.at && (
            <>
              {" "}
              <HistoryTime at={leg.at} className="whitespace-nowrap" />
            </>
          )}
          <span className="sr-only">, {SPOKEN[leg.state]}</span>
        </li>
      ))}
    </ol>
  );
}
