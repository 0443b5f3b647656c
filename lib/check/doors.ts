import type { Deed } from "../domain/deeds";

/**
 * What a door asks of who comes: a deed; "staff", any colleague who is signed in; "anybody"; "jetpay", a signature of
 * Jetpay's. Every page, route and server action of the build stands in these tables, and a browser test tries each of them as
 * everybody. Whoever adds a door adds its line here.
 */
export type Need = Deed | "staff" | "anybody" | "jetpay";

/** By the address as Next names it. A page that needs a deed still opens without it, and says who may. */
export const PAGES: Readonly<Record<string, Need>> = {
  "/": "staff",
  "/account": "staff",
  "/collections": "staff",
  "/collections/[collectionId]": "staff",
  "/collections/new": "collection.ask",
  "/contacts": "staff",
  "/contacts/[contactId]": "staff",
  "/contacts/[contactId]/bank-accounts/new": "method.add",
  "/contacts/new": "contact.edit",
  "/events": "staff",
  "/events/[eventId]": "staff",
  "/events/deliveries/[deliveryId]": "staff",
  "/failures": "staff",
  "/failures/[failureId]": "staff",
  "/payouts": "staff",
  "/payouts/[payoutId]": "staff",
  "/payouts/new": "payout.make",
  "/join": "anybody",
  "/settings": "settings.read",
  "/settings/audit": "audit.read",
  "/settings/audit/[entryId]": "audit.read",
  "/settings/staff": "staff.read",
  "/settings/webhook": "settings.read",
  "/sign-in": "anybody",
  "/_not-found": "anybody",
  "/_global-error": "anybody",
};

/** Each answers GET alone, but for the webhook, signing in and joining. */
export const ROUTES: Readonly<Record<string, Need>> = {
  "/api/auth/[...nextauth]": "anybody",
  "/api/collections": "desk.read",
  "/api/contact-choices": "desk.read",
  "/api/contacts": "desk.read",
  "/api/exports/audit": "audit.export",
  "/api/health": "anybody",
  "/api/jetpay-webhooks": "settings.read",
  "/api/join": "anybody",
  "/api/live": "staff",
  "/api/payouts": "desk.read",
  "/api/search": "desk.read",
  "/api/webhooks/jetpay": "jetpay",
  "/icon.svg": "anybody",
};

/** By the file's folder below app/ and the name it exports. */
export const ACTIONS: Readonly<Record<string, Need>> = {
  "(staff)/releaseSending": "sending.release",
  "(staff)/account/beginAuthenticator": "account.own",
  "(staff)/account/changePassword": "account.own",
  "(staff)/account/confirmAuthenticator": "account.own",
  "(staff)/account/endOtherSessions": "account.own",
  "(staff)/account/endOwnSession": "account.own",
  "(staff)/account/makeRecoveryCodes": "account.own",
  "(staff)/account/proveAgain": "account.own",
  "(staff)/account/removeFactor": "account.own",
  "(staff)/collections/askCollection": "collection.ask",
  "(staff)/collections/cancelCollection": "collection.cancel",
  "(staff)/collections/collectFromMethod": "collection.charge",
  "(staff)/collections/payCollection": "collection.charge",
  "(staff)/contacts/addBankAccount": "method.add",
  "(staff)/contacts/captureCard": "method.add",
  "(staff)/contacts/createContact": "contact.edit",
  "(staff)/payouts/approvePayout": "payout.approve",
  "(staff)/payouts/cancelPayout": "payout.cancel",
  "(staff)/payouts/makePayout": "payout.make",
  "(staff)/payouts/rejectPayout": "payout.approve",
  "(staff)/payouts/undoPayout": "payout.approve",
  "(staff)/settings/addMerchantAccount": "merchant_account.edit",
  "(staff)/settings/audit/verifyAudit": "audit.read",
  "(staff)/settings/changeWebhook": "webhook.manage",
  "(staff)/settings/deleteWebhook": "webhook.manage",
  "(staff)/settings/registerWebhook": "webhook.manage",
  "(staff)/settings/replayEvents": "webhook.manage",
  "(staff)/settings/staff/changePower": "staff.manage",
  "(staff)/settings/staff/consentToInvitation": "staff.manage",
  "(staff)/settings/staff/decideChange": "staff.manage",
  "(staff)/settings/staff/disableStaff": "staff.manage",
  "(staff)/settings/staff/enableStaff": "staff.manage",
  "(staff)/settings/staff/endSessions": "staff.manage",
  "(staff)/settings/staff/invitePerson": "staff.manage",
  "(staff)/settings/staff/renewInvitation": "staff.manage",
  "(staff)/settings/staff/withdrawInvitation": "staff.manage",
};
