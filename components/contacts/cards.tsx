"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/intents/use-action";
import { CardLabel } from "@/components/payments/method-label";
import { CardStateBadge } from "@/components/payments/state-badge";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Action } from "@/lib/domain/answer";
import { cardName } from "@/lib/domain/card";
import { CaptureDialog, type Capture } from "./capture-dialog";
import type { ToldCard } from "./card-problem";
import { MethodRow, MethodSection } from "./method-list";

export type CaptureCardAction = Action<
  { cardId: string; contactId: string },
  { cardId: string; captureUrl: string }
>;

type Props = {
  contact: { readonly id: string; readonly name: string };
  cards: readonly ToldCard[];
  /** Why no card can be added, in a sentence; null when one can. */
  whyNot: string | null;
  mayCharge: boolean;
};

const chargeHref = (contactId: string, cardId: string) =>
  `/collections/new?contact=${contactId}&card=${cardId}`;

/** The cards of a customer. `capture` is null where none can be added. */
export const Cards = ({ capture, ...props }: Props & { capture: CaptureCardAction | null }) =>
  capture === null ? <CardList {...props} begin={null} /> : <CapturedCards {...props} capture={capture} />;

function CapturedCards({ capture, ...props }: Props & { capture: CaptureCardAction }) {
  const { contact, cards, mayCharge } = props;
  const router = useRouter();
  const [shown, setShown] = useState<Capture | null>(null);
  /** The card whose page was asked for last: what the answer speaks of. */
  const [asked, setAsked] = useState<string | null>(null);
  const { run, isPending, problem, setProblem } = useAction(capture, {
    accepted: ({ cardId, captureUrl }) =>
      setShown((before) => (before?.cardId === cardId ? { cardId, url: captureUrl } : before)),
    done: () => router.refresh(),
  });
  const begin = ({ cardId, url }: Capture) => {
    setProblem(null);
    setShown({ cardId, url });
    if (url !== null) return;
    setAsked(cardId);
    run({ cardId, contactId: contact.id });
  };
  return (
    <>
      <AliveFields>
        <CardList {...props} begin={begin} />
      </AliveFields>
      {shown !== null && (
        <CaptureDialog
          capture={shown}
          contactName={contact.name}
          card={cards.find(({ id }) => id === shown.cardId) ?? null}
          problem={asked === shown.cardId ? problem : null}
          isPending={asked === shown.cardId && isPending}
          chargeHref={mayCharge ? chargeHref(contact.id, shown.cardId) : null}
          onAgain={(cardId) => begin({ cardId, url: null })}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function CardList({
  contact,
  cards,
  whyNot,
  mayCharge,
  begin,
}: Props & { begin: ((capture: Capture) => void) | null }) {
  return (
    <MethodSection
      id="cards"
      title="Cards"
      whyNot={whyNot}
      empty={
        cards.length === 0
          ? "No card yet. A saved card can be charged without asking the customer again."
          : null
      }
      add={
        begin !== null && (
          <Button icon="plus" onClick={() => begin({ cardId: crypto.randomUUID(), url: null })}>
            Add card
          </Button>
        )
      }
    >
      {cards.map((card) => (
        <MethodRow
          key={card.id}
          name={<CardLabel card={card} />}
          problem={<CardProblem card={card} />}
          badge={<CardStateBadge state={card.state} />}
          origin={
            <>
              asked <RelativeTime at={card.askedAt} /> by {card.askedByName}
            </>
          }
          actions={
            (mayCharge || begin !== null) && (
              <Steps card={card} begin={begin} href={mayCharge ? chargeHref(contact.id, card.id) : null} />
            )
          }
        />
      ))}
    </MethodSection>
  );
}

function CardProblem({ card: { state, problem, whyNot } }: { card: ToldCard }) {
  if (state !== "failed" || problem === null) return whyNot;
  return (
    <>
      {whyNot} <span className="font-mono text-dim">{problem}</span>
    </>
  );
}

function Steps({
  card,
  begin,
  href,
}: {
  card: ToldCard;
  begin: ((capture: Capture) => void) | null;
  href: string | null;
}) {
  const { id, state, captureUrl } = card;
  if (state === "active" && href !== null)
    return (
      <ButtonLink href={href} prefetch={false}>
        Charge<span className="sr-only"> {cardName(card)}</span>
      </ButtonLink>
    );
  if (begin === null) return null;
  if (state === "pending" && captureUrl !== null)
    return <Button onClick={() => begin({ cardId: id, url: captureUrl })}>Continue</Button>;
  if (state === "not_sent")
    return <Button onClick={() => begin({ cardId: id, url: null })}>Try again</Button>;
  return null;
}
