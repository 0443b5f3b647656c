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
export { endOtherSessions, EndOtherSessions, endOwnSession, EndOwnSession } from "./sessions";
