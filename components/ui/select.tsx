import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses, Field, type FieldProps } from "./field";
import { Icon } from "./icon";

export type SelectOption = { readonly value: string; readonly label: string; readonly isDisabled?: boolean };
type SelectProps = Omit<ComponentProps<"select">, "children"> & {
  readonly options: readonly SelectOption[];
  /** An empty first choice that says what to choose. */
  readonly placeholder?: string | undefined;
};

/** The browser's own select: right on every device and with every assistive technology. */
export const Select = ({ options, placeholder, className, ...rest }: SelectProps) => (
  <span className={classes("relative block w-full", className)}>
    <select {...rest} className={controlClasses("h-[32px] appearance-none pr-8 max-sm:h-11")}>
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.isDisabled}>
          {option.label}
        </option>
      ))}
    </select>
    <Icon
      name="chevron-down"
      className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-dim"
    />
  </span>
);

export function SelectField({
  label,
  hint,
  error,
  isOptional = false,
  className,
  ...rest
}: FieldProps & Omit<SelectProps, "className">) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => <Select {...rest} {...wiring} />}
    </Field>
  );
}
