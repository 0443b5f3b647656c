"use client";
import { useRef, useState } from "react";
import { controlClasses, Field, type FieldProps } from "./field";
import { Icon } from "./icon";
import { later } from "./later";

export type ComboboxOption = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
};

export type ComboboxProps = FieldProps & {
  /** The form carries the chosen option's id under this name. */
  readonly name?: string | undefined;
  readonly search: (query: string) => Promise<readonly ComboboxOption[]>;
  readonly value: ComboboxOption | null;
  readonly onChange: (option: ComboboxOption | null) => void;
  readonly placeholder?: string | undefined;
  /** Options before anything is typed, e.g. the most recent. */
  readonly initial?: readonly ComboboxOption[];
  readonly isDisabled?: boolean;
};

/** What a person had begun before the field could search. */
export type Begun = { readonly text: string; readonly hadFocus: boolean };

export const INPUT_CLASSES = controlClasses("h-[32px] pr-14 max-sm:h-11");
export const BUTTON_CLASSES = "grid size-6 place-items-center hover:text-text";

const usePart = later(() => import("./combobox-search"));

/** A field that searches as you type. */
export function Combobox(props: ComboboxProps) {
  const begun = useRef<Begun>({ text: "", hadFocus: false });
  const [isWanted, setIsWanted] = useState(false);
  const part = usePart(isWanted);
  if (part === null)
    return <StandIn {...props} keep={(next) => (begun.current = next)} onFocus={() => setIsWanted(true)} />;
  const takeUp = () => {
    const taken = begun.current;
    begun.current = { text: "", hadFocus: false };
    return taken;
  };
  return <part.ComboboxSearch {...props} takeUp={takeUp} />;
}

const CLOSED = {
  type: "text",
  role: "combobox",
  "aria-expanded": false,
  "aria-haspopup": "listbox",
  "aria-autocomplete": "list",
} as const;

/** The same field until it can search; what is typed meanwhile is kept. */
const StandIn = ({
  label,
  hint,
  error,
  isOptional = false,
  className,
  name,
  value,
  placeholder,
  isDisabled = false,
  keep,
  onFocus,
}: ComboboxProps & { keep: (begun: Begun) => void; onFocus: () => void }) => (
  <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
    {({ required, ...wiring }) => (
      <div className="relative">
        <input
          {...CLOSED}
          {...wiring}
          ref={(input) => () => {
            if (input === null) return;
            const isTyped = input.value !== (value?.label ?? "");
            keep({ text: isTyped ? input.value : "", hadFocus: input === document.activeElement });
          }}
          onFocus={onFocus}
          aria-required={required}
          autoComplete="off"
          disabled={isDisabled}
          defaultValue={value?.label}
          placeholder={placeholder}
          className={INPUT_CLASSES}
        />
        <span aria-hidden className="absolute inset-y-0 right-1 flex items-center text-dim">
          {value !== null && (
            <span className={BUTTON_CLASSES}>
              <Icon name="close" size={13} />
            </span>
          )}
          <span className={BUTTON_CLASSES}>
            <Icon name="chevron-down" />
          </span>
        </span>
        {name !== undefined && <input type="hidden" name={name} value={value?.id ?? ""} />}
      </div>
    )}
  </Field>
);
