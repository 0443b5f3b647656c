export { addBankAccount, AddBankAccount } from "./bank-account";
export { captureCard, CaptureCard } from "./card";
export { createContact, CreateContact, sendContact } from "./create";
