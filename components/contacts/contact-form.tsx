"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { dropDraft, useDraft, useIsHydrated } from "@/components/intents/draft";
import { ErrorSummary, fieldPlace } from "@/components/intents/error-summary";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox, TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { Action } from "@/lib/domain/answer";
import { CONTACT_OBSTACLES } from "@/lib/domain/contact";
import type { ContactForm as ContactFields } from "@/lib/domain/contact-input";
import { listFrom } from "@/lib/domain/text";

export type CreateContactAction = Action<
  z.input<typeof ContactFields> & { contactId: string },
  { contactId: string }
>;
type Props = { contactId: string; create: CreateContactAction };

const LABELS = {
  name: "Name",
  email: "E-mail",
  language: "Language",
  roles: "Roles",
  tags: "Tags",
  externalId: "External id",
};
const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "fr", label: "French" },
];
const BLANK = { name: "", email: "", language: "en", customer: "", vendor: "", tags: "", externalId: "" };
type Filled = typeof BLANK;

const asInput = ({ customer, vendor, language, ...rest }: Filled) => ({
  ...rest,
  language: language === "fr" ? ("fr" as const) : ("en" as const),
  roles: [customer && "customer", vendor && "vendor"].filter((role) => role !== ""),
});

/** What keeps each field from being sent; null where nothing does. */
function obstaclesIn(filled: Filled): Readonly<Record<string, string | null>> {
  const { name, email, roles, tags, externalId } = CONTACT_OBSTACLES;
  return {
    name: name(filled.name.trim()),
    email: email(filled.email.trim()),
    roles: roles(asInput(filled).roles),
    tags: tags(listFrom(filled.tags)),
    externalId: externalId(filled.externalId.trim()),
  };
}

/** Adds a contact. What was typed survives a reload; sent twice, it makes one. */
export function ContactForm(props: Props) {
  const isHydrated = useIsHydrated();
  return <Fields key={String(isHydrated)} isHydrated={isHydrated} {...props} />;
}

function Fields({ contactId, create, isHydrated }: Props & { isHydrated: boolean }) {
  const router = useRouter();
  const [intentId, setIntentId] = useState(contactId);
  const [filled, fill] = useDraft(intentId, isHydrated, BLANK);
  const [left, setLeft] = useState<readonly string[]>([]);
  const open = (id: string) => {
    dropDraft(id);
    router.replace(`/contacts/${id}`);
  };
  const { run, isPending, problem } = useAction(create, {
    done: () => open(intentId),
    refused: ({ code }) => {
      if (code === "outcome_unknown") open(intentId);
      // Jetpay's "no" stays in the record under its id; what is corrected is another contact.
      if (code !== "jetpay_refused") return;
      const fresh = crypto.randomUUID();
      setIntentId(fresh);
      window.history.replaceState(null, "", `?id=${fresh}`);
    },
  });
  const obstacles = obstaclesIn(filled);
  const isFit = Object.values(obstacles).every((obstacle) => obstacle === null);
  const wrong = (name: string): string | null => {
    const own = left.includes(name) ? (obstacles[name] ?? null) : null;
    return own ?? (isFit ? null : (problem?.fields[name] ?? null));
  };
  const text = (name: "name" | "email" | "tags" | "externalId") => ({
    label: LABELS[name],
    name,
    value: filled[name],
    error: wrong(name),
    onChange: ({ target }: { target: { value: string } }) => fill({ [name]: target.value }),
    onBlur: () => setLeft((before) => (filled[name] === "" ? before : [...before, name])),
  });
  const rolesWrong = wrong("roles");
  return (
    <form
      noValidate
      method="post"
      className="flex max-w-[560px] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        setLeft(Object.keys(LABELS));
        run({ contactId: intentId, ...asInput(filled) });
      }}
    >
      <ErrorSummary problem={problem} labels={LABELS} />
      <AliveFields>
        <div id={fieldPlace("name")}>
          <TextField
            {...text("name")}
            hint="The person’s or the business’s name, as on their bank account."
            maxLength={200}
          />
        </div>
        <div id={fieldPlace("email")}>
          <TextField {...text("email")} type="email" hint="Payment links are sent here." />
        </div>
        <div id={fieldPlace("language")}>
          <SelectField
            label={LABELS.language}
            name="language"
            options={LANGUAGES}
            value={filled.language}
            error={wrong("language")}
            onChange={({ target }) => fill({ language: target.value })}
            hint="The language of Jetpay’s own pages and messages."
          />
        </div>
        <fieldset
          id={fieldPlace("roles")}
          aria-describedby={rolesWrong === null ? undefined : "roles-error"}
          className="flex flex-col gap-2"
        >
          <legend className="mb-1 text-sm font-medium">Roles</legend>
          <Checkbox
            label="Customer"
            checked={filled.customer !== ""}
            onChange={({ target }) => fill({ customer: target.checked ? "yes" : "" })}
          />
          <Checkbox
            label="Vendor"
            checked={filled.vendor !== ""}
            onChange={({ target }) => fill({ vendor: target.checked ? "yes" : "" })}
          />
          <p className="text-xs text-dim">
            Customers are asked for money; vendors are paid. One contact can be both.
          </p>
          {rolesWrong !== null && (
            <p id="roles-error" role="alert" className="text-xs text-bad">
              {rolesWrong}
            </p>
          )}
        </fieldset>
        <div id={fieldPlace("tags")}>
          <TextField {...text("tags")} isOptional hint="Separate them with commas." />
        </div>
        <div id={fieldPlace("externalId")}>
          <TextField {...text("externalId")} isOptional hint="What your own systems call this contact." />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="go" isPending={isPending}>
            Add contact
          </Button>
          <ButtonLink href="/contacts" variant="ghost">
            Back to contacts
          </ButtonLink>
        </div>
      </AliveFields>
    </form>
  );
}
