import type { ReactNode } from "react";
import { JoinForm } from "@/components/join/join-form";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FullTime } from "@/components/ui/relative-time";
import { DEAD_LINK, STILL_WAITS, tokenHash } from "@/lib/commands/staff";
import { ROLE_WORDS } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";

export const metadata = { title: "Join", referrer: "no-referrer", robots: { index: false } };

const MARK =
  "size-7 rounded-lg bg-[linear-gradient(135deg,var(--accent),oklch(from_var(--accent)_calc(l_+_0.12)_c_calc(h_+_40)))]";

export default async function JoinPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const invitation = await desk().read.invitationOf(tokenHash(text), new Date());
  if (invitation === null)
    return (
      <Frame title="This link does not work">
        <Callout
          meaning="attention"
          actions={
            <ButtonLink href="/sign-in" prefetch={false}>
              Sign in
            </ButtonLink>
          }
        >
          {DEAD_LINK} If you have joined already, sign in.
        </Callout>
      </Frame>
    );
  const { email, name, role, inviterName, expiresAt, waitsForConsent } = invitation;
  return (
    <Frame
      title={`Welcome, ${name}`}
      about={
        <>
          {inviterName ?? "Whoever runs this desk"} invites you to Jetdesk as {ROLE_WORDS[role].toLowerCase()}
          . The link works until <FullTime at={expiresAt} />.
        </>
      }
    >
      {waitsForConsent ? (
        <Callout meaning="waiting" icon="clock" title="Not yet">
          {STILL_WAITS}
        </Callout>
      ) : (
        <JoinForm token={text} email={email} name={name} />
      )}
    </Frame>
  );
}

const Frame = ({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) => (
  <main className="grid min-h-dvh place-items-center px-4 py-10">
    <div className="w-full max-w-[400px]">
      <header className="mb-6 flex flex-col items-center gap-3 text-center">
        <span aria-hidden className={MARK} />
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {about !== undefined && <p className="mt-0.5 text-sm text-dim">{about}</p>}
        </div>
      </header>
      {children}
    </div>
  </main>
);
