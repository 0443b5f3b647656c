import { Reference } from "@/components/payments/reference";
import { Part } from "@/components/shell/lane";
import { Chip } from "@/components/ui/chip";
import { FullTime } from "@/components/ui/relative-time";
import type { ContactDetail } from "@/lib/db/rows";
import { rolesInWords } from "./words";

/** Who the contact is. */
export const ContactSide = ({ contact }: { contact: ContactDetail }) => (
  <>
    <Part title="E-mail">
      <span className="break-all">{contact.email}</span>
    </Part>
    <Part title="Role">{rolesInWords(contact)}</Part>
    <Part title="Language">{contact.language === "fr" ? "French" : "English"}</Part>
    <Part title="Tags">
      {contact.tags.length === 0 && <span className="text-faint">None</span>}
      <span className="flex flex-wrap gap-1.5">
        {contact.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </span>
    </Part>
    {contact.externalId !== null && (
      <Part title="External id">
        <Reference text={contact.externalId} label="external id" />
      </Part>
    )}
    <Part title="At Jetpay">
      {contact.jetpayId === null ? (
        <span className="text-faint">Not known there yet</span>
      ) : (
        <Reference text={contact.jetpayId} label="Jetpay’s identifier" />
      )}
    </Part>
    <Part title="Added">
      <FullTime at={contact.createdAt} />
      {contact.createdByName !== null && <span className="block text-dim">by {contact.createdByName}</span>}
    </Part>
  </>
);
