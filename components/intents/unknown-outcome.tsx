import { Reference } from "@/components/payments/reference";
import { Callout } from "@/components/ui/callout";

/** A call whose answer never came: what is known, where to look, and that nothing happens by itself. */
export const UnknownOutcome = ({
  thing,
  reference,
  problem,
  amount,
  name,
}: {
  thing: "payout" | "collection";
  reference: string;
  problem: string | null;
  amount: string;
  name: string;
}) => (
  <Callout meaning="bad" icon="question" title={`Nobody knows yet whether this ${thing} exists at Jetpay`}>
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
