import { ActionBar } from "@/components/shell/lane";
import { ButtonLink } from "@/components/ui/button";
import type { FailureRow } from "@/lib/db/rows";
import { may, ROLE_WORDS, rolesThatMay, type Role } from "@/lib/domain/deeds";
import type { Explanation } from "@/lib/domain/explanation";
import { isUnread, paymentHref } from "./explain";
import { nextStep, type Step } from "./next-step";

const rolesInWords = (step: Step) =>
  rolesThatMay(step.deed)
    .map((role) => ROLE_WORDS[role].toLowerCase())
    .join(", ");

/** The one right next step, led to where it can be taken, and what else there is to look at. */
export function FailureSteps({
  failure,
  told,
  role,
}: {
  failure: FailureRow;
  told: Explanation;
  role: Role;
}) {
  const step = isUnread(failure) ? null : nextStep(failure, told);
  const payment = paymentHref(failure);
  return (
    <ActionBar>
      {step !== null && may(role, step.deed) && (
        <ButtonLink href={step.href} prefetch={false} variant="go" icon="arrow">
          {step.label}
        </ButtonLink>
      )}
      {step !== null && !may(role, step.deed) && (
        <span className="text-sm text-dim">
          Next step: {step.label}. Your role may not; these may: {rolesInWords(step)}.
        </span>
      )}
      {payment !== null && payment !== step?.href && (
        <ButtonLink href={payment}>
          {failure.direction === "credit" ? "Open the payout" : "Open the collection"}
        </ButtonLink>
      )}
      {failure.contactId !== null && step?.href !== `/contacts/${failure.contactId}` && (
        <ButtonLink href={`/contacts/${failure.contactId}`}>Open the contact</ButtonLink>
      )}
    </ActionBar>
  );
}
