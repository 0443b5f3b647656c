/** The company whose token the sandbox accepts, and its two accounts, which Jetpay has no call to list. */
export const MERCHANT_NAME = "Maple Street Market";

export const MERCHANT_ACCOUNTS = [
  { identifier: "ffe2c516-2ef4-4ce8-a1e1-1960c5b321ad", title: "Operating" },
  { identifier: "0b7e5f6a-93c4-4f0e-8a65-6a1d7f1f3c22", title: "Trust" },
] as const;

export const isMerchantAccount = (id: string) =>
  MERCHANT_ACCOUNTS.some((account) => account.identifier === id.toLowerCase());
