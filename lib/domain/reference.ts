/** Crockford's base 32: no I, L, O or U, so that a reference survives a telephone. Source: crockford.com/base32. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

export const REFERENCE = /^JD-[0-9A-HJKMNP-TV-Z]{6}$/;

/** A short reference such as `JD-7F3K2Q` out of at least six random bytes. Unique by the database, not by chance. */
export const referenceFrom = (random: Uint8Array): string =>
  `JD-${[...random.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("")}`;

/** How Jetpay shows it: our reference first, so that a person can find the payment in Jetpay's own dashboard. */
export const noteWithReference = (reference: string, note: string): string =>
  note === "" ? reference : `${reference} · ${note}`;
