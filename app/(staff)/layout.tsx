import type { ReactNode } from "react";
import { LiveProvider } from "@/components/live/live-provider";
import { LiveRefresh } from "@/components/live/live-refresh";
import { SignedOut } from "@/components/live/signed-out";
import { ProveAgain } from "@/components/proof/prove-again";
import { ReleaseSending } from "@/components/sending/release-sending";
import { PauseBanner } from "@/components/shell/pause-banner";
import { may, ROLE_WORDS, type Deed } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { proofKindOf } from "@/lib/server/prove";
import { requireStaff } from "@/lib/server/session";
import { proveAgain } from "./account/actions";
import { releaseSending } from "./actions";
import { DeskShell } from "./desk-shell";

/** Whose counts, lateness and pauses stand around every page. */
const TOPICS = ["overview", "failures", "events", "sending"];

/** What each place is for; it is left out for those who may not. */
const NEEDS: Readonly<Record<string, Deed>> = {
  "/settings": "settings.read",
  "/payouts/new": "payout.make",
  "/collections/new": "collection.ask",
  "/contacts/new": "contact.edit",
};

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff("/", { mayLackFactor: true }); // each page asks for itself
  const { read } = desk();
  const [counts, truth] = await Promise.all([read.railCounts(staff.id), read.truth(new Date())]);
  const hidden = Object.keys(NEEDS).filter((href) => {
    const deed = NEEDS[href];
    return deed !== undefined && !may(staff.role, deed);
  });
  const banner = truth.paused && (
    <PauseBanner
      reason={truth.paused.reason}
      since={truth.paused.since}
      action={may(staff.role, "sending.release") && <ReleaseSending release={releaseSending} />}
    />
  );
  return (
    <LiveProvider>
      <SignedOut />
      <LiveRefresh topics={[...TOPICS, `staff:${staff.id}`]} />
      <ProveAgain prove={proveAgain} kind={proofKindOf(staff)}>
        <DeskShell
          account={{ name: staff.name, roleLabel: ROLE_WORDS[staff.role], email: staff.email }}
          counts={counts}
          truth={truth}
          hidden={hidden}
          banner={banner}
        >
          {children}
        </DeskShell>
      </ProveAgain>
    </LiveProvider>
  );
}
