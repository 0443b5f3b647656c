import { Facts } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { MerchantAccountForm } from "@/components/settings/merchant-account-form";
import { MerchantAccounts } from "@/components/settings/merchant-accounts";
import { OnlyFor } from "@/components/settings/only-for";
import { Section } from "@/components/settings/section";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { FullTime } from "@/components/ui/relative-time";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { addMerchantAccount } from "./actions";

export const metadata = { title: "Settings" };

const MODE_WORDS = {
  local: "Local: everything runs on this machine, nothing leaves it",
  production: "Production: money is real",
} as const;

export default async function SettingsPage() {
  const staff = await requireStaff("/settings");
  if (!may(staff.role, "settings.read")) return <NoPermission deed="settings.read" />;
  const { read, settings } = desk();
  const [accounts, truth] = await Promise.all([read.merchantAccounts(), read.truth(new Date())]);
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs current="/settings" />
      <div className="max-w-[860px] px-4 pt-5 pb-10 sm:px-5">
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
          about="Where this desk sends its requests. What comes back is set up under Webhook."
        >
          <Facts
            label="The connection to Jetpay"
            facts={[
              { label: "Mode", icon: "gear", text: MODE_WORDS[settings.mode] },
              { label: "Base address", icon: "external", text: <Mono>{settings.jetpay.apiUrl}</Mono> },
              {
                label: "Last delivery",
                icon: "pulse",
                text: truth.lastDeliveryAt === null ? "None yet" : <FullTime at={truth.lastDeliveryAt} />,
                link: { href: "/settings/webhook", label: "webhook" },
              },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
