import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type Condition = {
  /** Said after the noun, in the order given, e.g. "completed on 20 Nov", "matches “maple”". */
  readonly words: string;
  /** The same list without it. */
  readonly without: string;
  /** What following `without` does, e.g. "Show all days". */
  readonly clear: string;
};

/** A list that is empty because of what was asked of it: names every filter, and offers to take each one off. */
export const NoMatch = ({
  noun,
  conditions,
  hint,
}: {
  /** E.g. "payout". */
  noun: string;
  conditions: readonly (Condition | null)[];
  /** What is searched, when something was typed. */
  hint?: string | undefined;
}) => {
  const kept = conditions.filter((condition) => condition !== null);
  return (
    <EmptyState
      icon="search"
      title={`No ${noun} ${kept.map(({ words }) => words).join(" ")}`}
      action={kept.map(({ without, clear }) => (
        <ButtonLink key={clear} href={without} prefetch={false}>
          {clear}
        </ButtonLink>
      ))}
    >
      {hint ?? "Nothing in this view fits; another view may hold it."}
    </EmptyState>
  );
};
