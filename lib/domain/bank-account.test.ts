import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canadianPostalCode, institution, institutionName, lastThree } from "./bank-account";
import { BankAccountForm } from "./bank-account-input";
import { institutionNumbers } from "./institutions";

const form = (changes: Record<string, string> = {}) => ({
  institutionNumber: "004",
  transitNumber: "27601",
  accountNumber: "1234-567 89",
  holderName: "Maple Woodworks Inc.",
  title: "Business chequing",
  accountType: "chequing",
  holderEmail: "accounts@maple.example",
  street: "123 Happy St",
  city: "Vancouver",
  postalCode: "v6b1a1",
  country: "ca",
  ...changes,
});

/** Every message with its field, as a form would show them. */
const problems = (changes: Record<string, string>) =>
  (BankAccountForm.safeParse(form(changes)).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

test("a form is read as a person meant it", () => {
  expect(BankAccountForm.parse(form())).toEqual({
    ...form(),
    accountNumber: "123456789",
    postalCode: "V6B 1A1",
    country: "CA",
  });
});

describe("each mistake has its sentence", () => {
  test.each([
    [{ transitNumber: "2760" }, "transitNumber: A transit number has 5 digits; this one has 4."],
    [{ transitNumber: "" }, "transitNumber: A transit number is missing; it has 5 digits."],
    [{ transitNumber: "27A01" }, "transitNumber: A transit number has 5 digits and nothing else."],
    [{ institutionNumber: "4" }, "institutionNumber: An institution number has 3 digits; this one has 1."],
    [{ accountNumber: "123456" }, "accountNumber: An account number has 7 to 12 digits; this one has 6."],
    [
      { accountNumber: "1".repeat(13) },
      "accountNumber: An account number has 7 to 12 digits; this one has 13.",
    ],
    [
      { accountNumber: "12345x78" },
      "accountNumber: An account number has only digits; spaces and dashes may stand between them.",
    ],
    [{ holderName: " " }, "holderName: The account holder’s name is missing."],
    [{ accountType: "loan" }, "accountType: Choose chequing or savings."],
    [{ holderEmail: "joe" }, "holderEmail: “joe” is not an e-mail address: it has no @."],
    [{ postalCode: "V6B" }, "postalCode: This is not a Canadian postal code; one looks like A1A 1A1."],
    [{ postalCode: "" }, "postalCode: The postal code is missing."],
    [{ country: "Canada" }, "country: A country is written with two letters, e.g. CA."],
  ])("%j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem]);
  });

  test("and all are told at once", () => {
    expect(problems({ transitNumber: "1", city: "", postalCode: "nowhere" })).toHaveLength(3);
    expect(BankAccountForm.safeParse({}).error?.issues).toHaveLength(11);
  });

  test("an account number is never repeated in a message", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{4,6}x?[0-9]{3,20}$/), (accountNumber) => {
        expect(JSON.stringify(BankAccountForm.safeParse(form({ accountNumber })).error ?? "")).not.toContain(
          accountNumber,
        );
      }),
    );
  });
});

test("a postal code abroad is kept as typed", () => {
  expect(BankAccountForm.parse(form({ country: "US", postalCode: "10001" })).postalCode).toBe("10001");
});

test.each([
  ["k1a-0b1", "K1A 0B1"],
  [" K1A 0B1 ", "K1A 0B1"],
  ["D1A 0B1", null],
  ["W1A 0B1", null],
  ["K1O 0B1", null],
  ["K1A 0B", null],
])("the postal code %j is %j", (text, code) => {
  expect(canadianPostalCode(text)).toBe(code);
});

test("only the last three digits of an account are kept", () => {
  expect(lastThree("1234-567 482")).toBe("482");
});

describe("institutions", () => {
  test.each([
    ["001", "BMO"],
    ["004", "TD"],
    ["016", "HSBC (now RBC)"],
    ["614", "Tangerine"],
    ["815", "Desjardins"],
    ["000", null],
    ["constructor", null],
  ])("%s is %s", (number, name) => {
    expect(institutionName(number)).toBe(name);
  });

  test("have three digits, are listed once and have names", () => {
    const numbers = institutionNumbers();
    expect(numbers).toEqual([...new Set(numbers)].toSorted());
    for (const number of numbers) {
      expect(number).toMatch(/^\d{3}$/);
      expect(institution(number)?.short.length).toBeLessThanOrEqual(20);
    }
  });
});
