"use client";
import { type Ref, useState } from "react";
import { TextField } from "@/components/ui/input";

/** Where a code of an authenticator app is typed, or a recovery code by whoever has lost the app. */
export function CodeField({
  ref,
  error,
  name,
}: {
  ref: Ref<HTMLInputElement>;
  error?: string | undefined;
  name: string;
}) {
  const [isRecovery, setIsRecovery] = useState(false);
  const look = isRecovery
    ? {
        label: "Recovery code",
        hint: "One of those you kept when you set up the app. Each works once.",
        autoComplete: "off",
        inputMode: "text" as const,
      }
    : {
        label: "Code from your authenticator app",
        hint: "Six digits, new every 30 seconds.",
        autoComplete: "one-time-code",
        inputMode: "numeric" as const,
      };
  return (
    <div className="flex flex-col items-start gap-1.5">
      <TextField
        {...look}
        ref={ref}
        name={name}
        error={error}
        maxLength={100}
        spellCheck={false}
        autoCapitalize="characters"
        className="w-full"
        inputClassName="font-mono tracking-wider"
        autoFocus
      />
      <button
        type="button"
        className="text-xs text-accent hover:underline max-sm:py-2"
        onClick={() => setIsRecovery((was) => !was)}
      >
        {isRecovery ? "Use the authenticator app" : "Use a recovery code instead"}
      </button>
    </div>
  );
}
