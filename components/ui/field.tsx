import { type ReactNode, useId } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

/** What a field hands to its control so that label, hint and error are read out with it. */
export type FieldWiring = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly required: boolean;
};

export type FieldProps = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and what to do, in words. Null or undefined when all is well. */
  readonly error?: string | null | undefined;
  readonly isOptional?: boolean;
  readonly className?: string | undefined;
};

/** Label above, control, then error and hint beneath it. */
export function Field({
  label,
  hint,
  error,
  isOptional = false,
  className,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const isWrong = error !== null && error !== undefined;
  const hasHint = hint !== undefined && hint !== null;
  const described = [isWrong && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={classes("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {isOptional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": isWrong || undefined,
        required: !isOptional,
      })}
      {isWrong && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-xs text-bad">
          <Icon name="warn" size={13} className="mt-[2px]" />
          {error}
        </p>
      )}
      {hasHint && (
        <p id={`${id}-hint`} className="text-xs text-dim">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The look every control shares. */
export const controlClasses = (className?: string): string =>
  classes(
    "w-full rounded-[var(--radius)] border border-control bg-surface px-2.5 text-sm text-text",
    "hover:border-dim focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0",
    "aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-dim",
    className,
  );
