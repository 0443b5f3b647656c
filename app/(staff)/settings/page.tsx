import { Facts } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { MerchantAccountForm } from "@/components/settings/merchant-account-form";
import { MerchantAccounts } from "@/components/settings/merchant-accounts";
import { RegisterWebhook } from "@/components/settings/register-webhook";
import { Section } from "@/components/settings/section";
import { StaffList } from "@/components/settings/staff-list";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { FullTime } from "@/components/ui/relative-time";
import { may, ROLE_WORDS, rolesThatMay, type Deed } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { webhookAddress } from "@/lib/server/webhook-address";
import { requireStaff } from "@/lib/server/session";
import { addMerchantAccount, registerWebhook } from "./actions";

export const metadata = { title: "Settings" };

const MODE_WORDS = {
  local: "Local: everything runs on this machine, nothing leaves it",
  production: "Production: money is real",
} as const;

export default async function SettingsPage() {
  const staff = await requireStaff("/settings");
  if (!may(staff.role, "settings.read")) return <NoPermission deed="settings.read" />;
  const { read, settings } = desk();
  const [accounts, people, truth] = await Promise.all([
    read.merchantAccounts(),
    read.staff(),
    read.truth(new Date()),
  ]);
  const callbackUrl = webhookAddress();
  return (
    <>
      <PageHead title="Settings" />
      <div className="max-w-[860px] px-4 pb-10 sm:px-5">
        <Section
          id="merchant-accounts"
          title="Merchant accounts"
          about="The marketplace’s own bank accounts at Jetpay, where collections land and payouts start."
        >
          <MerchantAccounts accounts={accounts} />
          {may(staff.role, "merchant_account.edit") ? (
            <MerchantAccountForm add={addMerchantAccount} />
          ) : (
            <OnlyFor deed="merchant_account.edit" what="Merchant accounts are added by" />
          )}
        </Section>
        <Section
          id="jetpay"
          title="Jetpay"
          about="Where this desk sends its requests, and where it hears what became of them."
        >
          <Facts
            label="The connection to Jetpay"
            facts={[
              { label: "Mode", icon: "gear", text: MODE_WORDS[settings.mode] },
              { label: "Base address", icon: "external", text: <Mono>{settings.jetpay.apiUrl}</Mono> },
              { label: "Webhook address", icon: "link", text: <Mono>{callbackUrl}</Mono> },
              { label: "Signing keys", icon: "key", text: <Mono>{settings.jetpay.jwksUrl}</Mono> },
              {
                label: "Last delivery",
                icon: "pulse",
                text: truth.lastDeliveryAt === null ? "None yet" : <FullTime at={truth.lastDeliveryAt} />,
                link: { href: "/events", label: "deliveries" },
              },
            ]}
          />
          {may(staff.role, "webhook.manage") ? (
            <RegisterWebhook register={registerWebhook} />
          ) : (
            <OnlyFor deed="webhook.manage" what="The webhook is registered by" />
          )}
        </Section>
        <Section
          id="staff"
          title="Staff"
          about="Who may sign in. Roles are fixed sets of what a person may do."
        >
          <StaffList staff={people} ownId={staff.id} />
        </Section>
      </div>
    </>
  );
}

const OnlyFor = ({ deed, what }: { deed: Deed; what: string }) => (
  <p className="text-sm text-dim">
    {what} an{" "}
    {rolesThatMay(deed)
      .map((role) => ROLE_WORDS[role].toLowerCase())
      .join(" or ")}
    .
  </p>
);
