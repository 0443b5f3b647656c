"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { Confirm } from "@/components/intents/confirm";
import { useAction } from "@/components/intents/use-action";
import { Badge } from "@/components/payments/state-badge";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { PersonRow } from "@/lib/db/people-rows";
import { ChangePower } from "./change-power";
import type { StaffActions, Viewer } from "./staff-actions";
import { powerText } from "./words";

type Props = { readonly person: PersonRow; readonly viewer: Viewer; readonly actions: StaffActions | null };

/** Who may sign in, as what, and whether they are there. */
export const PeopleList = ({
  people,
  ...rest
}: { people: readonly PersonRow[] } & Pick<Props, "viewer" | "actions">) => (
  <ul
    aria-label="People"
    className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm"
  >
    {people.map((person) => (
      <li key={person.id} aria-label={person.name} className="flex flex-col gap-2 px-3.5 py-2.5">
        <PersonLine person={person} {...rest} />
      </li>
    ))}
  </ul>
);

function PersonLine({ person, viewer, actions }: Props) {
  const isSelf = person.id === viewer.id;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">
            {person.name}
            {isSelf && <span className="font-normal text-faint"> (you)</span>}
          </p>
          <p className="text-xs break-words text-dim">{person.email}</p>
        </div>
        <div className="min-w-0 flex-1 basis-56">
          <p>{powerText(person)}</p>
          <p className="text-xs text-dim">
            <Presence person={person} />
          </p>
        </div>
        <Access isDisabled={person.disabledAt !== null} />
      </div>
      {actions !== null && !isSelf && <Deeds person={person} viewer={viewer} actions={actions} />}
      {actions !== null && isSelf && (
        <p className="text-xs text-dim">Your own role and limits are changed by another administrator.</p>
      )}
    </>
  );
}

const Access = ({ isDisabled }: { isDisabled: boolean }) =>
  isDisabled ? (
    <Badge meaning="attention" icon="ban">
      Disabled
    </Badge>
  ) : (
    <Badge meaning="good" icon="check">
      May sign in
    </Badge>
  );

function Presence({ person: { lastSeenAt, sessions } }: { person: PersonRow }) {
  if (lastSeenAt === null) return "Has never signed in";
  return (
    <>
      Seen <RelativeTime at={lastSeenAt} />
      {sessions > 0 && `, signed in ${sessions === 1 ? "once" : `${sessions} times`} now`}
    </>
  );
}

function Deeds({ person, viewer, actions }: Omit<Props, "actions"> & { actions: StaffActions }) {
  const [isChanging, setIsChanging] = useState(false);
  const { id: staffId, version, name } = person;
  return (
    <div className="flex flex-wrap gap-2">
      <AliveFields>
        <Button onClick={() => setIsChanging(true)}>Change role or limits</Button>
      </AliveFields>
      {person.sessions > 0 && (
        <Confirm
          button="Sign out everywhere"
          title={`Sign ${name} out everywhere?`}
          description="Every screen of theirs ends at once. They may sign in again with their password."
          yes="Sign them out"
          no="Leave it"
          done={`${name} was signed out`}
          act={() => actions.endSessions({ staffId })}
        />
      )}
      {person.disabledAt === null ? (
        <Confirm
          button="Disable"
          title={`Disable ${name}?`}
          description="They are signed out at once and cannot sign in until they are enabled again. What they proposed and whom they invited is withdrawn. What they did stays in the records."
          yes={`Disable ${name}`}
          no="Leave them"
          done={`${name} was disabled`}
          act={() => actions.disable({ staffId, version })}
        />
      ) : (
        <Enable person={person} enable={actions.enable} />
      )}
      {isChanging && (
        <ChangePower
          person={person}
          change={actions.change}
          hasSecond={viewer.hasSecond}
          onClose={() => setIsChanging(false)}
        />
      )}
    </div>
  );
}

function Enable({ person, enable }: { person: PersonRow; enable: StaffActions["enable"] }) {
  const router = useRouter();
  const { id: staffId, version, name } = person;
  const { run, isPending, problem } = useAction(enable, {
    done: ({ outcome }) => {
      toast.success(
        outcome === "done"
          ? `${name} may sign in again`
          : `Proposed. A second administrator decides on ${name}.`,
      );
      router.refresh();
    },
  });
  return (
    <>
      <AliveFields>
        <Button isPending={isPending} onClick={() => run({ staffId, version })}>
          Enable
        </Button>
      </AliveFields>
      {problem !== null && <ActionProblem problem={problem} />}
    </>
  );
}
