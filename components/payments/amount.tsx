import { classes } from "@/components/ui/classes";
import { formatCents, formatCentsPlain } from "@/lib/domain/money";

type AmountProps = {
  /** Cents, or cents as a list's row carries them. Null when nobody ever told us the amount. */
  readonly cents: bigint | string | null;
  readonly currency?: string;
  readonly className?: string | undefined;
};

const UNKNOWN = "not described yet";

/** "1,240.00 CAD" for tables and lists: tabular, the currency dimmed. */
export const Amount = ({ cents, currency = "CAD", className }: AmountProps) =>
  cents === null ? (
    <span className={classes("text-faint", className)}>{UNKNOWN}</span>
  ) : (
    <span className={classes("whitespace-nowrap tabular-nums", className)}>
      {formatCentsPlain(BigInt(cents))}
      <span className="ml-1 text-xs text-faint">{currency}</span>
    </span>
  );

/** "$1,240.00 CAD" inside a sentence. */
export const AmountInline = ({ cents, currency = "CAD", className }: AmountProps) => (
  <span className={classes("whitespace-nowrap tabular-nums", className)}>
    {cents === null ? UNKNOWN : `${formatCents(BigInt(cents))} ${currency}`}
  </span>
);

/** The amount a whole screen is about. */
export const AmountHero = ({
  cents,
  currency = "CAD",
  className,
  as: Tag = "p",
}: AmountProps & { as?: "p" | "h1" }) =>
  cents === null ? (
    <Tag className={classes("text-xl font-semibold tracking-[-0.015em] text-dim", className)}>
      Amount {UNKNOWN}
    </Tag>
  ) : (
    <Tag
      className={classes(
        "text-[32px] leading-[1.1] font-semibold tracking-[-0.03em] tabular-nums sm:text-2xl",
        className,
      )}
    >
      {formatCents(BigInt(cents))}
      <span className="ml-2 text-lg font-medium tracking-normal text-faint">{currency}</span>
    </Tag>
  );
