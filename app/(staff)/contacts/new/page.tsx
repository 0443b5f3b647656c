import { redirect } from "next/navigation";
import { ContactForm } from "@/components/contacts/contact-form";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { Id } from "@/lib/domain/ids";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { createContact } from "../actions";

export const metadata = { title: "New contact" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewContactPage({ searchParams }: Props) {
  const staff = await requireStaff();
  if (!may(staff.role, "contact.edit")) return <NoPermission deed="contact.edit" />;
  const id = Id.safeParse((await searchParams)["id"]);
  if (!id.success) redirect(`/contacts/new?id=${crypto.randomUUID()}`);
  const made = await desk().read.contact(id.data);
  if (made !== null && made.state !== "refused") redirect(`/contacts/${id.data}`);
  return (
    <>
      <PageHead title="New contact" back={{ href: "/contacts", label: "contacts" }} />
      <div className="px-5 pt-2 pb-10">
        <ContactForm key={id.data} contactId={id.data} create={createContact} />
      </div>
    </>
  );
}
