import { expect, test } from "vitest";
import { auditWords, type AuditTold } from "./audit-words";

const told = (some: Partial<AuditTold>): AuditTold => ({
  actorKind: "staff",
  actorName: "Daniel",
  deed: "payout.approve",
  outcome: "done",
  subjectKind: "payout",
  subjectId: "00000000-0000-4000-8000-000000000001",
  subjectName: "JD-7F3K2Q",
  contactName: "Maple",
  reason: null,
  after: null,
  ...some,
});

test.each<[Partial<AuditTold>, string]>([
  [{ after: { verdict: "approve" } }, "Daniel approved payout JD-7F3K2Q to Maple."],
  [{ after: { verdict: "undo" } }, "Daniel took back the approval of payout JD-7F3K2Q to Maple."],
  [{ outcome: "refused" }, "Daniel was refused to decide on payout JD-7F3K2Q to Maple."],
  [
    { deed: "session.begin", subjectKind: "session", subjectName: null, contactName: null },
    "Daniel signed in.",
  ],
  [{ deed: "contact.edit", subjectKind: "contact", subjectName: "Maple" }, "Daniel added contact Maple."],
  [
    { actorKind: "clock", actorName: null, deed: "attempt.begin" },
    "The desk itself began to send payout JD-7F3K2Q to Maple.",
  ],
  [
    { deed: "staff.invite", subjectKind: "staff", subjectName: "Rae", contactName: null },
    "Daniel did staff.invite with colleague Rae.",
  ],
  [
    {
      deed: "staff.manage",
      subjectKind: "staff",
      subjectName: "Rae",
      contactName: null,
      after: { step: "do: disable" },
    },
    "Daniel disabled colleague Rae.",
  ],
  [
    { deed: "recovery_codes.make", subjectKind: "staff", subjectName: "Daniel", contactName: null },
    "Daniel made recovery codes.",
  ],
  [
    { deed: "audit.read", outcome: "refused", subjectKind: "audit", subjectId: "-" },
    "Daniel was refused to read the audit trail.",
  ],
  [{ after: { verdict: "constructor" } }, "Daniel decided on payout JD-7F3K2Q to Maple."],
  [
    { deed: "__proto__", subjectKind: "constructor", subjectId: "-", subjectName: null, contactName: null },
    "Daniel did __proto__ with constructor.",
  ],
])("%j is told as %s", (some, sentence) => {
  expect(auditWords(told(some))).toBe(sentence);
});
