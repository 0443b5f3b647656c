import Link from "next/link";
import { notFound } from "next/navigation";
import { explain, isUnread } from "@/components/failures/explain";
import { thingOf } from "@/components/failures/thing-of";
import { FailureFacts } from "@/components/failures/failure-facts";
import { FailureSteps } from "@/components/failures/failure-steps";
import { failureLegs } from "@/components/failures/legs";
import { LiveRefresh } from "@/components/live/live-refresh";
import { AmountInline } from "@/components/payments/amount";
import { Legs } from "@/components/payments/legs";
import { MethodLabel } from "@/components/payments/method-label";
import { Reference } from "@/components/payments/reference";
import { FailureKindBadge } from "@/components/payments/state-badge";
import { Timeline } from "@/components/payments/timeline";
import { Headline, Lane, Part } from "@/components/shell/lane";
import { FullTime } from "@/components/ui/relative-time";
import type { FailureDetail } from "@/lib/db/rows";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";

export const metadata = { title: "Failure" };

const idFrom = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // a broken escape in the address names nothing
  }
};

export default async function FailurePage({ params }: { params: Promise<{ failureId: string }> }) {
  const staff = await requireStaff();
  const id = idFrom((await params).failureId);
  const failure = id === null ? null : await desk().read.failure(id);
  if (failure === null) notFound();
  const told = explain(failure);
  const thing = thingOf(failure).toLowerCase();
  const legs = failureLegs(failure);
  return (
    <Lane
      side={<Side failure={failure} />}
      bar={<FailureSteps failure={failure} told={told} role={staff.role} />}
    >
      <LiveRefresh topics={topicsOf(failure)} />
      <div className="flex flex-col gap-5">
        <About failure={failure} />
        <Headline>
          {isUnread(failure)
            ? `This ${thing} ${failure.kind === "returned" ? "came back after it had completed" : "failed"}. The reason was not read from Jetpay yet.`
            : told.headline}
        </Headline>
        {legs.length > 0 && <Legs legs={legs} label={`Where the ${thing} is`} />}
        <FailureFacts failure={failure} told={told} />
        {told.sensitive && (
          <p className="text-xs text-dim">
            Only the first sentence is fit for the contact’s ears; keep the rest among colleagues.
          </p>
        )}
      </div>
    </Lane>
  );
}

const topicsOf = ({ payoutId, collectionId }: FailureDetail): string[] => [
  "failures",
  ...(payoutId === null ? [] : [`payout:${payoutId}`]),
  ...(collectionId === null ? [] : [`collection:${collectionId}`]),
];

const ABOUT = {
  contact: "The making of",
  bank_account: "A bank account of",
  card: "A card of",
} as const;

const About = ({ failure }: { failure: FailureDetail }) => (
  <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-dim">
    <FailureKindBadge kind={failure.kind} />
    {failure.reference !== null && <Reference text={failure.reference} />}
    <span>
      {failure.subject === "payment" ? (
        <>
          <AmountInline cents={failure.amountCents} /> {failure.direction === "credit" ? "to" : "from"}
        </>
      ) : (
        ABOUT[failure.subject]
      )}{" "}
      {failure.contactId === null ? (
        "somebody not described yet"
      ) : (
        <Link href={`/contacts/${failure.contactId}`} className="font-medium text-text hover:underline">
          {failure.contactName ?? "a contact without a name"}
        </Link>
      )}
    </span>
    {failure.account !== null && <MethodLabel account={failure.account} />}
  </p>
);

const Side = ({ failure }: { failure: FailureDetail }) => (
  <>
    <Part title="When">
      <FullTime at={failure.at} />
    </Part>
    <Part title="So far">
      {failure.story.length === 0 ? (
        <span className="text-faint">Nothing is recorded.</span>
      ) : (
        <Timeline lines={failure.story.toReversed()} />
      )}
    </Part>
    {failure.contactId !== null && (
      <Part title="Speaks">{failure.language === "fr" ? "French" : "English"}</Part>
    )}
    {failure.transactionId !== null && (
      <Part title="Transaction at Jetpay">
        <Reference text={failure.transactionId} label="transaction" />
      </Part>
    )}
  </>
);
