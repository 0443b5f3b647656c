"use client";
import type { FormEvent, ReactNode } from "react";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, fieldPlace } from "./error-summary";
import type { Problem } from "./use-action";

/** A form that makes one record: what is wrong above, the fields, and the button that says what will happen. */
export function FormFrame({
  problem,
  labels,
  isPending,
  submit,
  send,
  back,
  promise,
  spent,
  children,
}: {
  problem: Problem | null;
  labels: Readonly<Record<string, string>>;
  isPending: boolean;
  /** What the button says. */
  submit: string;
  send: () => void;
  back: string;
  /** What pressing the button does and does not do. */
  promise: string;
  /** What became of a form that cannot be sent again. Its fields stay to be read; the way on is in here. */
  spent?: ReactNode;
  children: ReactNode;
}) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex w-full max-w-[560px] flex-col gap-4">
      <ErrorSummary problem={problem} labels={labels} />
      {spent}
      <AliveFields>
        <fieldset disabled={Boolean(spent)} className="contents">
          {children}
        </fieldset>
        {!spent && (
          <>
            <p className="text-xs text-dim">{promise}</p>
            <div className="flex flex-wrap items-center gap-2 max-sm:flex-col max-sm:items-stretch">
              <Button variant="go" type="submit" isPending={isPending}>
                {submit}
              </Button>
              <ButtonLink href={back} variant="ghost">
                Back to the list
              </ButtonLink>
            </div>
          </>
        )}
      </AliveFields>
    </form>
  );
}

/** One field, at the place the summary of errors leads to. */
export const Place = ({ name, children }: { name: string; children: ReactNode }) => (
  <div id={fieldPlace(name)}>{children}</div>
);

/** What can be told to be wrong before anything is sent; null when nothing is. */
export function problemOf(fields: Readonly<Record<string, string | null>>): Problem | null {
  const wrong = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null);
  if (wrong.length === 0) return null;
  return {
    code: "bad_input",
    message: "Look at the fields below.",
    fields: Object.fromEntries(wrong),
    reference: null,
  };
}
