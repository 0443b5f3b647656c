"use client";
import { useState } from "react";
import { TextField } from "@/components/ui/input";
import { MoneyField } from "@/components/ui/money-field";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import type { MerchantAccountRow } from "@/lib/db/rows";
import { characters } from "@/lib/domain/text";
import { obstacleToAmount } from "@/lib/domain/money";
import { LONGEST_STATEMENT, obstacleToNote, obstacleToStatement } from "@/lib/domain/statement";
import { Place } from "./form-frame";
import type { Problem } from "./use-action";

/** What every payment is made of, as typed. */
export type PaymentDraft = {
  amount: string;
  statement: string;
  note: string;
  merchantAccountId: string;
};

/** What is wrong with what was typed, by field; null where nothing is. */
export const paymentObstacles = ({ amount, statement, note, merchantAccountId }: PaymentDraft) => ({
  amount: obstacleToAmount(amount),
  statement: obstacleToStatement(statement.trim()),
  note: obstacleToNote(note.trim()),
  merchantAccountId: merchantAccountId === "" ? "Choose one of our accounts." : null,
});

/** Amount, statement, note and our own account, in the words of the form they stand in. */
export function PaymentFields({
  draft,
  change,
  problem,
  merchantAccounts,
  merchantLabel,
  verb,
  whoseBank,
  noteHint,
}: {
  draft: PaymentDraft;
  change: (changes: Partial<PaymentDraft>) => void;
  problem: Problem | null;
  merchantAccounts: readonly MerchantAccountRow[];
  merchantLabel: string;
  verb: string;
  whoseBank: string;
  noteHint: string;
}) {
  const [firstAmount] = useState(draft.amount);
  return (
    <>
      <Place name="amount">
        <MoneyField
          label="Amount"
          name="amount"
          verb={verb}
          defaultValue={firstAmount}
          onCents={(_cents, amount) => change({ amount })}
          error={problem?.fields["amount"]}
        />
      </Place>
      <Place name="statement">
        <TextField
          label="Statement"
          name="statement"
          value={draft.statement}
          hint={`What ${whoseBank} bank shows. ${characters(draft.statement.trim())} of ${LONGEST_STATEMENT} characters.`}
          onChange={({ target }) => change({ statement: target.value })}
          error={problem?.fields["statement"]}
        />
      </Place>
      <Place name="note">
        <TextareaField
          label="Note"
          name="note"
          isOptional
          value={draft.note}
          hint={noteHint}
          onChange={({ target }) => change({ note: target.value })}
          error={problem?.fields["note"]}
        />
      </Place>
      <Place name="merchantAccountId">
        <SelectField
          label={merchantLabel}
          name="merchantAccountId"
          value={draft.merchantAccountId}
          placeholder="Choose an account"
          options={merchantAccounts.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ target }) => change({ merchantAccountId: target.value })}
          error={problem?.fields["merchantAccountId"]}
        />
      </Place>
    </>
  );
}
