"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { toast } from "@/components/ui/toast";
import type { PayoutDetail } from "@/lib/db/rows";
import type { PayoutActions } from "./actions";
import { paidWords } from "./words";

const TICK_MS = 250;
/** How long after the countdown the page looks again by itself, should no news have come. */
const LOOK_AGAIN_MS = 2_500;

/** Seconds left of `leftMs`, counted from when this appeared, so that a wrong clock in the browser does not matter. */
function useCountdown(leftMs: number): number {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const startedMs = performance.now();
    const tick = () => setLeft(Math.max(0, leftMs - (performance.now() - startedMs)));
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [leftMs]);
  return Math.ceil(left / 1_000);
}

/**
 * The seconds in which an approval can be taken back. Give it `key={version}`. `leftMs` is by the server's clock;
 * `isHeld` when it did not leave at its time, so that it still can be taken back.
 */
export function UndoBar({
  payout,
  undo,
  leftMs,
  isHeld,
}: {
  payout: PayoutDetail;
  undo: PayoutActions["undo"];
  leftMs: number;
  isHeld: boolean;
}) {
  const router = useRouter();
  const seconds = useCountdown(leftMs);
  const { run, isPending, problem } = useAction(
    undo ?? (() => Promise.reject(new Error("undo was pressed by somebody who may not"))),
    {
      done: () => {
        toast.success("Taken back. It awaits approval again.");
        router.refresh();
      },
      refused: () => router.refresh(),
    },
  );
  useEffect(() => {
    if (seconds > 0 || isHeld) return undefined;
    const timer = setTimeout(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [seconds, isHeld, router]);

  const { id: payoutId, version } = payout;
  return (
    <>
      {problem !== null && <ActionProblem problem={problem} />}
      <p role="status" className="flex min-w-0 flex-1 basis-60 items-center gap-2 text-sm">
        <Icon name="clock" className="text-waiting" />
        <span>
          {payout.checkerName ?? "A colleague"} approved {paidWords(payout)}.{" "}
          <span aria-hidden className="font-medium tabular-nums">
            {isHeld ? "It has not left." : seconds > 0 ? `It leaves in ${seconds} s.` : "It is leaving now."}
          </span>
        </span>
      </p>
      {undo !== null && (isHeld || seconds > 0) && (
        <Button
          variant="go"
          icon="undo"
          hotkey="u"
          hotkeyLabel="Undo the approval"
          isPending={isPending}
          onClick={() => run({ payoutId, version })}
        >
          Undo
        </Button>
      )}
    </>
  );
}
