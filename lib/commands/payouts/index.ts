export { approvePayout, ApprovePayout, rejectPayout, RejectPayout, undoPayout, UndoPayout } from "./decide";
export { cancelPayout, CancelPayout, makePayout, MakePayout } from "./make";
export { sendPayout } from "./send";
