"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@/lib/domain/password";

type NewPasswordFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onValueChange: (value: string) => void;
};

/** Where somebody chooses a password. It can be read while it is typed. */
export function NewPasswordField({ label, value, error, onValueChange }: NewPasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      label={label}
      name="password"
      type={isShown ? "text" : "password"}
      autoComplete="new-password"
      value={value}
      error={error}
      hint={`At least ${SHORTEST_PASSWORD} characters, at most ${LONGEST_PASSWORD}. A few unrelated words are easy to keep and hard to guess; pasting is fine.`}
      onChange={({ target }) => onValueChange(target.value)}
      after={
        <Button aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          Show
        </Button>
      }
    />
  );
}
