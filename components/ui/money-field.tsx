"use client";
import { type ComponentProps, useState } from "react";
import { formatCents, obstacleToAmount, parseCents } from "@/lib/domain/money";
import { controlClasses, Field, type FieldProps } from "./field";

type MoneyFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "className" | "value" | "defaultValue" | "onChange" | "type"> & {
    /** As a person would type it, e.g. "1,234.56". */
    readonly defaultValue?: string;
    readonly currency?: string;
    /** Begins the line that shows what will be sent: "Sends $1,234.56 CAD". */
    readonly verb?: string;
    /** Told at every change; null while the text is no amount. */
    readonly onCents?: ((cents: bigint | null, text: string) => void) | undefined;
  };

/** An amount of money. The form carries the text under `name`; what it was read as stands beneath. */
export function MoneyField({
  label,
  hint,
  error,
  isOptional = false,
  className,
  defaultValue = "",
  currency = "CAD",
  verb = "Sends",
  onCents,
  onBlur,
  ...rest
}: MoneyFieldProps) {
  const [text, setText] = useState(defaultValue);
  const [isLeft, setIsLeft] = useState(false);
  const cents = parseCents(text);
  const readable = cents !== null && cents > 0n;
  const own = isLeft && text.trim() !== "" ? obstacleToAmount(text) : null;
  return (
    <Field
      label={label}
      error={own ?? (readable && text !== defaultValue ? null : error)}
      isOptional={isOptional}
      className={className}
      hint={
        <span aria-live="polite" className="tabular-nums">
          {readable ? `${verb} ${formatCents(cents)} ${currency}` : (hint ?? "For example 1,234.56")}
        </span>
      }
    >
      {(wiring) => (
        <span className="relative block">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-sm text-faint"
          >
            $
          </span>
          <input
            autoComplete="off"
            {...rest}
            {...wiring}
            inputMode="decimal"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              onCents?.(parseCents(target.value), target.value);
            }}
            onBlur={(event) => {
              setIsLeft(true);
              onBlur?.(event);
            }}
            className={controlClasses("h-[32px] pr-12 pl-6 tabular-nums max-sm:h-11")}
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-xs text-faint"
          >
            {currency}
          </span>
        </span>
      )}
    </Field>
  );
}
