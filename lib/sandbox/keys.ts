import { randomUUID } from "node:crypto";
import { SignJWT, exportJWK, generateKeyPair, importJWK } from "jose";
import type { CryptoKey, JWK } from "jose";
import type { Store } from "./store";

const TOKEN_LIFE_S = 90;

export type Keys = {
  jwks(): { keys: JWK[] };
  /** Publishes a new key beside the old ones and signs with it from now on. */
  rotate(): Promise<string>;
  /** Takes a key out of the published set; refuses the one that signs. */
  withdraw(kid: string): Promise<boolean>;
  /** The bearer token of one delivery, whose times are the real clock's unless `how` says otherwise. */
  sign(payloadHash: string, how?: Signing): Promise<string>;
};

/** `byWithdrawn` signs with the key withdrawn last or, where none was, with one that was never published. */
export type Signing = { skewS?: number; byWithdrawn?: boolean };

type KeyRow = { kid: string; private_jwk: JWK; public_jwk: JWK; withdrawn_at: Date | null };
type Signer = { kid: string; key: CryptoKey | Uint8Array };

const signerOf = async ({ kid, private_jwk }: KeyRow): Promise<Signer> => ({
  kid,
  key: await importJWK(private_jwk, "RS256"),
});

export async function openKeys(store: Store): Promise<Keys> {
  const published: KeyRow[] = [];
  let signer: Signer | undefined;
  let withdrawn: Signer | undefined;

  async function rotate() {
    const row = await createKey();
    await store.rows("insert into sandbox.keys (kid, private_jwk, public_jwk) values ($1, $2, $3)", [
      row.kid,
      JSON.stringify(row.private_jwk),
      JSON.stringify(row.public_jwk),
    ]);
    published.push(row);
    signer = await signerOf(row);
    return signer;
  }

  const rows = await store.rows<KeyRow>(
    `select kid, private_jwk, public_jwk, withdrawn_at from sandbox.keys
     order by withdrawn_at nulls last, created_at`,
  );
  for (const row of rows) {
    if (row.withdrawn_at) withdrawn = await signerOf(row);
    else published.push(row);
  }
  const newest = published.at(-1);
  signer = newest ? await signerOf(newest) : await rotate();

  return {
    jwks: () => ({ keys: published.map((row) => row.public_jwk) }),
    rotate: async () => (await rotate()).kid,
    async withdraw(kid) {
      const index = published.findIndex((key) => key.kid === kid);
      const row = published[index];
      if (!row || signer?.kid === kid) return false;
      await store.rows("update sandbox.keys set withdrawn_at = clock_timestamp() where kid = $1", [kid]);
      published.splice(index, 1);
      withdrawn = await signerOf(row);
      return true;
    },
    async sign(payloadHash, { skewS = 0, byWithdrawn = false } = {}) {
      const honest = signer ?? (await rotate());
      if (byWithdrawn) withdrawn ??= await signerOf(await createKey());
      const { kid, key } = (byWithdrawn ? withdrawn : null) ?? honest;
      const issuedAt = Math.floor(Date.now() / 1000) + skewS;
      return new SignJWT({ payload_hash: payloadHash })
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + TOKEN_LIFE_S)
        .setIssuer("jetpay")
        .setSubject("webhook")
        .sign(key);
    },
  };
}

async function createKey(): Promise<KeyRow> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = randomUUID();
  const named = { kid, alg: "RS256", use: "sig" };
  return {
    kid,
    private_jwk: { ...(await exportJWK(privateKey)), ...named },
    public_jwk: { ...(await exportJWK(publicKey)), ...named },
    withdrawn_at: null,
  };
}
