"use server";
import * as staff from "@/lib/commands/staff";
import { staffAction } from "@/lib/server/action";
import { withJoinLink } from "@/lib/server/join-link";

export const invitePerson = staffAction("staff.manage", staff.InvitePerson, withJoinLink(staff.invitePerson));
export const renewInvitation = staffAction(
  "staff.manage",
  staff.RenewInvitation,
  withJoinLink(staff.renewInvitation),
);
export const consentToInvitation = staffAction(
  "staff.manage",
  staff.ConsentToInvitation,
  staff.consentToInvitation,
);
export const withdrawInvitation = staffAction(
  "staff.manage",
  staff.WithdrawInvitation,
  staff.withdrawInvitation,
);
export const changePower = staffAction("staff.manage", staff.ChangePower, staff.changePower);
export const decideChange = staffAction("staff.manage", staff.DecideChange, staff.decideChange);
export const disableStaff = staffAction("staff.manage", staff.DisableStaff, staff.disableStaff);
export const enableStaff = staffAction("staff.manage", staff.EnableStaff, staff.enableStaff);
export const endSessions = staffAction("staff.manage", staff.EndSessions, staff.endSessions);
