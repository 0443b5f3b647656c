"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { useEffect, useRef, useState } from "react";
import {
  type Begun,
  BUTTON_CLASSES,
  type ComboboxOption,
  type ComboboxProps,
  INPUT_CLASSES,
} from "./combobox";
import { Field } from "./field";
import { Icon } from "./icon";
import { type Search, useSearch } from "./use-search";

const NO_OPTIONS: readonly ComboboxOption[] = [];

const statusOf = (query: string, { progress, options }: Search<ComboboxOption>): string | null => {
  if (query === "") return "Type a name or an e-mail address";
  if (progress === "searching") return "Searching…";
  if (progress === "failed") return "The search did not answer. Type again to retry.";
  return options.length === 0 ? `Nothing matches “${query}”.` : null;
};

/** Goes on where the person was: the keyboard in the field, and what was typed as if typed here. */
function goOn(input: HTMLInputElement | null, { text, hadFocus }: Begun): void {
  if (hadFocus) input?.focus();
  if (input === null || text === "") return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
  // Without its type the library takes it for the browser's own filling in, which opens no choices.
  input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

/** What `Combobox` is once it can search. `takeUp` hands over what was begun before, once. */
export function ComboboxSearch({
  label,
  hint,
  error,
  isOptional = false,
  className,
  name,
  search,
  value,
  onChange,
  placeholder,
  initial = NO_OPTIONS,
  isDisabled = false,
  takeUp,
}: ComboboxProps & { takeUp: () => Begun }) {
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const begun = useRef(takeUp);
  useEffect(() => goOn(field.current, begun.current()), []);
  const found = useSearch(query, search);
  const shown = query === "" ? initial : found.options;
  const items = value === null || shown.some(({ id }) => id === value.id) ? shown : [value, ...shown];
  const status = shown === initial && initial.length > 0 ? null : statusOf(query, found);
  return (
    <Base.Root
      items={[...items]}
      value={value}
      filter={null}
      disabled={isDisabled}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      isItemEqualToValue={(option, chosen) => option.id === chosen.id}
      onValueChange={(option) => {
        onChange(option);
        setQuery("");
      }}
      onInputValueChange={(text, { reason }) => setQuery(reason === "item-press" ? "" : text.trim())}
    >
      <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
        {({ required, ...wiring }) => (
          <Base.InputGroup className="relative">
            <Base.Input
              {...wiring}
              ref={field}
              aria-required={required}
              placeholder={placeholder}
              className={INPUT_CLASSES}
            />
            <span className="absolute inset-y-0 right-1 flex items-center text-dim">
              <Base.Clear aria-label="Clear" className={BUTTON_CLASSES}>
                <Icon name="close" size={13} />
              </Base.Clear>
              <Base.Trigger aria-label="Show choices" className={BUTTON_CLASSES}>
                <Icon name="chevron-down" />
              </Base.Trigger>
            </span>
            {name !== undefined && <input type="hidden" name={name} value={value?.id ?? ""} />}
          </Base.InputGroup>
        )}
      </Field>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="w-(--anchor-width) max-w-(--available-width) rounded-lg border border-line-strong bg-surface text-sm shadow-pop">
            <Base.Status className="px-3 text-xs text-dim not-empty:py-2">{status}</Base.Status>
            <Base.List className="max-h-[min(20rem,var(--available-height))] scroll-py-1 overflow-y-auto not-empty:p-1">
              {(option: ComboboxOption) => (
                <Base.Item
                  key={option.id}
                  value={option}
                  className="grid cursor-default grid-cols-[16px_1fr] items-baseline gap-2 rounded-[var(--radius)] px-2 py-1.5 outline-none data-highlighted:bg-accent-soft"
                >
                  <Base.ItemIndicator className="col-start-1 text-accent">
                    <Icon name="tick" size={13} />
                  </Base.ItemIndicator>
                  <span className="col-start-2 min-w-0">
                    <span className="block truncate">{option.label}</span>
                    {option.detail !== undefined && (
                      <span className="block truncate text-xs text-dim">{option.detail}</span>
                    )}
                  </span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
