import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { controlClasses, Field, type FieldProps } from "./field";

export const Input = ({ className, ...rest }: ComponentProps<"input">) => (
  <input
    autoComplete="off"
    {...rest}
    className={controlClasses(classes("h-[32px] max-sm:h-11", className))}
  />
);

/** A labelled line of text. `after` stands beside the control, e.g. a button. */
export function TextField({
  label,
  hint,
  error,
  isOptional = false,
  className,
  after,
  inputClassName,
  ...rest
}: FieldProps & Omit<ComponentProps<"input">, "className"> & { after?: ReactNode; inputClassName?: string }) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => (
        <div className="flex gap-2">
          <Input {...rest} {...wiring} className={inputClassName ?? ""} />
          {after}
        </div>
      )}
    </Field>
  );
}

/** A tick box with its words beside it. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className={classes("flex cursor-pointer items-start gap-2 text-sm", className)}>
      <input {...rest} type="checkbox" className="mt-[3px] size-[14px] flex-none accent-accent" />
      <span>
        {label}
        {hint !== undefined && <span className="block text-xs text-dim">{hint}</span>}
      </span>
    </label>
  );
}
