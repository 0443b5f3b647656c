import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses, Field, type FieldProps } from "./field";

export const Textarea = ({ className, rows = 3, ...rest }: ComponentProps<"textarea">) => (
  <textarea
    {...rest}
    rows={rows}
    className={controlClasses(classes("resize-y py-1.5 leading-normal", className))}
  />
);

export function TextareaField({
  label,
  hint,
  error,
  isOptional = false,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<"textarea">, "className">) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(wiring) => <Textarea {...rest} {...wiring} />}
    </Field>
  );
}
