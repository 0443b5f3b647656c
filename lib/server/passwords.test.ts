import { describe, expect, test } from "vitest";
import { hashPassword, isPassword, passwordCheck } from "./passwords";

/** Tools that only write down what they were asked. */
function recorded() {
  const steps: string[] = [];
  const check = passwordCheck({
    hash: async (text) => {
      steps.push("hash");
      return `hash of ${text}`;
    },
    verify: async (password, against) => {
      steps.push("verify");
      return against === `hash of ${password}`;
    },
  });
  return { steps, check };
}

describe("the steps of a check", () => {
  test.each([
    ["right", "secret", "hash of secret", true],
    ["wrong", "guess", "hash of secret", false],
    ["of nobody", "secret", null, false],
    ["of nobody, though it fits the decoy", "a password that nobody has", null, false],
  ])("are the same for a password that is %s", async (_, password, against, answer) => {
    const { steps, check } = recorded();
    expect(await check(password, against)).toBe(answer);
    expect(steps).toEqual(["hash", "verify"]);
    await check(password, against);
    expect(steps).toEqual(["hash", "verify", "verify"]);
  });
});

test("a hash is argon2id with 64 MiB and three passes, and fits its password only", async () => {
  const made = await hashPassword("correct horse");
  expect(made).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  expect(await isPassword("correct horse", made)).toBe(true);
  expect(await isPassword("correct horsf", made)).toBe(false);
});
