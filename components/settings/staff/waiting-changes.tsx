"use client";
import { useRouter } from "next/navigation";
import { ActionProblem } from "@/components/intents/action-problem";
import { Pairs } from "@/components/intents/pairs";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { StaffChangeRow } from "@/lib/db/people-rows";
import type { Decided, StaffActions, Verdict, Viewer } from "./staff-actions";
import { powerText } from "./words";

type Props = {
  readonly change: StaffChangeRow;
  readonly viewer: Viewer;
  readonly actions: StaffActions | null;
};

/** Changes that a second administrator has yet to decide on. */
export const WaitingChanges = ({
  changes,
  ...rest
}: { changes: readonly StaffChangeRow[] } & Pick<Props, "viewer" | "actions">) => (
  <ul aria-label="Changes that wait" className="flex flex-col gap-3">
    {changes.map((change) => (
      <li
        key={change.id}
        aria-label={`Change of ${change.name}`}
        className="flex flex-col gap-3 rounded-lg border border-line px-3.5 py-3 text-sm"
      >
        <p className="font-medium">
          {change.enables ? `Let ${change.name} sign in again` : `Change what ${change.name} may do`}
        </p>
        <Pairs
          lines={[
            ["Before", beforeText(change)],
            ["After", powerText(change)],
            [
              "Proposed by",
              <>
                {change.proposerName}, <RelativeTime at={change.proposedAt} />
              </>,
            ],
          ]}
        />
        <Decide change={change} {...rest} />
      </li>
    ))}
  </ul>
);

const beforeText = ({ enables, roleBefore, mostCentsBefore, dayCentsBefore }: StaffChangeRow) => {
  const power = powerText({ role: roleBefore, mostCents: mostCentsBefore, dayCents: dayCentsBefore });
  return enables ? `${power}, disabled` : power;
};

const DONE: Record<Decided, string> = {
  consented: "Consented: it has taken effect",
  declined: "Declined: nothing changes",
  withdrawn: "Withdrawn: nothing changes",
};

function Decide({ change, viewer, actions }: Props) {
  if (actions === null) return <p className="text-dim">A second administrator decides on it.</p>;
  if (change.proposedBy === viewer.id)
    return (
      <Buttons change={change} decide={actions.decide} verdicts={["withdraw"]}>
        You proposed it, so another administrator decides on it.
      </Buttons>
    );
  if (change.staffId === viewer.id)
    return <p className="text-dim">It is about you, so another administrator decides on it.</p>;
  return (
    <Buttons
      change={change}
      decide={actions.decide}
      verdicts={change.isOutdated ? ["decline"] : ["consent", "decline"]}
    >
      {change.isOutdated ? `${change.name} has changed since it was proposed.` : null}
    </Buttons>
  );
}

const LABEL: Record<Verdict, (name: string) => string> = {
  consent: (name) => `Consent to the change of ${name}`,
  decline: () => "Decline",
  withdraw: () => "Withdraw",
};

function Buttons({
  change,
  decide,
  verdicts,
  children,
}: {
  change: StaffChangeRow;
  decide: StaffActions["decide"];
  verdicts: readonly Verdict[];
  children: string | null;
}) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(decide, {
    done: ({ state }) => {
      toast.success(DONE[state]);
      router.refresh();
    },
    refused: ({ code }) => code === "changed_meanwhile" && router.refresh(),
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      {problem !== null && <ActionProblem problem={problem} />}
      <AliveFields>
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            variant={verdict === "consent" ? "go" : "plain"}
            isPending={isPending}
            onClick={() => run({ changeId: change.id, verdict })}
          >
            {LABEL[verdict](change.name)}
          </Button>
        ))}
      </AliveFields>
      {children !== null && <span className="text-dim">{children}</span>}
    </div>
  );
}
