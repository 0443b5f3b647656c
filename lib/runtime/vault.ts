import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Vault } from "../commands/vault";

const CIPHER = "aes-256-gcm";
const [NONCE_BYTES, TAG_BYTES] = [12, 16];

type Key = { readonly name: string; readonly bytes: Buffer };

/** The name tells which secret a text was sealed under, and nothing about that secret. */
function keyFrom(secret: string): Key {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "jetdesk factor secrets v1", 32));
  return { name: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

/** Seals under the first secret and opens what was sealed under any of them. */
export function createVault(secret: string, former: string | null): Vault {
  const current = keyFrom(secret);
  const keys = former === null ? [current] : [current, keyFrom(former)];
  return {
    seal: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, current.bytes, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `v1.${current.name}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open: (sealed, about) => {
      const [version, name, rest = ""] = sealed.split(".");
      const key = keys.find((one) => one.name === name);
      if (version !== "v1" || key === undefined)
        throw new Error("This was sealed under an APP_SECRET that is not known here; see APP_SECRET_BEFORE.");
      const bytes = Buffer.from(rest, "base64url");
      const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString("utf8");
    },
  };
}
