import { generateSecret, generateURI, verifySync } from "otplib";
import { encode } from "uqr";

/** How far an app's clock may be off, before and after ours. One time step. In seconds. */
const TOLERANCE_S = 30;
const ISSUER = "Jetdesk";

/** 160 bits in base 32: RFC 4226 asks for that much. */
export const newSecret = (): string => generateSecret({ length: 20 });

/** The time step that this code of six digits is of, or null when it is not of now. Source: RFC 6238. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1_000);
  const read = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE_S });
  return read.valid && "timeStep" in read ? read.timeStep : null;
}

/** What an authenticator app reads. */
export const addressOf = (secret: string, email: string): string =>
  generateURI({ issuer: ISSUER, label: email, secret });

/** That as a picture: a path on a field of `size` by `size`, with the quiet zone of four that ISO/IEC 18004 asks for. */
export function toScan(secret: string, email: string) {
  const { data, size } = encode(addressOf(secret, email), { border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { path, size };
}
