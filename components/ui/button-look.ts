import { classes } from "./classes";

/** `go` is the one next step, `no` refuses or removes, `plain` is every other, `ghost` stays quiet until pointed at. */
export type ButtonVariant = "go" | "plain" | "no" | "ghost";

const VARIANTS: Record<ButtonVariant, string> = {
  go: "border-accent bg-accent text-on-accent hover:brightness-110 [&_kbd]:border-on-accent/40 [&_kbd]:bg-transparent [&_kbd]:text-inherit",
  plain: "border-line-strong bg-surface text-text hover:bg-sunken",
  no: "border-line-strong bg-surface text-bad hover:border-bad hover:bg-bad-soft",
  ghost: "border-transparent bg-transparent text-dim hover:bg-sunken hover:text-text",
};

export const buttonClasses = (variant: ButtonVariant, className?: string): string =>
  classes(
    "inline-flex min-h-[30px] items-center justify-center gap-2 rounded-[var(--radius)] border px-3 py-1 text-left text-sm leading-tight font-medium select-none",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60 max-sm:min-h-10",
    VARIANTS[variant],
    className,
  );
