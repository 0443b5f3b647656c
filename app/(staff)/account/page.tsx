import { ChangePassword } from "@/components/account/change-password";
import { OwnSessions } from "@/components/account/own-sessions";
import { SecondFactor } from "@/components/account/second-factor";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ROLE_WORDS } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { ACCOUNT_PATH, lacksFactor, requireStaff } from "@/lib/server/session";
import { SESSION_IDLE_S } from "@/lib/server/session-life";
import * as account from "./actions";

export const metadata = { title: "Your account" };

export default async function AccountPage() {
  const staff = await requireStaff(ACCOUNT_PATH, { mayLackFactor: true });
  const { read } = desk();
  const now = new Date();
  const seenSince = new Date(now.getTime() - SESSION_IDLE_S * 1_000);
  const [factors, sessions] = await Promise.all([
    read.ownFactors(staff.id),
    read.ownSessions(staff.id, now, seenSince),
  ]);
  return (
    <>
      <PageHead title="Your account" sub={`${staff.name}, ${ROLE_WORDS[staff.role].toLowerCase()}`} />
      <div className="max-w-[860px] px-4 pt-5 pb-10 sm:px-5">
        <Section id="password" title="Password" about="A new one signs you out everywhere but here.">
          <ChangePassword change={account.changePassword} email={staff.email} name={staff.name} />
        </Section>
        <Section
          id="second-factor"
          title="Second factor"
          about="What you prove with besides your password, when you sign in and before what moves money or power."
        >
          <SecondFactor
            factors={factors}
            isNeeded={lacksFactor(staff)}
            actions={{
              begin: account.beginAuthenticator,
              confirm: account.confirmAuthenticator,
              remove: account.removeFactor,
              makeCodes: account.makeRecoveryCodes,
              endSession: account.endOwnSession,
              endOthers: account.endOtherSessions,
            }}
          />
        </Section>
        <Section
          id="signed-in"
          title="Where you are signed in"
          about="A place you do not know is a reason to sign out there, and to tell an administrator."
        >
          <OwnSessions
            sessions={sessions}
            ownId={staff.sessionId}
            actions={{ endSession: account.endOwnSession, endOthers: account.endOtherSessions }}
          />
        </Section>
      </div>
    </>
  );
}
