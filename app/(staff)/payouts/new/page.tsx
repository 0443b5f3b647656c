import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { PayoutForm } from "@/components/payouts/payout-form";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { Id } from "@/lib/domain/ids";
import { formatCentsPlain } from "@/lib/domain/money";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { makePayout } from "../actions";

export const metadata = { title: "New payout" };

/** `copy` is a payout whose particulars this one starts with. */
const load = createLoader({ id: parseAsString, contact: parseAsString, copy: parseAsString });

export default async function NewPayoutPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/payouts/new");
  if (!may(staff.role, "payout.make")) return <NoPermission deed="payout.make" />;
  const address = await load(searchParams);
  const { read } = desk();
  const payoutId = Id.safeParse(address.id).data ?? randomUUID();
  if ((await read.payout(payoutId)) !== null) redirect(`/payouts/${payoutId}`);

  const original = address.copy === null ? null : await read.payout(address.copy);
  const contactId = address.contact ?? original?.contactId ?? null;
  const [contact, choices, merchantAccounts] = await Promise.all([
    contactId === null ? null : read.contact(contactId),
    read.contactChoices("", "vendor"),
    read.merchantAccounts(),
  ]);
  const usable = contact?.accounts.filter(({ state }) => state === "active") ?? [];
  const usual = merchantAccounts.find(({ isDefault }) => isDefault) ?? merchantAccounts[0];
  return (
    <>
      <PageHead title="New payout" back={{ href: "/payouts", label: "payouts" }} />
      <div className="px-4 pt-2 pb-8 sm:px-5">
        <PayoutForm
          key={payoutId}
          payoutId={payoutId}
          given={contact && { id: contact.id, name: contact.name, email: contact.email, accounts: usable }}
          initial={{
            payTo: original?.bankAccount?.id ?? "",
            amount: original === null ? "" : formatCentsPlain(BigInt(original.amountCents)),
            statement: original?.statement ?? "",
            note: original?.note ?? "",
            merchantAccountId: usual?.id ?? "",
          }}
          choices={choices}
          merchantAccounts={merchantAccounts}
          make={makePayout}
        />
      </div>
    </>
  );
}
