import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { rolesThatMay, ROLE_WORDS, type Deed } from "@/lib/domain/deeds";

const WORDS: Record<Deed, string> = {
  "desk.read": "use the desk",
  "contact.edit": "add or change contacts",
  "method.add": "add a payment method",
  "collection.ask": "ask for money",
  "collection.charge": "charge a saved card or bank account",
  "collection.cancel": "cancel a collection",
  "payout.make": "make a payout",
  "payout.approve": "decide on payouts",
  "payout.cancel": "cancel a payout",
  "event.read": "see what Jetpay sent",
  "sending.release": "release sending",
  "settings.read": "see the settings",
  "merchant_account.edit": "change merchant accounts",
  "webhook.manage": "change the webhook",
  "audit.read": "see the audit trail",
  "audit.export": "export the audit trail",
  "account.own": "look after your own account",
  "staff.read": "see the staff",
  "staff.manage": "change who may do what",
};

const LIST = new Intl.ListFormat("en-CA", { type: "conjunction" });
const whoMay = (deed: Deed) => {
  const words = LIST.format(rolesThatMay(deed).map((role) => `${ROLE_WORDS[role].toLowerCase()}s`));
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** In place of a page that this colleague may not see: says so, and who can. */
export const NoPermission = ({ deed }: { deed: Deed }) => (
  <EmptyState
    icon="lock"
    heading="h1"
    title={`Your role does not let you ${WORDS[deed]}`}
    action={<ButtonLink href="/">Go to the overview</ButtonLink>}
  >
    {whoMay(deed)} can. Ask one of them, or ask an administrator for another role.
  </EmptyState>
);
