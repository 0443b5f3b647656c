"use client";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { Button, buttonClasses } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Icon } from "@/components/ui/icon";
import { FullTime } from "@/components/ui/relative-time";
import type { Action } from "@/lib/domain/answer";

type Verified = { readonly isWhole: boolean; readonly sentence: string; readonly at: string };

/** Proves the trail on the spot, and hands out what the list shows. `exportHref` is null for those who may not. */
export function Proof({
  verify,
  exportHref,
}: {
  verify: Action<Record<string, never>, Verified>;
  exportHref: string | null;
}) {
  const [verified, setVerified] = useState<Verified | null>(null);
  const { run, isPending, problem } = useAction(verify, { done: setVerified });
  return (
    <section aria-label="Proof" className="flex flex-none flex-col gap-2 px-4 pt-3 sm:px-5" data-screen-only>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-72 text-sm text-dim">
          Each entry is sealed together with the one before it. Verifying reads them all, and names the first
          that was changed, removed or put in since.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button icon="check" isPending={isPending} onClick={() => run({})}>
            Verify the trail
          </Button>
          {exportHref !== null && (
            <a href={exportHref} download className={buttonClasses("plain")}>
              <Icon name="download" />
              Export CSV
            </a>
          )}
        </div>
      </div>
      {problem !== null && <ActionProblem problem={problem} />}
      {verified !== null && problem === null && (
        <Callout meaning={verified.isWhole ? "good" : "bad"} isAlert>
          {verified.sentence}{" "}
          <span className="text-dim">
            Verified <FullTime at={verified.at} />.
          </span>
        </Callout>
      )}
    </section>
  );
}
