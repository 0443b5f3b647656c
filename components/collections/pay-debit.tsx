"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { accountWords } from "@/components/payments/method-label";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { CollectionDetail } from "@/lib/db/rows";
import { formatCents } from "@/lib/domain/money";
import { AccountNumber } from "./account-number";
import type { PayAction } from "./actions";
import { obstacleToNumber } from "./methods";

/** The second call of a bank debit, where Jetpay wants the account number that nobody keeps. */
export function PayDebit({
  collection: { id, account, amountCents },
  pay,
}: {
  collection: CollectionDetail;
  pay: NonNullable<PayAction>;
}) {
  const router = useRouter();
  const [accountNumber, setAccountNumber] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const from = account === null ? "the bank account" : accountWords(account);
  const amount = formatCents(BigInt(amountCents));
  const { run, isPending, problem } = useAction(pay, {
    accepted: () => setAccountNumber(""),
    done: ({ state }) => {
      if (state === "waiting") toast.info("Jetpay could not take it just now. Try again in a minute.");
      else toast.success(`Jetpay is taking ${amount} from ${from}.`);
      router.refresh();
    },
    refused: () => router.refresh(),
  });
  return (
    <form
      noValidate
      className="mt-3 flex max-w-[420px] flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const obstacle = obstacleToNumber(accountNumber, account?.lastThree ?? "");
        setWrong(obstacle);
        if (obstacle === null) run({ collectionId: id, accountNumber });
      }}
    >
      {problem !== null && <ActionProblem problem={problem} />}
      <AliveFields>
        <AccountNumber
          words={from}
          value={accountNumber}
          onChange={setAccountNumber}
          error={wrong ?? problem?.fields["accountNumber"]}
        />
        <div>
          <Button type="submit" variant="go" isPending={isPending}>
            Take {amount} from {from} now
          </Button>
        </div>
      </AliveFields>
    </form>
  );
}
