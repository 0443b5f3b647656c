"use server";
import * as staff from "@/lib/commands/staff";
import { FRESH, staffAction } from "@/lib/server/action";
import { withJoinLink } from "@/lib/server/join-link";

// What gives power asks for a fresh proof; taking it away is never held up.

export const invitePerson = staffAction(
  "staff.manage",
  staff.InvitePerson,
  withJoinLink(staff.invitePerson),
  FRESH,
);
export const renewInvitation = staffAction(
  "staff.manage",
  staff.RenewInvitation,
  withJoinLink(staff.renewInvitation),
  FRESH,
);
export const consentToInvitation = staffAction(
  "staff.manage",
  staff.ConsentToInvitation,
  staff.consentToInvitation,
  FRESH,
);
export const withdrawInvitation = staffAction(
  "staff.manage",
  staff.WithdrawInvitation,
  staff.withdrawInvitation,
);
export const changePower = staffAction("staff.manage", staff.ChangePower, staff.changePower, FRESH);
export const decideChange = staffAction("staff.manage", staff.DecideChange, staff.decideChange, FRESH);
export const disableStaff = staffAction("staff.manage", staff.DisableStaff, staff.disableStaff);
export const enableStaff = staffAction("staff.manage", staff.EnableStaff, staff.enableStaff, FRESH);
export const endSessions = staffAction("staff.manage", staff.EndSessions, staff.endSessions);
