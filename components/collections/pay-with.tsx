import Link from "next/link";
import type { ReactNode } from "react";
import type { ContactChoice } from "@/components/intents/contact-field";
import { classes } from "@/components/ui/classes";
import { Icon, type IconName } from "@/components/ui/icon";
import { ROLE_WORDS, rolesThatMay } from "@/lib/domain/deeds";
import { payByOf, savedMethods, type SavedMethod } from "./methods";

const OR = new Intl.ListFormat("en-CA", { type: "disjunction" });
const WHO_CHARGES = OR.format(
  rolesThatMay("collection.charge").map((role) => ROLE_WORDS[role].toLowerCase()),
);

const KINDS: readonly {
  kind: SavedMethod["kind"];
  title: string;
  icon: IconName;
  about: string;
  anchor: string;
}[] = [
  {
    kind: "card",
    title: "Saved card",
    icon: "card",
    about: "Charged at once; the answer comes within seconds.",
    anchor: "cards",
  },
  {
    kind: "bank_account",
    title: "Bank account",
    icon: "bank",
    about: "debited over a few business days. Needs a signed agreement.",
    anchor: "bank-accounts",
  },
];

/** How the customer pays: by a link, or with a method saved on the contact. What cannot be chosen says why. */
export function PayWith({
  label,
  contact,
  value,
  onChange,
  mayCharge,
  error,
}: {
  label: string;
  contact: ContactChoice | null;
  value: string;
  onChange: (payBy: string) => void;
  mayCharge: boolean;
  error: string | undefined;
}) {
  const saved = savedMethods(contact);
  const choice = (payBy: string) => ({ payBy, isChosen: value === payBy, onChange });
  return (
    <fieldset aria-describedby={error === undefined ? undefined : "pay-with-error"} className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div
        className={classes(
          "divide-y divide-line overflow-hidden rounded-lg border",
          error === undefined ? "border-line-strong" : "border-bad",
        )}
      >
        <Choice
          {...choice("link")}
          icon="link"
          title="Payment link"
          about="They choose card or bank account on Jetpay’s own page."
        />
        {KINDS.map(({ kind, title, icon, about, anchor }) => {
          const theirs = saved.filter((method) => method.kind === kind);
          if (mayCharge && theirs.length > 0)
            return theirs.map((method) => (
              <Choice
                key={payByOf(method)}
                {...choice(payByOf(method))}
                icon={icon}
                title={method.words}
                about={method.kind === "bank_account" ? `Held by ${method.holderName}; ${about}` : about}
              />
            ));
          return (
            <Choice
              key={kind}
              {...choice(kind)}
              icon={icon}
              title={title}
              about={<WhyNot contact={contact} kind={kind} mayCharge={mayCharge} anchor={anchor} />}
              isDisabled
            />
          );
        })}
      </div>
      {error !== undefined && (
        <p id="pay-with-error" role="alert" className="mt-1 flex items-start gap-1.5 text-xs text-bad">
          <Icon name="warn" size={13} className="mt-[2px]" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

function WhyNot({
  contact,
  kind,
  mayCharge,
  anchor,
}: {
  contact: ContactChoice | null;
  kind: SavedMethod["kind"];
  mayCharge: boolean;
  anchor: string;
}) {
  if (!mayCharge) return `Charged by an ${WHO_CHARGES}. You can ask by link.`;
  if (contact === null) return "Choose a customer first.";
  if (kind === "card" && contact.cards === undefined) return "Looking for their cards…";
  const thing = kind === "card" ? "card" : "bank account";
  return (
    <>
      {contact.name} has no {thing} yet.{" "}
      <Link href={`/contacts/${contact.id}#${anchor}`} className="text-accent underline">
        Add one
      </Link>
    </>
  );
}

function Choice({
  payBy,
  isChosen,
  onChange,
  icon,
  title,
  about,
  isDisabled = false,
}: {
  payBy: string;
  isChosen: boolean;
  onChange: (payBy: string) => void;
  icon: IconName;
  title: string;
  about: ReactNode;
  isDisabled?: boolean;
}) {
  const id = `pay-by-${payBy}`;
  return (
    <div
      className={classes(
        "relative flex items-start gap-2.5 px-3 py-2.5 text-sm has-focus-visible:bg-sunken",
        isChosen && "bg-accent-soft has-focus-visible:bg-accent-soft",
        !isChosen && !isDisabled && "hover:bg-bg",
      )}
    >
      <input
        type="radio"
        id={id}
        name="payBy"
        value={payBy}
        checked={isChosen}
        disabled={isDisabled}
        aria-describedby={`${id}-about`}
        onChange={() => onChange(payBy)}
        className="mt-[3px] size-[14px] flex-none accent-accent"
      />
      <div className="min-w-0 flex-1">
        {/* The label covers the whole row; a link in the reason below lies above it. */}
        <label
          htmlFor={id}
          className={classes(
            "font-medium after:absolute after:inset-0",
            isDisabled ? "text-dim" : "cursor-pointer after:cursor-pointer",
          )}
        >
          {title}
        </label>
        <p id={`${id}-about`} className="text-xs text-dim [&_a]:relative [&_a]:z-10">
          {about}
        </p>
      </div>
      <Icon name={icon} className={classes("mt-[2px]", isDisabled ? "text-faint" : "text-dim")} />
    </div>
  );
}
