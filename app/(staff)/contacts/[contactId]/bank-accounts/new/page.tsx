import { notFound, redirect } from "next/navigation";
import { BankAccountForm } from "@/components/contacts/bank-account-form";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { may } from "@/lib/domain/deeds";
import { Id } from "@/lib/domain/ids";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { addBankAccount } from "../../../actions";

export const metadata = { title: "Add a bank account" };

type Props = {
  params: Promise<{ contactId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewBankAccountPage({ params, searchParams }: Props) {
  const staff = await requireStaff();
  if (!may(staff.role, "method.add")) return <NoPermission deed="method.add" />;
  const { contactId } = await params;
  const contact = await desk().read.contact(contactId);
  if (contact === null) notFound();
  const home = `/contacts/${contact.id}`;
  if (contact.state !== "active")
    return (
      <EmptyState
        icon="clock"
        heading="h1"
        title="Jetpay does not have this contact yet"
        action={<ButtonLink href={home}>Back to {contact.name}</ButtonLink>}
      >
        A bank account can be added once Jetpay knows {contact.name}.
      </EmptyState>
    );
  const id = Id.safeParse((await searchParams)["id"]);
  if (!id.success) redirect(`${home}/bank-accounts/new?id=${crypto.randomUUID()}`);
  const made = contact.accounts.find((account) => account.id === id.data);
  if (made !== undefined && made.state !== "not_sent" && made.state !== "refused") redirect(home);
  return (
    <>
      <PageHead title={`Add a bank account for ${contact.name}`} back={{ href: home, label: contact.name }} />
      <div className="px-5 pt-2 pb-10">
        <BankAccountForm
          bankAccountId={id.data}
          contact={{ id: contact.id, name: contact.name, email: contact.email }}
          add={addBankAccount}
        />
      </div>
    </>
  );
}
