import { describe, expect, test } from "vitest";
import { LONGEST_PASSWORD, normalPassword, obstacleToPassword, SHORTEST_PASSWORD } from "./password";

const owner = { email: "amelie.roy@maplemarket.ca", name: "Amélie Tremblay" };
const of = (password: string) => obstacleToPassword(password, owner);

describe("a password is let through", () => {
  test.each([
    ["four words", "otter lantern quiet seventeen"],
    ["made by a machine", "xK2m-9qPz-Lw7t"],
    ["one kind of character only, no digit, no capital", "wobblegraniteferns"],
    ["in another script", "тихий океан и чайник"],
    ["of emoji and spaces", "🦊 under the 🌉 at noon"],
    ["of the longest length", "otter lantern quiet seventeen ".repeat(7).slice(0, LONGEST_PASSWORD)],
    ["with a common word among others", "password granite wobble"],
    ["as a long common start with an own ending", "correct horse battery staple moon 7 rivers"],
  ])("that is %s", (_, password) => {
    expect(of(password)).toBeNull();
  });
});

describe("a password is refused with what to change", () => {
  test.each([
    ["", /Choose/],
    ["short words", /11 characters; it needs at least 12/],
    ["x".repeat(LONGEST_PASSWORD + 1), /201 characters; at most 200/],
    ["aaaaaaaaaaaaaaa", /same few/],
    ["ababababcdabab", /same few/],
    ["k7#pqk7#pqk7#pq", /over and over/],
    ["abcdefghijklmno", /alphabet/],
    ["123456789012345", /alphabet/],
    ["qwertyuiop12345", /alphabet/],
    ["1qaz2wsx3edc4rfv", /alphabet/],
    ["password1234!", /tried first/],
    ["P@ssw0rd2026!", /tried first/],
    ["Passwordpassword", /tried first|over and over/],
    ["welcomehome!!99", /tried first/],
    ["MotDePasse2026", /tried first/],
    ["correct horse battery staple", /tried first/],
    ["my Jetdesk sign-in here", /“jetdesk”/],
    ["J3tp4y for the money", /“jetpay”/],
    ["amelie walks at noon", /“amelie”/],
    ["AMÉLIE walks at noon", /“amelie”/],
    ["old tremblay farmhouse", /“tremblay”/],
    ["maplemarket on sundays", /“maplemarket”/],
    ["tab\tinside a password", /cannot be typed again/],
    ["lone \ud800 half of an emoji", /cannot be typed again/],
  ])("%j", (password, words) => {
    expect(of(password)).toMatch(words);
  });
});

test("the same letters are the same password, however the keyboard wrote them", () => {
  expect(normalPassword("café\u0301")).toBe(normalPassword("cafe\u0301\u0301"));
  expect(normalPassword("ｆｕｌｌ ｗｉｄｔｈ")).toBe("full width");
});

test("length is counted in characters after they are put together, not in bytes", () => {
  expect(of("e\u0301".repeat(SHORTEST_PASSWORD - 1))).toMatch(/11 characters/);
  expect(of("🦊🌉🎈🧭🪁🧵🪴🧊🛶🥁🪙🧩")).toBeNull();
});
