import Link from "next/link";
import { PaymentLink } from "@/components/intents/payment-link";
import { PaymentSide } from "@/components/intents/payment-side";
import { AmountHero } from "@/components/payments/amount";
import { Mono, Reference } from "@/components/payments/reference";
import { PayoutStateBadge } from "@/components/payments/state-badge";
import { ActionBar, Lane, Part } from "@/components/shell/lane";
import type { PayoutDetail } from "@/lib/db/rows";
import { may, rolesThatMay, ROLE_WORDS, type Role } from "@/lib/domain/deeds";
import { obstacleToDecide, UNDO_S } from "@/lib/domain/payout";
import { limitWords, obstacleToAmountOf, type ApprovalRoom } from "@/lib/domain/power";
import type { PayoutActions } from "./actions";
import { CancelPayout } from "./cancel-payout";
import { DecisionBar } from "./decision-bar";
import { NextInQueue, type Queue } from "./next-in-queue";
import { Payee, PayoutFacts } from "./payout-facts";
import { PayoutNotice } from "./payout-notice";
import { UndoBar } from "./undo-bar";

type Viewer = { readonly id: string; readonly role: Role };
type Props = {
  readonly payout: PayoutDetail;
  readonly viewer: Viewer;
  readonly actions: PayoutActions;
  readonly queue: Queue | null;
  /** How much the viewer may still approve today; null for those who approve nothing. */
  readonly room: ApprovalRoom | null;
  /** The server's clock when this was drawn. */
  readonly nowMs: number;
};

const WITH_FAILURE = ["failed", "returned", "refused", "unknown"];

/** Everything about one payout on one screen, and what can be decided about it. */
export function PayoutView(props: Props) {
  const { payout, viewer, nowMs } = props;
  const failureHref = WITH_FAILURE.includes(payout.state)
    ? `/failures/${payout.transaction?.id ?? payout.id}`
    : null;
  return (
    <Lane bar={<Bar {...props} />} side={<Side payout={payout} />}>
      <div className="flex flex-col gap-[22px]">
        <header>
          <div className="mb-2.5 flex flex-wrap items-center gap-2">
            <PayoutStateBadge state={payout.state} />
            <Reference text={payout.reference} />
          </div>
          <h1 className="sr-only">
            Payout {payout.reference} to {payout.contactName}
          </h1>
          <AmountHero cents={payout.amountCents} />
          <Payee payout={payout} />
        </header>
        <PayoutNotice
          payout={payout}
          failureHref={failureHref}
          mayMake={may(viewer.role, "payout.make")}
          isOverdue={isOverdue(payout, nowMs)}
        />
        {payout.link !== null && payout.state === "sent" && (
          <PaymentLink
            link={payout.link}
            hint={`Jetpay does not send it: give it to ${payout.contactName}, who says there where the money goes. It works once.`}
          />
        )}
        <PayoutFacts payout={payout} nowMs={nowMs} />
      </div>
    </Lane>
  );
}

const Side = ({ payout }: { payout: PayoutDetail }) => (
  <PaymentSide note={payout.note} story={payout.story} statement={payout.statement}>
    <Part title="Vendor">
      <Link href={`/contacts/${payout.contactId}`} className="text-accent hover:underline">
        {payout.contactName}
      </Link>
      <span className="block break-words text-dim">{payout.contactEmail}</span>
    </Part>
    {payout.transaction !== null && (
      <Part title="Jetpay's number">
        <Mono>{payout.transaction.id}</Mono>
      </Part>
    )}
  </PaymentSide>
);

const CHECKERS = rolesThatMay("payout.approve").map((role) => ROLE_WORDS[role].toLowerCase());

/** Makers hear why they may not decide; other roles hear who may. */
function whyNotDecide(payout: PayoutDetail, { id, role }: Viewer): string | null {
  const obstacle = obstacleToDecide(payout, id);
  if (obstacle !== null) return obstacle.message;
  return may(role, "payout.approve") ? null : `It awaits the decision of an ${CHECKERS.join(" or ")}.`;
}

function Bar({ payout, viewer, actions, queue, room, nowMs }: Props) {
  const { state, sendAt, waitingFor, makers, version } = payout;
  const cancel = makers.includes(viewer.id) || viewer.role === "administrator" ? actions.cancel : null;
  const aside = queue === null ? undefined : <NextInQueue queue={queue} />;
  if (state === "awaiting_approval")
    return (
      <DecisionBar
        payout={payout}
        actions={{ ...actions, cancel }}
        obstacle={whyNotDecide(payout, viewer)}
        overLimit={room && (obstacleToAmountOf(BigInt(payout.amountCents), room)?.message ?? null)}
        limits={room && limitWords(room)}
        aside={aside}
      />
    );
  if (state === "approved" && sendAt !== null)
    return (
      <ActionBar aside={aside}>
        <UndoBar
          key={version}
          payout={payout}
          undo={actions.undo}
          leftMs={leftMs(sendAt, nowMs)}
          isHeld={waitingFor !== null || isOverdue(payout, nowMs)}
        />
        {cancel !== null && <CancelPayout payout={payout} cancel={cancel} />}
      </ActionBar>
    );
  return aside === undefined ? null : (
    <ActionBar aside={aside}>
      <span className="text-sm text-dim">Nothing to decide here.</span>
    </ActionBar>
  );
}

/** Never more than the whole time to undo, whatever the clocks say. */
const leftMs = (sendAt: string, nowMs: number): number =>
  Math.max(0, Math.min(UNDO_S * 1_000, new Date(sendAt).getTime() - nowMs));

/** Sending takes a moment; longer than this after its time, an approved payout is held up by something. */
const OVERDUE_MS = 20_000;
const isOverdue = ({ state, sendAt }: PayoutDetail, nowMs: number): boolean =>
  state === "approved" && sendAt !== null && nowMs - new Date(sendAt).getTime() > OVERDUE_MS;
