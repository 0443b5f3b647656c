import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACH_ROWS } from "./ach-codes";
import { CARD_ROWS } from "./card-declines";
import { EFT_ROWS } from "./eft-codes";
import { EXPLANATIONS_DATE, EXPLANATIONS_VERSION, explainFailure, type Failure } from "./index";
import { spelling } from "./lookup";
import { OWN_REASONS, OWN_ROWS } from "./own-reasons";

const base: Failure = {
  direction: "debit",
  method: "bank",
  reason: null,
  failDirection: null,
  isReturn: false,
  contactName: "Olivia Grant",
};
const explained = (direction: Failure["direction"], method: Failure["method"], reason: string) =>
  explainFailure({ ...base, direction, method, reason });

/** Written out, so that a lost row is noticed. */
const EFT_NUMBERS =
  "900 901 902 903 904 905 906 907 908 909 910 911 912 914 915 916 917 918 919 920 921 922 990 998".split(
    " ",
  );
const ACH_NUMBERS =
  "R01 R02 R03 R04 R05 R06 R07 R08 R09 R10 R11 R12 R13 R14 R15 R16 R17 R20 R21 R22 R23 R24 R28 R29 R31 R51 C01 C02 C03 C04 C05 C06 C07 C08".split(
    " ",
  );
const DECLINES =
  `insufficient_funds withdrawal_count_limit_exceeded card_velocity_exceeded generic_decline do_not_honor
  no_action_taken call_issuer not_permitted security_violation service_not_allowed try_again_later issuer_not_available
  processing_error reenter_transaction approve_with_id expired_card invalid_expiry_month invalid_expiry_year
  incorrect_number invalid_number invalid_account new_account_information_available incorrect_cvc invalid_cvc
  incorrect_zip incorrect_address authentication_required authentication_not_handled card_not_supported
  currency_not_supported transaction_not_allowed invalid_amount duplicate_transaction lost_card stolen_card pickup_card
  restricted_card fraudulent merchant_blacklist revocation_of_authorization revocation_of_all_authorizations
  stop_payment_order pin_try_exceeded offline_pin_required 04 07 12 14 15 41 43 46 57 R0 R1 R3`.split(/\s+/);

const ALL_ROWS = [...EFT_ROWS, ...ACH_ROWS, ...CARD_ROWS, ...OWN_ROWS];
const EVERY_REASON = ALL_ROWS.flatMap((row) => [...row.names, ...(row.code ? [row.code] : [])]);
const FORBIDDEN_ALOUD = /died|dead|death|deceased|famil|fraud|stolen|lost|sanction|crime|questionable|risk/i;

describe("the tables", () => {
  test("hold every Canadian and American number, once", () => {
    expect(EFT_ROWS.map((row) => row.code)).toEqual(EFT_NUMBERS);
    expect(ACH_ROWS.map((row) => row.code)).toEqual(ACH_NUMBERS);
  });

  test.each([
    ["Canadian", EFT_ROWS],
    ["American", ACH_ROWS],
    ["card", CARD_ROWS],
    ["own", OWN_ROWS],
  ])("the %s table never gives one spelling two meanings", (_table, rows) => {
    const spellings = rows.flatMap((row) => row.names.map(spelling));
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  test("have a line for every reason of ours", () => {
    expect(OWN_ROWS.flatMap((row) => row.names).toSorted()).toEqual([...OWN_REASONS].toSorted());
  });

  test("are dated and numbered", () => {
    expect(EXPLANATIONS_VERSION).toBeGreaterThan(0);
    expect(EXPLANATIONS_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test.each([...EFT_NUMBERS, ...ACH_NUMBERS])("%s is explained for debits and credits", (code) => {
    expect(explained("debit", "bank", code).code).toBe(code);
    expect(explained("credit", "bank", code).code).toBe(code);
  });

  test.each(DECLINES)("the decline %s is explained for debits and credits", (reason) => {
    const debit = explained("debit", "card", reason);
    expect(debit.title).not.toBe("Not explained yet");
    expect(CARD_ROWS.map((row) => row.title)).toContain(debit.title);
    const credit = explained("credit", "card", reason);
    expect(credit.headline).not.toBe("");
  });
});

/** Every reason we know, on every leg of every kind of payment, told to everybody. */
const CASES: Failure[] = EVERY_REASON.flatMap((reason) =>
  (["debit", "credit"] as const).flatMap((direction) =>
    (["bank", "card", "link", null] as const).flatMap((method) =>
      ["pull", "push", null, "sideways"].flatMap((failDirection) =>
        [false, true].flatMap((isReturn) =>
          ["Olivia Grant", null].map((contactName) => ({
            reason,
            direction,
            method,
            failDirection,
            isReturn,
            contactName,
          })),
        ),
      ),
    ),
  ),
);
const HEADLINE_FLAW = /\b(?:9\d\d|[RC]\d\d)\b|_|undefined|null|\{|\.\.|,\.| {2}/;

describe("every explanation", () => {
  test("is read aloud in two plain sentences without codes, raw names or gaps", () => {
    const headlines = CASES.map(explainFailure)
      .filter((told) => told.title !== "Not explained yet") // a two-digit number on something that is not a card
      .map((told) => told.headline);
    const flawed = headlines.filter(
      (headline) =>
        HEADLINE_FLAW.test(headline) ||
        !/^[A-Z].*\.$/.test(headline) ||
        headline.match(/[.!?](?= |$)/g)?.length !== 2,
    );
    expect(flawed).toEqual([]);
  });

  test("fills in every text", () => {
    const told = CASES.map(explainFailure);
    const sentences = told.flatMap(({ whatHappened, retry }) => [whatHappened, retry.sentence]);
    const labels = told.flatMap(({ nextStep, whoActs }) => [nextStep.label, whoActs.words]);
    expect(sentences.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
    expect([...sentences, ...labels].filter((text) => /\{|undefined|\.\./.test(text))).toEqual([]);
  });

  test("that is sensitive has a headline fit for the contact's ears", () => {
    const sensitive = CASES.map(explainFailure).filter((told) => told.sensitive);
    const texts = sensitive.flatMap(({ headline, title, nextStep, retry }) => [
      headline,
      title,
      nextStep.label,
      retry.sentence,
    ]);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => FORBIDDEN_ALOUD.test(text))).toEqual([]);
  });

  test("of a death, fraud, loss or sanction is sensitive", () => {
    for (const reason of ["910", "R14", "R15", "R16", "deceased", "lost_card", "stolen_card", "fraudulent"])
      expect(explained("debit", "card", reason).sensitive).toBe(true);
  });

  test("keeps what Jetpay says exactly, whatever it says", () => {
    const said = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(said, said, (reason, failDirection) => {
        const told = explainFailure({ ...base, reason, failDirection });
        return told.jetpaySays === `${reason} · ${failDirection}`;
      }),
    );
  });
});
