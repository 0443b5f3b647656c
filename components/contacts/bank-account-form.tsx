"use client";
import { useRouter } from "next/navigation";
import { type ComponentProps, useState } from "react";
import type { z } from "zod";
import { ErrorSummary, fieldPlace } from "@/components/intents/error-summary";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Action } from "@/lib/domain/answer";
import {
  BANK_ACCOUNT_OBSTACLES,
  institution,
  obstacleToPostalCode,
  tidyCountry,
  withoutGaps,
} from "@/lib/domain/bank-account";
import type { BankAccountForm as BankAccountFields } from "@/lib/domain/bank-account-input";

export type AddBankAccountAction = Action<
  z.input<typeof BankAccountFields> & { bankAccountId: string; contactId: string },
  { bankAccountId: string }
>;
type Props = {
  bankAccountId: string;
  contact: { id: string; name: string; email: string };
  add: AddBankAccountAction;
};

const LABELS = {
  institutionNumber: "Institution number",
  transitNumber: "Transit number",
  accountNumber: "Account number",
  holderName: "Account holder",
  accountType: "Account type",
  title: "Title",
  holderEmail: "Holder e-mail",
  street: "Street",
  city: "City",
  postalCode: "Postal code",
  country: "Country",
};
type Name = keyof typeof LABELS;
const TYPES = [
  { value: "chequing", label: "Chequing" },
  { value: "savings", label: "Savings" },
];

const asInput = (filled: Record<Name, string>) => ({
  ...filled,
  accountType: filled.accountType === "savings" ? ("savings" as const) : ("chequing" as const),
});

const isName = (name: string): name is Name => name in LABELS;

/** What keeps this field from being sent; null when nothing does. */
function obstacleIn(filled: Record<Name, string>, name: Name): string | null {
  if (name === "accountType") return null;
  const obstacleTo = BANK_ACCOUNT_OBSTACLES[name];
  if (name === "accountNumber") return obstacleTo(withoutGaps(filled.accountNumber));
  if (name === "country") return obstacleTo(tidyCountry(filled.country));
  const text = filled[name].trim();
  return (
    obstacleTo(text) ??
    (name === "postalCode" ? obstacleToPostalCode(tidyCountry(filled.country), text) : null)
  );
}

/**
 * Gives a contact a bank account. What is typed lives in this form only: it is kept in no storage of the browser, and the
 * fields have no names, so that no address can carry the number.
 */
export function BankAccountForm({ bankAccountId, contact, add }: Props) {
  const router = useRouter();
  const [intentId, setIntentId] = useState(bankAccountId);
  const [filled, setFilled] = useState<Record<Name, string>>(() => ({
    institutionNumber: "",
    transitNumber: "",
    accountNumber: "",
    holderName: contact.name,
    accountType: "chequing",
    title: "",
    holderEmail: contact.email,
    street: "",
    city: "",
    postalCode: "",
    country: "CA",
  }));
  const [left, setLeft] = useState<readonly Name[]>([]);
  const home = `/contacts/${contact.id}`;
  const fill = (changes: Partial<Record<Name, string>>) => setFilled((before) => ({ ...before, ...changes }));
  const forget = () => fill({ accountNumber: "" });
  const { run, isPending, problem } = useAction(add, {
    done: () => {
      forget();
      toast.success("The bank account was added");
      router.replace(home);
    },
    refused: ({ code }) => {
      // Jetpay's "no" stays in the record under its id; what is corrected is another account.
      if (code === "jetpay_refused" || code === "already_exists") {
        const fresh = crypto.randomUUID();
        setIntentId(fresh);
        window.history.replaceState(null, "", `?id=${fresh}`);
      }
      if (code !== "outcome_unknown") return;
      forget();
      router.replace(home);
    },
  });
  const isFit = Object.keys(LABELS).every((name) => !isName(name) || obstacleIn(filled, name) === null);
  const wrong = (name: Name): string | null => {
    const own = left.includes(name) ? obstacleIn(filled, name) : null;
    return own ?? (isFit ? null : (problem?.fields[name] ?? null));
  };
  const line = (name: Name, more: Partial<ComponentProps<typeof TextField>> = {}) => (
    <div id={fieldPlace(name)} className="min-w-0">
      <TextField
        label={LABELS[name]}
        value={filled[name]}
        error={wrong(name)}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => fill({ [name]: target.value })}
        onBlur={() => setLeft((before) => (filled[name] === "" ? before : [...before, name]))}
        {...more}
      />
    </div>
  );
  const bank = institution(filled.institutionNumber.trim());
  return (
    <form
      noValidate
      method="post"
      autoComplete="off"
      className="flex max-w-[640px] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        setLeft(Object.keys(LABELS).filter(isName));
        run({ bankAccountId: intentId, contactId: contact.id, ...asInput(filled) });
      }}
    >
      <ErrorSummary problem={problem} labels={LABELS} />
      <AliveFields>
        <div className="grid gap-4 sm:grid-cols-3">
          {line("institutionNumber", {
            inputMode: "numeric",
            maxLength: 3,
            hint: <BankName number={filled.institutionNumber} name={bank?.full ?? null} />,
          })}
          {line("transitNumber", { inputMode: "numeric", maxLength: 5, hint: "5 digits, the branch" })}
          {line("accountNumber", {
            inputMode: "numeric",
            hint: "7 to 12 digits. Only the last three are kept here.",
          })}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          {line("holderName", { hint: "As the bank writes it." })}
          <div id={fieldPlace("accountType")}>
            <SelectField
              label={LABELS.accountType}
              options={TYPES}
              value={filled.accountType}
              error={wrong("accountType")}
              onChange={({ target }) => fill({ accountType: target.value })}
            />
          </div>
          {line("title", { hint: "What to call it here, e.g. Main account." })}
          {line("holderEmail", { type: "email" })}
        </div>
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 text-sm font-semibold">Holder’s address</legend>
          {line("street")}
          {line("city")}
          {line("postalCode", { hint: "For example A1A 1A1" })}
          {line("country", { maxLength: 2, hint: "Two letters, e.g. CA" })}
        </fieldset>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="go" isPending={isPending}>
            Add bank account
          </Button>
          <ButtonLink href={home} variant="ghost">
            Back to {contact.name}
          </ButtonLink>
        </div>
      </AliveFields>
    </form>
  );
}

function BankName({ number, name }: { number: string; name: string | null }) {
  const digits = number.trim();
  const words =
    digits.length < 3
      ? "3 digits, the bank"
      : (name ?? "Not on our list of banks; check it with the holder.");
  return <span aria-live="polite">{words}</span>;
}
