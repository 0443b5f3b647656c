export { disableStaff, DisableStaff, endSessions, EndSessions } from "./access";
export { changePower, ChangePower, enableStaff, EnableStaff, type Changed } from "./change";
export { decideChange, DecideChange } from "./decide";
export {
  consentToInvitation,
  ConsentToInvitation,
  INVITATION_HOURS,
  inviteAdministrator,
  invitePerson,
  InvitePerson,
  renewInvitation,
  RenewInvitation,
  tokenHash,
  withdrawInvitation,
  WithdrawInvitation,
} from "./invite";
export { DEAD_LINK, join, Join, STILL_WAITS } from "./join";
