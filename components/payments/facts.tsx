import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Icon, type IconName } from "@/components/ui/icon";

/** `plain` only informs, `good` was checked and is fine, `warn` wants a look. */
export type FactTone = "plain" | "good" | "warn" | "bad";
export type Fact = {
  readonly label: string;
  readonly text: ReactNode;
  readonly tone?: FactTone;
  /** Replaces the tone's own icon. */
  readonly icon?: IconName;
  readonly link?: { readonly href: string; readonly label: string } | null | undefined;
};

const LOOK: Record<FactTone, { icon: IconName; mark: string; row: string; spoken: string }> = {
  plain: { icon: "info", mark: "text-dim", row: "", spoken: "" },
  good: { icon: "check", mark: "text-good", row: "", spoken: "Fine: " },
  warn: { icon: "warn", mark: "text-attention", row: "bg-attention-soft", spoken: "Look: " },
  bad: { icon: "x", mark: "text-bad", row: "bg-bad-soft", spoken: "Problem: " },
};

/** Facts with links, not scores. */
export function Facts({ facts, label = "Facts" }: { facts: readonly Fact[]; label?: string }) {
  return (
    <dl aria-label={label} className="overflow-hidden rounded-lg border border-line text-sm">
      {facts.map((fact) => (
        <FactRow key={fact.label} {...fact} />
      ))}
    </dl>
  );
}

function FactRow({ label, text, tone = "plain", icon, link }: Fact) {
  const { mark, row, spoken, icon: usual } = LOOK[tone];
  return (
    <div
      className={classes(
        "grid grid-cols-[20px_1fr] items-center gap-x-2.5 gap-y-0.5 border-b border-line px-3.5 py-[9px] last:border-0 sm:grid-cols-[20px_150px_1fr]",
        row,
      )}
    >
      <dt className="contents">
        <Icon name={icon ?? usual} className={mark} />
        <span className={tone === "plain" || tone === "good" ? "text-dim" : "text-text"}>{label}</span>
      </dt>
      <dd className="col-start-2 flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5 sm:col-start-3 sm:flex-nowrap">
        <span className="min-w-0 flex-1 break-words">
          {spoken !== "" && <span className="sr-only">{spoken}</span>}
          {text}
        </span>
        {link && (
          <Link href={link.href} className="text-xs whitespace-nowrap text-accent hover:underline">
            {link.label}
            <span className="sr-only">, {label}</span>
          </Link>
        )}
      </dd>
    </div>
  );
}

/** How many of the allowed tries are used. */
export const Pips = ({ used, of }: { used: number; of: number }) => (
  <span role="img" aria-label={`${used} of ${of} tries used`} className="mr-2 inline-flex gap-1 align-middle">
    {Array.from({ length: of }, (_, at) => (
      <i
        key={at}
        className={classes("h-1.5 w-3.5 rounded-[3px]", at < used ? "bg-attention" : "bg-line-strong")}
      />
    ))}
  </span>
);
