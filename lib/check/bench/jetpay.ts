import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT, exportJWK, generateKeyPair } from "jose";

/** One delivery as it goes over the wire. */
export type Signed = { readonly body: Buffer; readonly authorization: string };
export type Jetpay = {
  /** Where its key set is served. */
  readonly url: string;
  readonly sign: (body: Buffer) => Promise<Signed>;
  readonly stop: () => Promise<void>;
};

const KID = "bench";

/** As much of Jetpay as a webhook needs: a real RSA key, published over HTTP, and its signatures. */
export async function startJetpay(): Promise<Jetpay> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const keySet = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: KID, use: "sig", alg: "RS256" }],
  });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(keySet);
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    sign: async (body) => {
      const token = await new SignJWT({ payload_hash: createHash("sha256").update(body).digest("base64url") })
        .setProtectedHeader({ alg: "RS256", kid: KID, typ: "JWT" })
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime("1h") // a delivery is signed some minutes before it is sent here
        .setIssuer("jetpay")
        .setSubject("webhook")
        .sign(privateKey);
      return { body, authorization: `Bearer ${token}` };
    },
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
