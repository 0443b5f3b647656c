import type { ReactNode } from "react";
import type { Meaning } from "@/components/ui/callout";
import { classes } from "@/components/ui/classes";
import { Icon, type IconName } from "@/components/ui/icon";
import type { CardState } from "@/lib/domain/card";
import type { CollectionState } from "@/lib/domain/collection";
import type { PayoutState } from "@/lib/domain/payout";
import type { ContactState, DeliveryVerdict, FailureKind } from "@/lib/db/rows";
import {
  CARD_STATE_WORDS,
  COLLECTION_STATE_WORDS,
  CONTACT_STATE_WORDS,
  DELIVERY_VERDICT_WORDS,
  FAILURE_KIND_WORDS,
  jetpayStateWords,
  PAYOUT_STATE_WORDS,
  type StateWords,
} from "./state-words";

const LOOK: Record<Meaning, string> = {
  good: "bg-good-soft text-good",
  waiting: "bg-waiting-soft text-waiting",
  attention: "bg-attention-soft text-attention",
  bad: "bg-bad-soft text-bad",
};

/** An icon, a word and a colour; never a colour alone. */
export const Badge = ({
  meaning,
  icon,
  children,
  title,
}: {
  meaning: Meaning;
  icon: IconName;
  children: ReactNode;
  title?: string | undefined;
}) => (
  <span
    title={title}
    className={classes(
      "inline-flex items-center gap-[5px] rounded-full py-[2px] pr-[7px] pl-[5px] text-xs leading-[1.45] font-medium whitespace-nowrap",
      LOOK[meaning],
    )}
  >
    <Icon name={icon} size={13} />
    {children}
  </span>
);

const drawn = ({ word, icon, meaning }: StateWords, title?: string) => (
  <Badge meaning={meaning} icon={icon} title={title}>
    {word}
  </Badge>
);

export const PayoutStateBadge = ({ state }: { state: PayoutState }) => drawn(PAYOUT_STATE_WORDS[state]);
export const CollectionStateBadge = ({ state }: { state: CollectionState }) =>
  drawn(COLLECTION_STATE_WORDS[state]);
export const ContactStateBadge = ({ state }: { state: ContactState }) => drawn(CONTACT_STATE_WORDS[state]);
export const CardStateBadge = ({ state }: { state: CardState }) => drawn(CARD_STATE_WORDS[state]);
export const FailureKindBadge = ({ kind }: { kind: FailureKind }) => drawn(FAILURE_KIND_WORDS[kind]);
export const DeliveryVerdictBadge = ({ verdict }: { verdict: DeliveryVerdict }) =>
  drawn(DELIVERY_VERDICT_WORDS[verdict]);

/** Jetpay's word for a transaction, whatever it is; as received on hover. */
export const JetpayStateBadge = ({ state }: { state: string | null }) =>
  drawn(jetpayStateWords(state), state === null ? undefined : `Jetpay's word: ${state}`);
