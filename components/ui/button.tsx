"use client";
import Link from "next/link";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { type ButtonVariant, buttonClasses } from "./button-look";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";
import { keyNames, useKeys } from "./keys";

export { buttonClasses };

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
