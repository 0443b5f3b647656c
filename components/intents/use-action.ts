"use client";
import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { awaited } from "@/components/live/awaited";
import { type AskProof, useAskProof } from "@/components/proof/prove-context";
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

/** When the desk wants a fresh proof first, asks for it and then sends the very same thing once more. */
async function answered<Input, Value>(action: Action<Input, Value>, input: Input, askProof: AskProof) {
  const answer = await awaited(action(input));
  if (answer.ok || answer.code !== "proof_needed" || !(await askProof())) return answer;
  return awaited(action(input));
}

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
  const askProof = useAskProof();

  const run = (input: Input) =>
    startTransition(async () => {
      const answer = await answered(action, input, askProof).catch((error: unknown) => {
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
