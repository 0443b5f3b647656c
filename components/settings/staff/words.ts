import { may, ROLE_WORDS, type Role } from "@/lib/domain/deeds";
import { formatCents } from "@/lib/domain/money";
import { needsConsent, type Power } from "@/lib/domain/power";

type WirePower = { readonly role: Role; readonly mostCents: string | null; readonly dayCents: string | null };

const centsOf = (text: string | null) => (text === null ? null : BigInt(text));
export const powerFrom = ({ role, mostCents, dayCents }: WirePower): Power => ({
  role,
  mostCents: centsOf(mostCents),
  dayCents: centsOf(dayCents),
});

/** "Approver · $500.00 each · $2,000.00 a day". */
export function powerText({ role, mostCents, dayCents }: WirePower): string {
  const limits = [
    ...(mostCents === null ? [] : [`${formatCents(BigInt(mostCents))} each`]),
    ...(dayCents === null ? [] : [`${formatCents(BigInt(dayCents))} a day`]),
  ];
  const free = limits.length === 0 && may(role, "payout.approve") ? ["no limits"] : limits;
  return [ROLE_WORDS[role], ...free].join(" · ");
}

/** What a role is for, in the words of those who have it. */
export const ROLE_MEANS: Record<Role, string> = {
  viewer: "Looks at everything, changes nothing.",
  support: "Looks at everything, asks for money, and keeps contacts.",
  operator: "Prepares payouts, charges, and adds bank accounts. Approves nothing.",
  approver: "Decides on payouts that others made.",
  administrator: "Does all of this, and decides who may do what.",
  auditor: "Looks at everything, settings and records too. Changes nothing.",
};

/** What pressing the button will do, said before it is pressed. */
export function effectWords(before: Power | null, after: Power, hasSecond: boolean): string {
  if (!needsConsent(before, after)) return "It takes effect at once.";
  return hasSecond
    ? "It concerns money, so it takes effect once a second administrator has consented."
    : "It concerns money. You are the only administrator, so it takes effect at once.";
}

/** The same of an invitation. */
export function invitationWords(power: Power, hasSecond: boolean): string {
  if (!needsConsent(null, power)) return "The link works at once.";
  return hasSecond
    ? "This role concerns money, so the link works once a second administrator has consented."
    : "This role concerns money. You are the only administrator, so the link works at once.";
}
