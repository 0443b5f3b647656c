"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { Confirm } from "@/components/intents/confirm";
import { useAction } from "@/components/intents/use-action";
import { Facts } from "@/components/payments/facts";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OwnFactors } from "@/lib/db/rows";
import { RECOVERY_CODES } from "@/lib/domain/factor";
import type { AccountActions } from "./actions";
import { RecoveryCodes } from "./recovery-codes";
import { SetUpApp } from "./set-up-app";

/** Few enough that new ones should be made before they are needed. */
const FEW_CODES = 3;

type Props = { factors: OwnFactors; isNeeded: boolean; actions: AccountActions };

/** The authenticator app and its recovery codes. `isNeeded`: nothing else works before there is one. */
export function SecondFactor({ factors, isNeeded, actions }: Props) {
  const router = useRouter();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const show = (made: readonly string[]) => {
    setCodes(made);
    router.refresh();
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  const { authenticator } = factors;
  if (authenticator === null)
    return (
      <>
        <Callout
          meaning={isNeeded ? "attention" : "waiting"}
          title={isNeeded ? "Needed for your role" : undefined}
        >
          {isNeeded
            ? "Your role can let money or power out of hand, so a password alone is not enough for it. Everything else opens once an authenticator app is set up."
            : "Only your password protects this account. With an app on your phone, somebody who learns it still cannot sign in."}
        </Callout>
        <SetUpApp begin={actions.begin} confirm={actions.confirm} onDone={show} />
      </>
    );
  return <AppFacts factors={{ ...factors, authenticator }} actions={actions} onMade={show} />;
}

function AppFacts({
  factors: { authenticator, recovery },
  actions,
  onMade,
}: {
  factors: OwnFactors & { authenticator: NonNullable<OwnFactors["authenticator"]> };
  actions: AccountActions;
  onMade: (codes: readonly string[]) => void;
}) {
  const { run, isPending, problem } = useAction(actions.makeCodes, { done: ({ codes }) => onMade(codes) });
  const left = recovery?.left ?? 0;
  return (
    <>
      <Facts
        label="Your second factor"
        facts={[
          {
            label: "Authenticator app",
            tone: "good",
            text: (
              <>
                On since <RelativeTime at={authenticator.since} />, last used{" "}
                <RelativeTime at={authenticator.lastUsedAt} />
              </>
            ),
          },
          {
            label: "Recovery codes",
            tone: left <= FEW_CODES ? "warn" : "plain",
            icon: "key",
            text: (
              <>
                {left} of {RECOVERY_CODES} left
                {recovery && (
                  <>
                    , made <RelativeTime at={recovery.madeAt} />
                  </>
                )}
              </>
            ),
          },
        ]}
      />
      {problem !== null && <ActionProblem problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <AliveFields>
          <Button icon="retry" isPending={isPending} onClick={() => run({})}>
            Make new recovery codes
          </Button>
        </AliveFields>
        <Confirm
          button="Remove the app"
          title="Remove the authenticator app?"
          description="Signing in then asks for your password alone, and your recovery codes stop working."
          yes="Remove it"
          no="Keep it"
          done="The authenticator app was removed"
          act={() => actions.remove({ factorId: authenticator.id })}
        />
      </div>
    </>
  );
}
