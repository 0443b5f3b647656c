"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";

/**
 * An account number that passes through. It has no name, so no address can carry it, and is drawn as dots without being
 * a password, so no browser offers to keep it.
 */
export function AccountNumber({
  words,
  value,
  onChange,
  error,
}: {
  /** Which account, e.g. "TD •••482". */
  words: string;
  value: string;
  onChange: (digits: string) => void;
  error: string | undefined;
}) {
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      label="Account number"
      hint={`The whole number of ${words}. Jetpay asks for it again; it goes there once and is not kept here.`}
      value={value}
      onChange={({ target }) => onChange(target.value.replace(/\D/g, ""))}
      error={error}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      inputClassName={isShown ? "tabular-nums" : "tabular-nums [-webkit-text-security:disc]"}
      after={
        <Button
          aria-label={isShown ? "Hide the digits" : "Show the digits"}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? "Hide" : "Show"}
        </Button>
      }
    />
  );
}
