import { notFound } from "next/navigation";
import { LiveRefresh } from "@/components/live/live-refresh";
import type { Queue } from "@/components/payouts/next-in-queue";
import { PayoutView } from "@/components/payouts/payout-view";
import { countText } from "@/components/data-table/count-text";
import { dayOf, startOf } from "@/lib/domain/day";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { approvePayout, cancelPayout, rejectPayout, undoPayout } from "../actions";

export const metadata = { title: "Payout" };

export default async function PayoutPage({ params }: { params: Promise<{ payoutId: string }> }) {
  const { payoutId } = await params;
  const staff = await requireStaff(`/payouts/${payoutId}`);
  const mayDecide = may(staff.role, "payout.approve");
  const [payout, queue, room] = await Promise.all([
    desk().read.payout(payoutId),
    mayDecide ? queueAround(payoutId, staff.id) : null,
    mayDecide ? desk().read.approvalRoom(staff.id, startOf(dayOf(new Date()))) : null,
  ]);
  if (payout === null) notFound();
  return (
    <>
      <LiveRefresh topics={[`payout:${payoutId}`]} />
      <PayoutView
        payout={payout}
        viewer={{ id: staff.id, role: staff.role }}
        nowMs={Date.now()}
        queue={queue}
        room={room}
        actions={{
          approve: mayDecide ? approvePayout : null,
          reject: mayDecide ? rejectPayout : null,
          undo: mayDecide ? undoPayout : null,
          cancel: may(staff.role, "payout.cancel") ? cancelPayout : null,
        }}
      />
    </>
  );
}

/** The neighbours among what waits for this colleague, oldest first; beyond the first page only the way back is known. */
async function queueAround(payoutId: string, staffId: string): Promise<Queue | null> {
  const question = { q: "", view: "waiting", sort: "made", after: null, before: null } as const;
  const { rows, count } = await desk().read.payouts(question, staffId);
  if (rows.length === 0) return null;
  const at = rows.findIndex(({ id }) => id === payoutId);
  return {
    position: at === -1 ? null : at + 1,
    total: countText(count),
    previousId: at === -1 ? null : (rows[at - 1]?.id ?? null),
    nextId: rows[at + 1]?.id ?? null,
  };
}
