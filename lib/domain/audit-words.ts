/** What a sentence about an entry of the audit trail needs to know. */
export type AuditTold = {
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly deed: string;
  readonly outcome: "done" | "refused";
  readonly subjectKind: string;
  readonly subjectId: string;
  /** How people call it: a reference or a name. Null where there is none. */
  readonly subjectName: string | null;
  /** Whose it is, of a payment or payment method. */
  readonly contactName: string | null;
  readonly reason: string | null;
  readonly after: unknown;
};

type Verb = readonly [did: string, toDo: string];

/** Deeds as verbs. One that is not here is told by its own name. */
const VERBS = new Map<string, Verb>(
  Object.entries({
    "contact.edit": ["added", "add or change"],
    "method.add": ["added", "add"],
    "collection.ask": ["asked for money by", "ask for money by"],
    "collection.charge": ["charged", "charge"],
    "collection.cancel": ["cancelled", "cancel"],
    "collection.withdraw": ["withdrew the unpaid debit behind", "withdraw the unpaid debit behind"],
    "payout.make": ["made", "make"],
    "payout.approve": ["decided on", "decide on"],
    "payout.cancel": ["cancelled", "cancel"],
    "attempt.begin": ["began to send", "send"],
    "attempt.accepted": ["kept Jetpay’s yes to", "keep Jetpay’s yes to"],
    "attempt.refused": ["kept Jetpay’s no to", "keep Jetpay’s no to"],
    "attempt.unknown": ["kept that no answer came to", "keep that no answer came to"],
    "attempt.not_sent": ["kept that nothing left for", "keep that nothing left for"],
    "attempt.expire": ["gave up waiting for", "give up waiting for"],
    "attempt.adopt": ["recognised", "recognise"],
    "job.requeue": ["asked again for", "ask again for"],
    "failure.read": ["read Jetpay’s reason for", "read Jetpay’s reason for"],
    "sending.release": ["released", "release"],
    "merchant_account.edit": ["added", "add or change"],
    "webhook.manage": ["changed", "change"],
    "staff.add": ["added", "add"],
    "session.begin": ["signed in", "sign in"],
    "session.end": ["signed out", "sign out"],
    "session.end_others": ["signed out everywhere else", "sign out everywhere else"],
    "session.prove": ["proved anew who they are", "prove who they are"],
    "factor.begin": ["began to set up", "set up"],
    "factor.add": ["set up", "set up"],
    "factor.remove": ["removed", "remove"],
    "factor.reset": ["removed the second factor of", "remove the second factor of"],
    "password.change": ["changed their password", "change their password"],
    "recovery_codes.make": ["made recovery codes", "make recovery codes"],
    "staff.join": ["joined the staff", "join the staff"],
    "staff.manage": ["changed the power of", "change the power of"],
    "account.own": ["looked after their own account", "look after their own account"],
    "audit.export": ["exported", "export"],
    "audit.read": ["read", "read"],
    "audit.erase": ["erased what was personal in", "erase what is personal in"],
    "audit.alarm": ["raised the alarm about", "raise the alarm about"],
    "audit.calm": ["found in order again", "find in order"],
  }),
);

/** What a decision really was, or a step of a change of power. */
const VERDICTS = new Map(
  Object.entries({
    approve: "approved",
    reject: "rejected",
    undo: "took back the approval of",
    "do: change": "changed the role or limits of",
    "do: enable": "let in again",
    "do: disable": "disabled",
    "do: end sessions": "ended the sign-ins of",
    "propose: change": "proposed another role or other limits for",
    "propose: enable": "proposed to let in again",
    "consent: change": "agreed to the new role or limits of",
    "consent: enable": "agreed to let in again",
    "decline: change": "declined the new role or limits of",
    "decline: enable": "declined to let in again",
    "withdraw: change": "withdrew the proposal for",
    "withdraw: enable": "withdrew the proposal for",
    "do: invite": "invited somebody with",
    "propose: invite": "proposed to invite somebody with",
    "consent: invite": "agreed to",
    "do: renew invitation": "renewed",
    "do: withdraw invitation": "withdrew",
  }),
);

const NOUNS = new Map(
  Object.entries({
    payout: "payout",
    collection: "collection",
    contact: "contact",
    bank_account: "bank account",
    card: "card",
    transaction: "transaction",
    merchant_account: "merchant account",
    webhook: "the webhook",
    staff: "colleague",
    staff_invitation: "invitation",
    audit_entry: "audit entry",
  }),
);
/** Subjects of which there is one, or whose id tells a reader nothing. */
const ALONE = new Map(
  Object.entries({
    sending_switch: "sending",
    job: "jobs that were due",
    attempt: "calls without an answer",
    audit: "the audit trail",
    factor: "an authenticator app",
  }),
);

/** Deeds that are done with nobody but oneself. */
const SELF = new Set([
  "session.end_others",
  "recovery_codes.make",
  "password.change",
  "staff.join",
  "account.own",
]);

const ACTORS = new Map(
  Object.entries({
    jetpay: "Jetpay",
    clock: "The desk itself",
    setup: "Somebody at the server",
  }),
);
export const actorWords = ({ actorKind, actorName }: Pick<AuditTold, "actorKind" | "actorName">): string =>
  actorName ?? ACTORS.get(actorKind) ?? "A colleague";

/** "payout JD-7F3K2Q to Maple Woodworks", "contact Maple Woodworks". */
export function subjectWords(told: Omit<AuditTold, "reason" | "after" | "outcome">): string {
  const { subjectKind, subjectId, subjectName, contactName } = told;
  const alone = ALONE.get(subjectKind);
  if (alone !== undefined) return alone;
  if (subjectKind === "session" || SELF.has(told.deed)) return "";
  const noun = NOUNS.get(subjectKind) ?? subjectKind.replaceAll("_", " ");
  const name = subjectName ?? (subjectId === "-" ? "" : subjectId);
  const between = subjectKind === "payout" ? "to" : subjectKind === "collection" ? "from" : "of";
  const whose = contactName === null || contactName === subjectName ? "" : `${between} ${contactName}`;
  return [noun, name, whose].filter((part) => part !== "").join(" ");
}

function verdictIn(after: unknown): string | undefined {
  if (typeof after !== "object" || after === null) return undefined;
  const told: unknown = "verdict" in after ? after.verdict : "step" in after ? after.step : null;
  return typeof told === "string" ? VERDICTS.get(told) : undefined;
}

/** "Daniel Lavoie approved payout JD-7F3K2Q to Maple Woodworks." Never throws: deeds to come are told by their names. */
export function auditWords(told: AuditTold): string {
  const { deed, outcome, after } = told;
  const [did, toDo] = VERBS.get(deed) ?? [`did ${deed} with`, `do ${deed} with`];
  const what = subjectWords(told);
  const verb = outcome === "refused" ? `was refused to ${toDo}` : (verdictIn(after) ?? did);
  return `${[actorWords(told), verb, what].filter((part) => part !== "").join(" ")}.`;
}
