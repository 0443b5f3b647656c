"use client";
import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { awaited } from "@/components/live/awaited";
import type { Action, ActionAnswer } from "@/lib/domain/answer";

export type Problem = Pick<
  Extract<ActionAnswer<never>, { ok: false }>,
  "code" | "message" | "fields" | "reference"
>;

const UNREACHED: Problem = {
  code: "unexpected",
  message:
    "The desk did not answer, perhaps because the connection broke. Try again: the same thing sent twice is done once.",
  fields: {},
  reference: null,
};

/** A server action with its pending state and its last "no". What was refused stays on the screen until the next try. */
export function useAction<Input, Value>(
  action: Action<Input, Value>,
  on: {
    /** Shown at once; `done` may wait for the next page. */
    readonly accepted?: (value: Value) => void;
    readonly done: (value: Value) => void;
    /** Not told when no answer came: a page that asked the desk again would be lost with it. */
    readonly refused?: (problem: Problem) => void;
  },
) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, startTransition] = useTransition();

  const run = (input: Input) =>
    startTransition(async () => {
      const answer = await awaited(action(input)).catch((error: unknown) => {
        unstable_rethrow(error);
        return null;
      });
      if (answer === null) {
        setProblem(UNREACHED);
        return;
      }
      if (answer.ok) {
        setProblem(null);
        on.accepted?.(answer.value);
        startTransition(() => on.done(answer.value)); // stays pending until the next page is there
        return;
      }
      setProblem(answer);
      on.refused?.(answer);
    });
  return { run, isPending, problem, setProblem };
}
