"use client";
import { useEffect, useRef } from "react";
import { Pairs } from "@/components/intents/pairs";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { explainFailure } from "@/lib/domain/explanation";
import type { Decline } from "./use-collecting";

/** What a form says after the card's "no": that nothing was taken, why, what to do, and the way to another try. */
export function Declined({
  collectionId,
  decline: { words, reason },
  contactName,
  onAnother,
}: {
  collectionId: string;
  decline: Decline;
  contactName: string | null;
  onAnother: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { headline, whoActs, retry, jetpaySays } = explainFailure({
    direction: "debit",
    method: "card",
    reason,
    failDirection: null,
    isReturn: false,
    contactName,
  });
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-2 rounded-lg border border-bad bg-bad-soft px-4 py-3 text-sm outline-offset-2"
    >
      <p className="flex items-start gap-2 font-semibold">
        <Icon name="card" className="mt-[2px] text-bad" />
        {words} was declined. Nothing was taken.
      </p>
      <p>{headline}</p>
      <Pairs
        lines={[
          ["Who can fix it", whoActs.words],
          ["Again?", retry.sentence],
          [
            "Jetpay says",
            <span key="says" className="font-mono text-xs">
              {jetpaySays}
            </span>,
          ],
        ]}
      />
      <div className="mt-1 flex flex-wrap gap-2">
        <Button variant="go" icon="retry" onClick={onAnother}>
          Try another method
        </Button>
        <ButtonLink href={`/collections/${collectionId}`} prefetch={false}>
          Open the declined collection
        </ButtonLink>
      </div>
    </div>
  );
}
