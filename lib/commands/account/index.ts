export { takeCode } from "./codes";
export {
  beginAuthenticator,
  BeginAuthenticator,
  confirmAuthenticator,
  ConfirmAuthenticator,
  makeRecoveryCodes,
  MakeRecoveryCodes,
  removeFactor,
  RemoveFactor,
} from "./factors";
export { changePassword, ChangePassword } from "./password";
export { endOtherSessions, EndOtherSessions, endOwnSession, EndOwnSession } from "./sessions";
