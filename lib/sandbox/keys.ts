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
  /** The bearer token of one delivery. `skewS` moves its times, which are otherwise the real clock's. */
  sign(payloadHash: string, skewS?: number): Promise<string>;
};

type KeyRow = { kid: string; private_jwk: JWK; public_jwk: JWK };

export async function openKeys(store: Store): Promise<Keys> {
  const published: JWK[] = [];
  let signer: { kid: string; key: CryptoKey | Uint8Array } | undefined;

  async function use(row: KeyRow) {
    published.push(row.public_jwk);
    signer = { kid: row.kid, key: await importJWK(row.private_jwk, "RS256") };
    return signer;
  }

  async function rotate() {
    const row = await createKey();
    await store.rows("insert into sandbox.keys (kid, private_jwk, public_jwk) values ($1, $2, $3)", [
      row.kid,
      JSON.stringify(row.private_jwk),
      JSON.stringify(row.public_jwk),
    ]);
    return use(row);
  }

  const rows = await store.rows<KeyRow>(
    "select kid, private_jwk, public_jwk from sandbox.keys order by created_at",
  );
  for (const row of rows) await use(row);
  if (!signer) await rotate();

  return {
    jwks: () => ({ keys: published }),
    rotate: async () => (await rotate()).kid,
    async withdraw(kid) {
      const index = published.findIndex((key) => key.kid === kid);
      if (index < 0 || signer?.kid === kid) return false;
      await store.rows("delete from sandbox.keys where kid = $1", [kid]);
      published.splice(index, 1);
      return true;
    },
    async sign(payloadHash, skewS = 0) {
      const { kid, key } = signer ?? (await rotate());
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
  };
}
