/**
 * Keeps texts that the database must not tell. `about` is what the text belongs to: under another it cannot be opened, so
 * that a sealed text cannot be moved to somebody else's row.
 */
export type Vault = {
  /** `v1.`, the key's name, and the rest in base64url. Different every time. */
  readonly seal: (text: string, about: string) => string;
  /** Throws when it was not sealed so, or under a secret that is not known any more. */
  readonly open: (sealed: string, about: string) => string;
};
