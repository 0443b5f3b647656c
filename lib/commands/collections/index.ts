export { askCollection, AskCollection } from "./ask";
export { cancelCollection, CancelCollection } from "./cancel";
export { collectFromMethod, CollectFromMethod } from "./collect";
export { payCollection, PayCollection } from "./pay";
export { sendCollection } from "./send";
export { withdrawDebit } from "./withdraw";
