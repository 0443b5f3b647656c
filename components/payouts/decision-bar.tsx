"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { ActionBar } from "@/components/shell/lane";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PayoutDetail } from "@/lib/db/rows";
import { UNDO_S } from "@/lib/domain/payout";
import type { PayoutActions } from "./actions";
import { CancelPayout } from "./cancel-payout";
import { RejectPayout } from "./reject-payout";
import { UndoBar } from "./undo-bar";
import { paidWords } from "./words";

type Approve = NonNullable<PayoutActions["approve"]>;

/**
 * What can be done about a payout that awaits a decision. `obstacle` says why this colleague may not decide, `overLimit`
 * why they may say no but not yes, and `limits` how far they may go.
 */
export function DecisionBar({
  payout,
  actions,
  obstacle,
  overLimit,
  limits,
  aside,
}: {
  payout: PayoutDetail;
  actions: PayoutActions;
  obstacle: string | null;
  overLimit: string | null;
  limits: string | null;
  aside: ReactNode;
}) {
  const [approvedVersion, setApprovedVersion] = useState<number | null>(null);
  const { approve, reject, cancel } = actions;
  // The seconds to undo run from the answer, not from when the page has been drawn anew.
  if (approvedVersion === payout.version) {
    const approved = { ...payout, version: payout.version + 1, checkerName: "You" };
    return (
      <ActionBar aside={aside}>
        <UndoBar payout={approved} undo={actions.undo} leftMs={UNDO_S * 1_000} isHeld={false} />
      </ActionBar>
    );
  }
  const mayDecide = obstacle === null && approve !== null && reject !== null;
  return (
    <ActionBar aside={aside}>
      {obstacle !== null && <p className="text-sm text-dim">{obstacle}</p>}
      {mayDecide && (
        <>
          {overLimit !== null && <p className="basis-full text-sm text-dim">{overLimit}</p>}
          {overLimit === null && (
            <ApprovePayout
              payout={payout}
              approve={approve}
              onApproved={() => setApprovedVersion(payout.version)}
            />
          )}
          <RejectPayout payout={payout} reject={reject} />
          {overLimit === null && limits !== null && <p className="text-sm text-dim">{limits}</p>}
        </>
      )}
      {cancel !== null && <CancelPayout payout={payout} cancel={cancel} />}
    </ActionBar>
  );
}

function ApprovePayout({
  payout,
  approve,
  onApproved,
}: {
  payout: PayoutDetail;
  approve: Approve;
  onApproved: () => void;
}) {
  const router = useRouter();
  const [readSeal, setReadSeal] = useState(payout.seal);
  const { run, isPending, problem } = useAction(approve, {
    accepted: onApproved,
    done: () => router.refresh(),
    refused: ({ code }) => {
      if (code === "changed_meanwhile" || code === "state_forbids") router.refresh();
    },
  });
  const { id: payoutId, version, seal } = payout;
  if (readSeal !== seal)
    return (
      <Callout
        meaning="attention"
        isAlert
        className="basis-full"
        actions={<Button onClick={() => setReadSeal(seal)}>I have read it again</Button>}
      >
        Something about this payout changed while you were looking. Read it again, then decide.
      </Callout>
    );
  return (
    <>
      {problem !== null && <ActionProblem problem={problem} />}
      <AliveFields>
        <Button
          variant="go"
          hotkey="a"
          hotkeyLabel="Approve this payout"
          isPending={isPending}
          onClick={() => run({ payoutId, version, seal })}
        >
          Pay {paidWords(payout)}
        </Button>
      </AliveFields>
    </>
  );
}
