import { expect, test } from "vitest";
import { addressOf, newSecret, stepOf, toScan } from "./totp";

/** "12345678901234567890" in base 32: the secret of RFC 6238, appendix B, whose codes end in these six digits. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1_000);

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [20_000_000_000, "353130"],
])("at %d s the code is %s, as in RFC 6238", (seconds, code) => {
  expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

test("a code is taken one step early or late, with the step it is of, and not beyond", () => {
  const step = Math.floor(1_234_567_890 / 30);
  const taken = [-60, -30, 0, 30, 60].map((off) => stepOf(SECRET, "005924", at(1_234_567_890 + off)));
  expect(taken).toEqual([null, step, step, step, null]);
  expect(stepOf(SECRET, "005925", at(1_234_567_890))).toBeNull();
});

test("an app is told who it is for, and the picture has its quiet zone", () => {
  const address = new URL(addressOf(SECRET, "mei@example.ca"));
  expect([address.protocol, address.host]).toEqual(["otpauth:", "totp"]);
  expect(decodeURIComponent(address.pathname)).toBe("/Jetdesk:mei@example.ca");
  expect([address.searchParams.get("secret"), address.searchParams.get("issuer")]).toEqual([
    SECRET,
    "Jetdesk",
  ]);
  const { path, size } = toScan(SECRET, "mei@example.ca");
  expect(path).toMatch(/^M4 4h1v1h-1z/);
  expect((size - 8 - 17) % 4).toBe(0);
});

test("every secret is another one, of 160 bits", () => {
  const [one, two] = [newSecret(), newSecret()];
  expect(one).not.toBe(two);
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
});
