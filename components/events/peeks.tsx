import { DeliveryVerdictBadge, JetpayStateBadge } from "@/components/payments/state-badge";
import { FullTime } from "@/components/ui/relative-time";
import type { DeliveryRow, EventRow, QuarantinedRow, UnclaimedRow } from "@/lib/db/rows";
import { RawText } from "./raw-text";
import { TransactionLink } from "./transaction-link";
import { countsInWords, DIRECTION_WORDS, lagWords, UNCLAIMED_SENTENCE } from "./words";

const Head = ({ kind, id }: { kind: string; id: string }) => (
  <h2 className="text-md font-semibold break-all">
    {kind} <span className="font-mono text-sm">{id}</span>
  </h2>
);

export const DeliveryPeek = ({ row }: { row: DeliveryRow }) => (
  <div className="flex flex-col gap-3">
    <Head kind="Delivery" id={row.id} />
    <p>
      <DeliveryVerdictBadge verdict={row.verdict} />
    </p>
    {row.problem !== null && <p>{row.problem}</p>}
    <p>
      {countsInWords(row)}. {lagWords(row.lagMs)}.
    </p>
    <p className="text-dim">
      Received <FullTime at={row.receivedAt} />
    </p>
  </div>
);

export const EventPeek = ({ row }: { row: EventRow }) => (
  <div className="flex flex-col gap-3">
    <Head kind="Event" id={row.id} />
    <p className="font-medium break-words">{row.type}</p>
    <p className="flex flex-wrap items-center gap-2">
      {row.state !== null && <JetpayStateBadge state={row.state} />}
      <TransactionLink row={row} />
    </p>
    <p className="text-dim">
      Happened <FullTime at={row.createdAt} />
      <br />
      Received <FullTime at={row.receivedAt} />
    </p>
    <RawText label="As Jetpay sent it" text={row.raw} />
  </div>
);

export const QuarantinedPeek = ({ row }: { row: QuarantinedRow }) => (
  <div className="flex flex-col gap-3">
    <Head kind="Event" id={row.eventId ?? "without an id"} />
    <p>{row.problem}</p>
    <p className="text-dim">
      Nothing was changed by it; the rest of its delivery was applied. Received{" "}
      <FullTime at={row.receivedAt} />
    </p>
    <RawText label="As Jetpay sent it" text={row.raw} />
  </div>
);

export const UnclaimedPeek = ({ row }: { row: UnclaimedRow }) => (
  <div className="flex flex-col gap-3">
    <Head kind="Transaction" id={row.id} />
    <p className="flex flex-wrap items-center gap-2">
      <JetpayStateBadge state={row.state} /> {DIRECTION_WORDS[row.direction]}
    </p>
    <p>{UNCLAIMED_SENTENCE}</p>
    <p className="text-dim">
      {row.announcedAt === null ? (
        "Jetpay did not say when it began."
      ) : (
        <>
          Announced <FullTime at={row.announcedAt} />
        </>
      )}
    </p>
  </div>
);
