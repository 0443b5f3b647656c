"use client";
import type { ReactNode } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { Pairs } from "@/components/intents/pairs";
import type { Problem } from "@/components/intents/use-action";
import { AmountInline } from "@/components/payments/amount";
import { Mono } from "@/components/payments/reference";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { formatCents } from "@/lib/domain/money";
import { dayInWords, type SavedMethod } from "./methods";

/** All that a charge does, before it does it. */
export type Charge = {
  readonly method: SavedMethod;
  readonly cents: bigint;
  readonly contactName: string;
  readonly statement: string;
  readonly intoAccount: string;
  /** `YYYY-MM-DD`, for a bank account. */
  readonly agreedOn: string;
};

/** "Charge Visa ending in 4242 $25.00", "Debit TD •••482 $25.00". */
export const chargeWords = ({ kind, words }: SavedMethod, cents: bigint): string =>
  `${kind === "card" ? "Charge" : "Debit"} ${words} ${formatCents(cents)}`;

const HAPPENS: Record<SavedMethod["kind"], string> = {
  card: "The card is charged the moment you press the button. The answer comes within seconds, and a charge that went through cannot be called back from here.",
  bank_account:
    "Jetpay is told at once to take the money, and the bank needs a few business days. You can cancel until the money is being pulled.",
};

/** Asks once more before money moves, with everything that will happen. */
export function ChargeQuestion({
  charge,
  problem,
  isPending,
  onYes,
  onNo,
}: {
  charge: Charge;
  /** Why the last press did not work. */
  problem: Problem | null;
  isPending: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const { method, cents, contactName, statement, intoAccount, agreedOn } = charge;
  const lines: [string, ReactNode][] = [
    ["Amount", <AmountInline key="amount" cents={cents} className="font-semibold" />],
    ["From", `${contactName}, ${method.words}`],
    ["Into", intoAccount],
    ["On their statement", <Mono key="statement">{statement}</Mono>],
  ];
  if (method.kind === "bank_account") lines.push(["Agreement signed on", dayInWords(agreedOn)]);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onNo()}
      title={`${chargeWords(method, cents)} now?`}
      description={HAPPENS[method.kind]}
      actions={
        <>
          <Button variant="go" isPending={isPending} onClick={onYes}>
            {chargeWords(method, cents)} now
          </Button>
          <DialogClose>
            <Button disabled={isPending}>Go back</Button>
          </DialogClose>
        </>
      }
    >
      <Pairs lines={lines} />
      {problem !== null && <ActionProblem problem={problem} />}
    </Dialog>
  );
}
