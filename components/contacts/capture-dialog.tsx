"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import type { Problem } from "@/components/intents/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { CardDetail } from "@/lib/db/rows";
import { cardName } from "@/lib/domain/card";
import type { ToldCard } from "./card-problem";
import { CaptureFrame, OtherWays, PageSkeleton } from "./capture-frame";

/** Where one capture stands. `url` is null while Jetpay is asked for it. */
export type Capture = { readonly cardId: string; readonly url: string | null };

type Props = {
  capture: Capture;
  contactName: string;
  /** The card as events have told it by now; null until the page knows it. */
  card: ToldCard | null;
  problem: Problem | null;
  isPending: boolean;
  /** Where the new card is charged; null for those who may not. */
  chargeHref: string | null;
  /** Asks Jetpay once more, for the same card or for another. */
  onAgain: (cardId: string) => void;
  onClose: () => void;
};

type Stage = { title: string; description?: string; body: ReactNode; actions: ReactNode };

/** Captures a card on Jetpay's page and waits for what its event says. May be closed at any time. */
export function CaptureDialog(props: Props) {
  const { title, description, body, actions } = stageOf(props);
  return (
    <Dialog
      isOpen
      isWide
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={title}
      description={description}
      actions={actions}
    >
      {body}
    </Dialog>
  );
}

function stageOf(props: Props): Stage {
  const { card, problem } = props;
  if (card?.state === "active") return ready(card, props);
  if (card?.state === "failed") return notCaptured(card, props);
  return problem === null ? page(props) : stopped(problem, props);
}

const ready = (card: CardDetail, { contactName, chargeHref }: Props): Stage => ({
  title: "Card ready",
  body: (
    <Callout meaning="good" isAlert>
      {cardName(card)} of {contactName} can be charged from now on.
    </Callout>
  ),
  actions: (
    <>
      <Done />
      {chargeHref !== null && (
        <ButtonLink href={chargeHref} prefetch={false} variant="ghost">
          Charge it now
        </ButtonLink>
      )}
    </>
  ),
});

const notCaptured = (card: ToldCard, { onAgain }: Props): Stage => ({
  title: "The card was not captured",
  body: (
    <Callout meaning="bad" isAlert>
      {card.whyNot}
      {card.problem !== null && (
        <span className="block text-xs text-dim">
          Jetpay’s word for it: <span className="font-mono">{card.problem}</span>
        </span>
      )}
    </Callout>
  ),
  actions: (
    <>
      <Done />
      <Button variant="ghost" icon="retry" onClick={() => onAgain(crypto.randomUUID())}>
        Try again with a new page
      </Button>
    </>
  ),
});

const stopped = (problem: Problem, { capture, contactName, isPending, onAgain }: Props): Stage => ({
  title: addWords(contactName),
  body: <ActionProblem problem={problem} />,
  actions: (
    <>
      <Button
        variant="go"
        icon="retry"
        isPending={isPending}
        onClick={() => onAgain(canRepeat(problem) ? capture.cardId : crypto.randomUUID())}
      >
        Try again
      </Button>
      <DialogClose>
        <Button>Close</Button>
      </DialogClose>
    </>
  ),
});

const page = ({ capture: { url }, contactName }: Props): Stage => ({
  title: addWords(contactName),
  description:
    "The number is typed on Jetpay’s own page below and goes to Jetpay only. It never reaches this desk.",
  body: url === null ? <PageSkeleton /> : <CaptureFrame key={url} url={url} contactName={contactName} />,
  actions: (
    <>
      {url !== null && <OtherWays url={url} />}
      <span className="ml-auto">
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
      </span>
    </>
  ),
});

const addWords = (contactName: string) => `Add a card of ${contactName}`;

/** Jetpay's "no", and an answer that got lost, stay in the record under their card; what follows is another one. */
const canRepeat = ({ code }: Problem): boolean =>
  !["jetpay_refused", "outcome_unknown", "already_exists"].includes(code);

/** Has the keyboard the moment the result is there: the page that had it is gone. */
function Done() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <DialogClose>
      <Button ref={button} variant="go" kbd="Enter">
        Done
      </Button>
    </DialogClose>
  );
}
