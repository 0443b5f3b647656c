import { LiveRefresh } from "@/components/live/live-refresh";
import { OnlyFor } from "@/components/settings/only-for";
import { Section } from "@/components/settings/section";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { Invitations } from "@/components/settings/staff/invitations";
import { InvitePerson } from "@/components/settings/staff/invite-person";
import { PeopleList } from "@/components/settings/staff/people-list";
import { WaitingChanges } from "@/components/settings/staff/waiting-changes";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { SESSION_IDLE_S } from "@/lib/server/session-life";
import {
  changePower,
  consentToInvitation,
  decideChange,
  disableStaff,
  enableStaff,
  endSessions,
  invitePerson,
  renewInvitation,
  withdrawInvitation,
} from "./actions";

export const metadata = { title: "Staff" };

const ACTIONS = {
  invite: invitePerson,
  renew: renewInvitation,
  consentToInvitation,
  withdrawInvitation,
  change: changePower,
  decide: decideChange,
  disable: disableStaff,
  enable: enableStaff,
  endSessions,
};

export default async function StaffPage() {
  const staff = await requireStaff("/settings/staff");
  if (!may(staff.role, "staff.read")) return <NoPermission deed="staff.read" />;
  const { read } = desk();
  const now = new Date();
  const seenSince = new Date(now.getTime() - SESSION_IDLE_S * 1_000);
  const [people, changes, invitations, standing] = await Promise.all([
    read.people(now, seenSince),
    read.staffChanges(),
    read.invitations(),
    read.standing(staff.id, null, now),
  ]);
  const actions = may(staff.role, "staff.manage") ? ACTIONS : null;
  const viewer = {
    id: staff.id,
    hasSecond: standing.administrators >= 2 || standing.justDisabled !== null,
  };
  return (
    <>
      <LiveRefresh topics={["staff"]} />
      <PageHead title="Settings" />
      <SettingsTabs current="/settings/staff" />
      <div className="max-w-[860px] px-4 pt-5 pb-10 sm:px-5">
        {changes.length > 0 && (
          <Section
            id="waiting"
            title="Waiting for a second administrator"
            about="Power over money changes when two administrators agree."
          >
            <WaitingChanges changes={changes} viewer={viewer} actions={actions} />
          </Section>
        )}
        <Section
          id="people"
          title="People"
          about="Who may sign in, and as what. Roles are fixed sets of what a person may do."
        >
          <PeopleList people={people} viewer={viewer} actions={actions} />
          {actions === null && <OnlyFor deed="staff.manage" what="People are invited and changed by" />}
        </Section>
        <Section
          id="invitations"
          title="Invitations"
          about="A link by which one person joins once. It works for 72 hours."
        >
          <Invitations invitations={invitations} nowMs={now.getTime()} viewer={viewer} actions={actions} />
          {actions !== null && (
            <div>
              <InvitePerson invite={actions.invite} hasSecond={viewer.hasSecond} />
            </div>
          )}
        </Section>
      </div>
    </>
  );
}
