"use client";
import { useRouter } from "next/navigation";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { OwnSession } from "@/lib/db/rows";
import type { AccountActions } from "./actions";
import { deviceWords } from "./device";

type Props = {
  sessions: readonly OwnSession[];
  ownId: string;
  actions: Pick<AccountActions, "endSession" | "endOthers">;
};

/** Where this person is signed in, and the way to end it. */
export function OwnSessions({ sessions, ownId, actions }: Props) {
  const router = useRouter();
  const others = useAction(actions.endOthers, {
    done: ({ ended }) => {
      toast.success(ended === 1 ? "Signed out in one other place" : `Signed out in ${ended} other places`);
      router.refresh();
    },
  });
  return (
    <>
      <ul
        aria-label="Where you are signed in"
        className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm"
      >
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isHere={session.id === ownId}
            endSession={actions.endSession}
          />
        ))}
      </ul>
      {others.problem !== null && <ActionProblem problem={others.problem} />}
      {sessions.length > 1 && (
        <div>
          <AliveFields>
            <Button icon="exit" isPending={others.isPending} onClick={() => others.run({})}>
              Sign out everywhere else
            </Button>
          </AliveFields>
        </div>
      )}
    </>
  );
}

function SessionRow({
  session: { id, device, address, createdAt, seenAt },
  isHere,
  endSession,
}: {
  session: OwnSession;
  isHere: boolean;
  endSession: AccountActions["endSession"];
}) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(endSession, {
    done: () => {
      toast.success("Signed out there");
      router.refresh();
    },
  });
  const words = deviceWords(device);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium" title={device}>
          {words}
          {isHere && <Chip>this browser</Chip>}
        </p>
        <p className="text-xs text-dim">
          {address === "unknown" ? "address not known" : <span className="font-mono">{address}</span>} · since{" "}
          <RelativeTime at={createdAt} /> · last seen <RelativeTime at={seenAt} />
        </p>
      </div>
      {!isHere && (
        <AliveFields>
          <Button isPending={isPending} onClick={() => run({ sessionId: id })}>
            Sign out<span className="sr-only"> {words}, there</span>
          </Button>
        </AliveFields>
      )}
      {problem !== null && <ActionProblem problem={problem} />}
    </li>
  );
}
