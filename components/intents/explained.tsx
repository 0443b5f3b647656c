import { ButtonLink } from "@/components/ui/button";
import { Facts, Pips } from "@/components/payments/facts";
import { Headline } from "@/components/shell/lane";
import { explainFailure, type Failure } from "@/lib/domain/explanation";

/** A failure in plain words: what happened, who can act, whether it may be tried again, and where to go on. */
export function Explained({ failure, href }: { failure: Failure; href: string | null }) {
  const { headline, whatHappened, jetpaySays, whoActs, retry, nextStep } = explainFailure(failure);
  return (
    <section aria-label="Why it failed" className="flex flex-col gap-4">
      <Headline>{headline}</Headline>
      {whatHappened !== "" && <p className="max-w-[60ch] text-dim">{whatHappened}</p>}
      <Facts
        label="About the failure"
        facts={[
          {
            label: "Jetpay says",
            icon: "warn",
            tone: "plain",
            text: <span className="font-mono text-xs">{jetpaySays}</span>,
          },
          { label: "Who can fix it", icon: "people", text: whoActs.words },
          {
            label: "Retry",
            icon: "clock",
            text: (
              <>
                {retry.triesLeftOf !== undefined && <Pips used={1} of={retry.triesLeftOf + 1} />}
                {retry.sentence}
              </>
            ),
          },
          { label: "Next step", icon: "arrow", text: nextStep.label },
        ]}
      />
      {href !== null && (
        <p>
          <ButtonLink href={href} variant="go" icon="arrow">
            Work this failure
          </ButtonLink>
        </p>
      )}
    </section>
  );
}
