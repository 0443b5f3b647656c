import { deedsOf, may, ROLE_WORDS, type Deed, type Role } from "./deeds";
import { formatCents } from "./money";
import { Refusal } from "./refusal";

/** What a person may approve, in cents: in one payout, and in all of a day in UTC. Null is no limit. */
export type Limits = { readonly mostCents: bigint | null; readonly dayCents: bigint | null };
export const NO_LIMITS: Limits = { mostCents: null, dayCents: null };

/** What somebody may do: the role, and how far it reaches. */
export type Power = Limits & { readonly role: Role };

/** Whoever holds one of these can move money, or change where it goes: their power is two administrators' to change. */
const MOVES_MONEY: readonly Deed[] = [
  "method.add",
  "collection.charge",
  "payout.make",
  "payout.approve",
  "sending.release",
  "merchant_account.edit",
  "webhook.manage",
  "staff.manage",
];
export const movesMoney = (role: Role): boolean => MOVES_MONEY.some((deed) => may(role, deed));

/** Whether a change from one power to another, or a first power, takes the consent of a second administrator. */
export const needsConsent = (before: Power | null, after: Power): boolean =>
  (before !== null && movesMoney(before.role)) || movesMoney(after.role);

export const samePower = (a: Power, b: Power): boolean =>
  a.role === b.role && a.mostCents === b.mostCents && a.dayCents === b.dayCents;

const an = (role: Role) =>
  `${/^[aeiou]/i.test(ROLE_WORDS[role]) ? "an" : "a"} ${ROLE_WORDS[role].toLowerCase()}`;

/** "approver, at most $500.00 each and $2,000.00 a day", for a sentence. */
export function powerWords({ role, mostCents, dayCents }: Power): string {
  const parts = [
    ...(mostCents === null ? [] : [`${formatCents(mostCents)} each`]),
    ...(dayCents === null ? [] : [`${formatCents(dayCents)} a day`]),
  ];
  const name = ROLE_WORDS[role].toLowerCase();
  return parts.length === 0 ? name : `${name}, at most ${parts.join(" and ")}`;
}

/** Why these limits cannot stand with this role, or null. */
export function obstacleToPower({ role, mostCents, dayCents }: Power): Refusal | null {
  const refused = (field: string, message: string) => new Refusal("bad_input", message, { [field]: message });
  if (!may(role, "payout.approve") && (mostCents !== null || dayCents !== null))
    return refused("role", `${ROLE_WORDS[role]}s approve no payouts, so they have no limits. Empty both.`);
  if (mostCents !== null && dayCents !== null && dayCents < mostCents)
    return refused("day", "The total of a day is less than one payout may be. Raise it, or lower the other.");
  return null;
}

const within = (limit: bigint | null, held: bigint | null): boolean =>
  held === null || (limit !== null && limit <= held);

/** Nobody hands out what they do not hold: neither a deed nor a higher limit. */
export function obstacleToGive(giver: Power, given: Power): Refusal | null {
  const no = (message: string) => new Refusal("no_permission", message);
  if (deedsOf(given.role).some((deed) => !may(giver.role, deed)))
    return no(`You may not make anybody ${an(given.role)}: it lets them do what you may not do yourself.`);
  if (!may(given.role, "payout.approve")) return null;
  if (within(given.mostCents, giver.mostCents) && within(given.dayCents, giver.dayCents)) return null;
  return no(
    `Your own limit is ${powerWords(giver)}. You cannot give a higher one; ask an administrator without a limit.`,
  );
}

/** Approvals of one person so far on this day, in cents. Those taken back or cancelled since do not count. */
export type ApprovalRoom = Limits & { readonly approvedCents: bigint };

/** What is left of a day's total, in cents; null without a limit. */
export const leftToday = ({ dayCents, approvedCents }: ApprovalRoom): bigint | null =>
  dayCents === null ? null : dayCents > approvedCents ? dayCents - approvedCents : 0n;

/** Why this colleague may not approve so much, or null when they may. */
export function obstacleToAmountOf(amountCents: bigint, room: ApprovalRoom): Refusal | null {
  const { mostCents } = room;
  const left = leftToday(room);
  const colleague = "A colleague with a higher limit can approve it.";
  if (mostCents !== null && amountCents > mostCents)
    return new Refusal(
      "over_limit",
      `You may approve payouts of up to ${formatCents(mostCents)}; this one is ${formatCents(amountCents)}. ${colleague}`,
    );
  if (left !== null && amountCents > left)
    return new Refusal(
      "over_limit",
      `You may approve ${formatCents(room.dayCents ?? 0n)} a day (in UTC), of which ${formatCents(left)} is left today; this payout is ${formatCents(amountCents)}. ${colleague}`,
    );
  return null;
}

/** The limits of a person as they see them before deciding; null without any. */
export function limitWords(room: ApprovalRoom): string | null {
  const left = leftToday(room);
  const parts = [
    ...(room.mostCents === null ? [] : [`up to ${formatCents(room.mostCents)} each`]),
    ...(left === null
      ? []
      : [`${formatCents(left)} of ${formatCents(room.dayCents ?? 0n)} left today (UTC)`]),
  ];
  return parts.length === 0 ? null : `You may approve ${parts.join(", ")}.`;
}
