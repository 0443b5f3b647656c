import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "./settings";

export type Log = Logger;

const SECRET_NAMES = [
  "authorization",
  "Authorization",
  "cookie",
  "Cookie",
  "set-cookie",
  "password",
  "passwordHash",
  "token",
  "apiToken",
  "api_token",
  "secret",
  "appSecret",
  "fingerprintKey",
  "account_number",
  "accountNumber",
  "card_number",
  "cardNumber",
  "x-api-key",
  "api_key",
  "apiKey",
  "connectionString",
  "databaseUrl",
];
const DEPTH = 4;

/** Each name at the top and up to DEPTH levels below it; pino's wildcard stands for one level only. */
const REDACTED = SECRET_NAMES.flatMap((name) =>
  Array.from({ length: DEPTH + 1 }, (_, depth) => `${"*.".repeat(depth)}["${name}"]`.replace(/\.\[/g, "[")),
);

/** One line of JSON per entry, without the values that must never be kept. */
export const makeLog = (name: string, level: LogLevel, destination?: DestinationStream): Log =>
  pino(
    { name, level, base: { name, pid: process.pid }, redact: { paths: REDACTED, censor: "[redacted]" } },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
