import { Reference } from "@/components/payments/reference";
import { Callout } from "@/components/ui/callout";
import type { CollectionStep } from "@/lib/domain/collection";

const TITLE: Record<CollectionStep, (thing: string) => string> = {
  create: (thing) => `Nobody knows yet whether this ${thing} exists at Jetpay`,
  pay: () => "Nobody knows yet whether Jetpay is taking this money",
  charge: () => "Nobody knows yet whether the card was charged",
};

/** A call whose answer never came: what is known, where to look, and that nothing happens by itself. */
export const UnknownOutcome = ({
  thing,
  step = "create",
  reference,
  problem,
  amount,
  name,
}: {
  thing: "payout" | "collection";
  /** The call whose answer is missing. */
  step?: CollectionStep | undefined;
  reference: string;
  problem: string | null;
  amount: string;
  name: string;
}) => (
  <Callout meaning="bad" icon="question" title={TITLE[step](thing)}>
    <p className="mt-1">
      We sent it, and Jetpay&apos;s answer never came{problem === null ? "" : ` (${problem})`}. It may have
      been carried out, or not.
    </p>
    <ul className="mt-1.5 list-disc pl-5">
      <li>
        Look in Jetpay&apos;s own dashboard for a note that begins with <Reference text={reference} />, for{" "}
        {amount} and {name}.
      </li>
      <li>It will never be sent again by itself. Do not make another one until you know.</li>
      <li>If Jetpay&apos;s answer still arrives, this page shows it at once.</li>
    </ul>
  </Callout>
);
