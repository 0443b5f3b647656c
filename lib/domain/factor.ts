/** How many recovery codes are made at a time. */
export const RECOVERY_CODES = 10;

/** Without I, L, O and U, which are misread: Crockford's base 32. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = /.{4}/g;

/** A recovery code of 80 bits from 16 random bytes, such as `7K2M-9QFX-3HPT-A0C4`. */
export const recoveryCodeFrom = (random: Uint8Array): string =>
  (
    Array.from(random.subarray(0, 16), (byte) => ALPHABET[byte % ALPHABET.length])
      .join("")
      .match(GROUPS) ?? []
  ).join("-");

export type TypedCode = { readonly kind: "totp" | "recovery"; readonly code: string };

/** What was typed where a code is asked for: six digits, or a recovery code in any case and grouping. Null for neither. */
export function readCode(typed: string): TypedCode | null {
  const bare = typed.replaceAll(/[\s-]/g, "").toUpperCase();
  if (/^\d{6}$/.test(bare)) return { kind: "totp", code: bare };
  const read = bare.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(read) ? { kind: "recovery", code: read } : null;
}

/** What the record says somebody proved with, when this was typed and taken. */
export const codeName = (typed: string): "recovery code" | "code" =>
  readCode(typed)?.kind === "recovery" ? "recovery code" : "code";

/** How long a proof of who somebody is holds for what asks for a fresh one. In seconds. */
export const PROOF_S = 300;

export const isFresh = (provedAt: Date | null, now: Date): boolean =>
  provedAt !== null && now.getTime() - provedAt.getTime() < PROOF_S * 1_000;

/**
 * What may be approved after one proof, in cents: $10,000.00. One payout above it needs a fresh proof that nothing was
 * approved on yet.
 */
export const APPROVED_PER_PROOF = 1_000_000n;

/** What a person proves with when asked again. */
export type ProofKind = "code" | "password";
