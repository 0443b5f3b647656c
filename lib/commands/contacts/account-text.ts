type Numbers = {
  readonly institutionNumber: string;
  readonly transitNumber: string;
  readonly accountNumber: string;
};

/** What the fingerprint of a bank account is made of. To be hashed at once, never kept. */
export const accountText = ({ institutionNumber, transitNumber, accountNumber }: Numbers): string =>
  `${institutionNumber}-${transitNumber}-${accountNumber}`;
