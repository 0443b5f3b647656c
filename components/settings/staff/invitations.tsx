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
import type { InvitationRow } from "@/lib/db/people-rows";
import { JoinLinkDialog } from "./join-link-dialog";
import type { JoinLink, StaffActions, Viewer } from "./staff-actions";
import { powerText } from "./words";

type Props = {
  readonly invitation: InvitationRow;
  readonly nowMs: number;
  readonly viewer: Viewer;
  readonly actions: StaffActions | null;
};

/** Whoever was invited and has not joined yet. */
export const Invitations = ({
  invitations,
  ...rest
}: { invitations: readonly InvitationRow[] } & Omit<Props, "invitation">) =>
  invitations.length === 0 ? (
    <p className="text-sm text-dim">
      Nobody is invited at the moment. Somebody new joins by a link made here.
    </p>
  ) : (
    <ul
      aria-label="Invitations"
      className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm"
    >
      {invitations.map((invitation) => (
        <li
          key={invitation.id}
          aria-label={`Invitation of ${invitation.name}`}
          className="flex flex-col gap-2 px-3.5 py-2.5"
        >
          <Invitation invitation={invitation} {...rest} />
        </li>
      ))}
    </ul>
  );

function Invitation(props: Props) {
  const { invitation, nowMs, actions } = props;
  const { name, email, inviterName, invitedAt } = invitation;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">{name}</p>
          <p className="text-xs break-words text-dim">{email}</p>
        </div>
        <div className="min-w-0 flex-1 basis-56">
          <p>{powerText(invitation)}</p>
          <p className="text-xs text-dim">
            Invited by {inviterName ?? "the server"}, <RelativeTime at={invitedAt} />
          </p>
        </div>
        <Standing invitation={invitation} nowMs={nowMs} />
      </div>
      {actions !== null && <Deeds {...props} actions={actions} />}
    </>
  );
}

function Standing({ invitation, nowMs }: Pick<Props, "invitation" | "nowMs">) {
  if (new Date(invitation.expiresAt).getTime() <= nowMs)
    return (
      <Badge meaning="attention" icon="clock">
        Expired
      </Badge>
    );
  return invitation.waitsForConsent ? (
    <Badge meaning="waiting" icon="clock">
      Waits for consent
    </Badge>
  ) : (
    <Badge meaning="good" icon="check">
      Link works
    </Badge>
  );
}

function Deeds({ invitation, viewer, actions }: Props & { actions: StaffActions }) {
  const router = useRouter();
  const [joining, setJoining] = useState<JoinLink | null>(null);
  const { id: invitationId, version, name, waitsForConsent, invitedBy } = invitation;
  const renewal = useAction(actions.renew, {
    done: (made) => {
      setJoining(made);
      router.refresh();
    },
  });
  const consent = useAction(actions.consentToInvitation, {
    done: () => {
      toast.success(`Consented: the link of ${name} works now`);
      router.refresh();
    },
  });
  const problem = renewal.problem ?? consent.problem;
  const isOwn = invitedBy === viewer.id;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {problem !== null && <ActionProblem problem={problem} />}
      <AliveFields>
        {waitsForConsent && !isOwn && (
          <Button
            variant="go"
            isPending={consent.isPending}
            onClick={() => consent.run({ invitationId, version })}
          >
            Consent to {name} joining
          </Button>
        )}
        <Button
          icon="link"
          isPending={renewal.isPending}
          onClick={() => renewal.run({ invitationId, version })}
        >
          New link
        </Button>
      </AliveFields>
      <Confirm
        button="Withdraw"
        title={`Withdraw the invitation of ${name}?`}
        description="Its link stops working. You can invite them again."
        yes="Withdraw it"
        no="Leave it"
        done={`The invitation of ${name} was withdrawn`}
        act={() => actions.withdrawInvitation({ invitationId })}
      />
      {waitsForConsent && isOwn && (
        <span className="text-dim">You invited them, so another administrator consents.</span>
      )}
      {joining !== null && <JoinLinkDialog joining={joining} name={name} onClose={() => setJoining(null)} />}
    </div>
  );
}
