import { describe, expect, test } from "vitest";
import { explainFailure, type Failure } from "./index";

const failure = (changes: Partial<Failure> = {}): Failure => ({
  direction: "debit",
  method: "bank",
  reason: "account_frozen",
  failDirection: "pull",
  isReturn: false,
  contactName: "Olivia Grant",
  ...changes,
});
const payout = (changes: Partial<Failure> = {}) =>
  failure({ direction: "credit", failDirection: "push", contactName: "Harbour Glass", ...changes });

describe("a frozen account", () => {
  test("on a debit is the customer's, who must give another way to pay", () => {
    const told = explainFailure(failure());
    expect(told).toMatchObject({
      headline:
        "The bank has frozen this account, so nothing can be taken from it. Olivia Grant needs to give another way to pay.",
      code: "911",
      title: "Account frozen",
      vocabulary: "get_new_method",
      whoActs: { who: "customer" },
      retry: { allowed: "never" },
      effectOnMethod: "disable",
      effectOnContact: "review",
      nextStep: { kind: "send_link", label: "Send a new payment link" },
      sensitive: false,
      jetpaySays: "account_frozen · pull",
    });
  });

  test("on a payout is the vendor's", () => {
    const told = explainFailure(payout());
    expect(told.headline).toBe(
      "The bank has frozen Harbour Glass’s account, so nothing can be paid into it. Harbour Glass needs to give another bank account.",
    );
    expect(told.whoActs.who).toBe("vendor");
    expect(told.nextStep).toEqual({
      kind: "ask_new_account",
      label: "Ask Harbour Glass for another account",
    });
  });

  test("on the pull of a payout is our own: nothing is held against the vendor", () => {
    const told = explainFailure(payout({ failDirection: "pull" }));
    expect(told.headline).toBe(
      "The bank has frozen our own account, so this payout could not be taken from it. Nothing is wrong with Harbour Glass’s account.",
    );
    expect(told).toMatchObject({
      vocabulary: "ours_to_fix",
      whoActs: { who: "us" },
      effectOnMethod: "keep",
      effectOnContact: "none",
    });
  });

  test("on the push of a debit is our own, and the customer must not be asked twice", () => {
    const told = explainFailure(failure({ failDirection: "push" }));
    expect(told.headline).toMatch(
      /^The bank has frozen our own account, so this payment could not be paid into it\./,
    );
    expect(told.retry.allowed).toBe("ask_first");
    expect(told.retry.sentence).toContain("may already have left Olivia Grant’s account");
  });
});

describe("which account a reason is about, when Jetpay gives no direction", () => {
  test("too little money on a payout can only be ours", () => {
    const told = explainFailure(payout({ reason: "nsf", failDirection: null }));
    expect(told.headline).toMatch(/^There was not enough money in our own account/);
    expect(told.retry).not.toHaveProperty("triesLeftOf");
  });

  test("a reason that cannot be met on that leg is not blamed on anybody", () => {
    const told = explainFailure(payout({ reason: "agreement_revoked", failDirection: "push" }));
    expect(told.headline).toBe(
      "Jetpay’s reason does not fit a payout that failed this way. Harbour Glass has nothing to do; we are asking Jetpay.",
    );
    expect(told.vocabulary).toBe("provider_issue");
  });

  test("a credit sent back is the payee's choice, and waits for their word", () => {
    const told = explainFailure(payout({ reason: "922", failDirection: null }));
    expect(told).toMatchObject({ vocabulary: "contact_payee", retry: { allowed: "ask_first" } });
  });
});

describe("how often it may be tried again", () => {
  test.each([
    ["901", 1],
    ["908", 1],
    ["R01", 2],
    ["R09", 2],
  ])("%s: %i more", (reason, tries) => {
    const { retry } = explainFailure(failure({ reason }));
    expect(retry).toMatchObject({ allowed: "wait", triesLeftOf: tries, earliestAfterDays: 1 });
  });

  test.each([
    "905",
    "907",
    "910",
    "911",
    "915",
    "917",
    "920",
    "R02",
    "R05",
    "R07",
    "R10",
    "R14",
    "R15",
    "R16",
    "R20",
  ])("%s: never", (reason) => {
    expect(explainFailure(failure({ reason })).retry.allowed).toBe("never");
  });

  test.each(["R24", "R29", "R31", "R51", "lost_card", "fraudulent", "expired_card", "duplicate_transaction"])(
    "%s: never",
    (reason) => {
      expect(explainFailure(failure({ reason, method: "card" })).retry.allowed).toBe("never");
    },
  );

  test.each([
    "900",
    "902",
    "903",
    "904",
    "906",
    "909",
    "912",
    "914",
    "916",
    "918",
    "R03",
    "R04",
    "R08",
    "R11",
    "R17",
  ])("%s: after something is put right", (reason) => {
    expect(explainFailure(failure({ reason })).retry.allowed).toBe("fix");
  });

  test("a call of unknown outcome: not until we know", () => {
    const told = explainFailure(payout({ reason: "unknown_outcome", failDirection: null }));
    expect(told.headline).toContain("It must not be sent again until we know.");
    expect(told).toMatchObject({ retry: { allowed: "unknown" }, nextStep: { kind: "resolve_unknown" } });
  });

  test("a call that never left: now", () => {
    expect(explainFailure(payout({ reason: "not_sent", failDirection: null })).retry.allowed).toBe("now");
  });
});

describe("spellings", () => {
  test.each([
    "account_frozen",
    "Account Frozen",
    "accountFrozen",
    "account-frozen",
    "911",
    "AFT 911",
    "eft_911",
  ])("%s is one reason", (reason) => expect(explainFailure(failure({ reason })).code).toBe("911"));

  test("a name that cards and banks share follows the method", () => {
    expect(explainFailure(failure({ reason: "insufficient_funds", method: "bank" })).code).toBe("901");
    expect(explainFailure(failure({ reason: "insufficient_funds", method: "card" })).title).toBe(
      "Limit or balance",
    );
  });

  test("a card decline on a bank payment is not told as if there were a card", () => {
    const told = explainFailure(failure({ reason: "do_not_honor", method: "bank" }));
    expect(told.headline).toMatch(/^Jetpay’s reason does not fit a payment that failed this way\./);
  });

  test("a bare word that may be the bank's or ours is not explained", () => {
    for (const reason of ["refused", "timeout", "unauthorized", "conflict"])
      expect(explainFailure(failure({ reason })).title).toBe("Not explained yet");
  });

  test("a two-digit number means nothing unless it was a card", () => {
    expect(explainFailure(failure({ reason: "41", method: "bank" })).title).toBe("Not explained yet");
  });

  test("a bare number is explained with a doubt", () => {
    expect(explainFailure(failure({ reason: "902" })).whatHappened).toContain(
      "lists of these numbers differ",
    );
    expect(explainFailure(failure({ reason: "account_not_found" })).whatHappened).not.toContain("lists");
  });

  test("Jetpay's words win over a number that says otherwise", () => {
    for (const given of [{ reason: "902", words: "Account closed" }, { reason: "902 - account closed" }]) {
      const told = explainFailure(failure(given));
      expect(told).toMatchObject({ title: "Account closed", code: null, retry: { allowed: "never" } });
      expect(told.whatHappened).toContain("follows Jetpay’s words");
    }
  });
});

describe("honesty", () => {
  test("an unknown reason is quoted, not guessed", () => {
    const told = explainFailure(failure({ reason: "xyz" }));
    expect(told.headline).toBe("Jetpay says “xyz”. We have no explanation for it yet.");
    expect(told).toMatchObject({ vocabulary: "provider_issue", retry: { allowed: "unknown" }, code: null });
  });

  test("names from every object's prototype are unknown reasons", () => {
    for (const reason of ["constructor", "__proto__", "toString"])
      expect(explainFailure(failure({ reason })).title).toBe("Not explained yet");
  });

  test("no reason at all is said to be none", () => {
    const told = explainFailure(failure({ reason: null, failDirection: null }));
    expect(told.headline).toBe("Jetpay has not said why. We are asking for the reason.");
    expect(told.jetpaySays).toBe("no reason given");
  });

  test("what Jetpay answered to a refused request is shown", () => {
    const told = explainFailure(
      payout({ reason: "refused_at_creation", failDirection: null, words: "amount: too large" }),
    );
    expect(told.whatHappened).toContain("Jetpay’s own words: “amount: too large”.");
    expect(told.vocabulary).toBe("ours_to_fix");
  });
});

describe("money that came back after it had completed", () => {
  test("is said to have", () => {
    expect(explainFailure(failure({ reason: "nsf", isReturn: true })).headline).toBe(
      "This payment came back after it had completed: there was not enough money in Olivia Grant’s account. We can try again on a day Olivia Grant agrees to.",
    );
    expect(explainFailure(payout({ reason: "905", isReturn: true })).headline).toBe(
      "This payout came back after it had completed: Harbour Glass’s account is closed. Harbour Glass needs to give another bank account.",
    );
    expect(explainFailure(failure({ reason: "xyz", isReturn: true })).headline).toBe(
      "This payment came back after it had completed: Jetpay says “xyz”. We have no explanation for it yet.",
    );
  });
});

test("a contact's name is only a name", () => {
  expect(explainFailure(failure({ contactName: "{name} $& Co" })).headline).toContain(
    "{name} $& Co needs to give",
  );
  expect(explainFailure(failure({ contactName: null })).headline).toContain("The customer needs to give");
});
