import type { Action } from "@/lib/domain/answer";
import type { Role } from "@/lib/domain/deeds";

export type PowerInput = { role: Role; most: string; day: string };
export type JoinLink = {
  readonly link: string;
  readonly expiresAt: string;
  readonly waitsForConsent: boolean;
};
export type Verdict = "consent" | "decline" | "withdraw";
export type Decided = "consented" | "declined" | "withdrawn";
type Changed = { readonly outcome: "done" | "waits" };
type Person = { staffId: string; version: number };
type Invitation = { invitationId: string; version: number };

/** What the staff page can ask for. */
export type StaffActions = {
  readonly invite: Action<PowerInput & { email: string; name: string }, JoinLink>;
  readonly renew: Action<Invitation, JoinLink>;
  readonly consentToInvitation: Action<Invitation, unknown>;
  readonly withdrawInvitation: Action<{ invitationId: string }, unknown>;
  readonly change: Action<Person & PowerInput, Changed>;
  readonly decide: Action<{ changeId: string; verdict: Verdict }, { state: Decided }>;
  readonly disable: Action<Person, { ended: number }>;
  readonly enable: Action<Person, Changed>;
  readonly endSessions: Action<{ staffId: string }, { ended: number }>;
};

/** Who looks at the page, and whether a second administrator is there to consent. */
export type Viewer = { readonly id: string; readonly hasSecond: boolean };
