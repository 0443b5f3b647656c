"use client";
import Link from "next/link";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";
import { keyNames, useKeys } from "./keys";

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

type Look = {
  readonly variant?: ButtonVariant;
  readonly icon?: IconName | undefined;
  /** Shown after the words, e.g. "A". With `hotkey` it need not be given. */
  readonly kbd?: string | undefined;
  readonly children?: ReactNode;
};

type ButtonProps = Look &
  Omit<ComponentProps<"button">, "children"> & {
    /** While true the button is busy and cannot be pressed; its width and words stay. */
    readonly isPending?: boolean;
    /** A key that presses this button, e.g. "a". See `KeyBinding`. */
    readonly hotkey?: string | undefined;
    /** What the list of keys says about `hotkey`. */
    readonly hotkeyLabel?: string | undefined;
  };

export function Button({
  variant = "plain",
  icon,
  kbd,
  hotkey,
  hotkeyLabel,
  isPending = false,
  disabled = false,
  type = "button",
  className,
  children,
  ref,
  ...rest
}: ButtonProps) {
  const own = useRef<HTMLButtonElement>(null);
  const press = () => own.current?.click();
  useKeys(
    hotkey === undefined ? [] : [{ key: hotkey, label: hotkeyLabel, run: press }],
    hotkey !== undefined && !disabled && !isPending,
  );
  return (
    <button
      {...rest}
      ref={(element) => {
        own.current = element;
        if (typeof ref === "function") return ref(element);
        if (ref) ref.current = element;
      }}
      type={type}
      disabled={disabled || isPending}
      aria-busy={isPending || undefined}
      aria-keyshortcuts={hotkey}
      className={buttonClasses(variant, className)}
    >
      <Inside
        icon={icon}
        kbd={kbd ?? (hotkey === undefined ? undefined : keyNames(hotkey).join(" "))}
        isPending={isPending}
      >
        {children}
      </Inside>
    </button>
  );
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({
  variant = "plain",
  icon,
  kbd,
  className,
  children,
  ...rest
}: Look & Omit<ComponentProps<typeof Link>, "children">) {
  return (
    <Link {...rest} className={buttonClasses(variant, className)}>
      <Inside icon={icon} kbd={kbd} isPending={false}>
        {children}
      </Inside>
    </Link>
  );
}

function Inside({ icon, kbd, isPending, children }: Omit<Look, "variant"> & { isPending: boolean }) {
  return (
    <>
      {isPending ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
      {kbd !== undefined && (
        <span aria-hidden className="contents">
          <Kbd>{kbd}</Kbd>
        </span>
      )}
    </>
  );
}

const Spinner = () => (
  <span
    aria-hidden
    className="inline-block size-3 flex-none animate-spin rounded-full border-2 border-current border-r-transparent"
  />
);

/** A button that is only an icon; `label` is its name for everybody, shown on hover by the browser. */
export function IconButton({
  name,
  label,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "children" | "name"> & { name: IconName; label: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={classes(
        "inline-grid size-[30px] flex-none place-items-center rounded-[var(--radius)] text-dim hover:bg-sunken hover:text-text disabled:opacity-50 max-sm:size-10",
        className,
      )}
    >
      <Icon name={name} />
    </button>
  );
}
