import { Facts } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { QueryProvider } from "@/components/query-provider";
import { OnlyFor } from "@/components/settings/only-for";
import { Section } from "@/components/settings/section";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { Webhooks } from "@/components/settings/webhook/webhooks";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { FullTime } from "@/components/ui/relative-time";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { webhookAddress } from "@/lib/server/webhook-address";
import { changeWebhook, deleteWebhook, registerWebhook, replayEvents } from "../actions";

export const metadata = { title: "Webhook" };

export default async function WebhookPage() {
  const staff = await requireStaff("/settings/webhook");
  if (!may(staff.role, "settings.read")) return <NoPermission deed="settings.read" />;
  const { read, settings } = desk();
  const truth = await read.truth(new Date());
  const { webhookApiKey, webhookApiKeyHeader, jwksUrl } = settings.jetpay;
  const mayManage = may(staff.role, "webhook.manage");
  const callbackUrl = webhookAddress();
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs current="/settings/webhook" />
      <div className="max-w-[860px] px-4 pt-5 pb-10 sm:px-5">
        <Section
          id="registered"
          title="Registered at Jetpay"
          about="Where Jetpay sends its events, as Jetpay itself tells it right now."
        >
          <QueryProvider>
            <Webhooks
              callbackUrl={callbackUrl}
              actions={
                mayManage
                  ? {
                      register: registerWebhook,
                      change: changeWebhook,
                      replay: replayEvents,
                      remove: deleteWebhook,
                    }
                  : null
              }
            />
          </QueryProvider>
          {!mayManage && <OnlyFor deed="webhook.manage" what="The webhook is registered and changed by" />}
        </Section>
        <Section
          id="here"
          title="On this side"
          about="What this desk is set with. It changes where the desk is started, not here."
        >
          <Facts
            label="How deliveries are received"
            facts={[
              { label: "Address", icon: "link", text: <Mono>{callbackUrl}</Mono> },
              { label: "Signing keys", icon: "key", text: <Mono>{jwksUrl}</Mono> },
              {
                label: "Extra key",
                icon: "lock",
                text:
                  webhookApiKey === null ? (
                    "Not set. The signature alone proves that a delivery is Jetpay’s."
                  ) : (
                    <>
                      Set. A delivery without it in the header <Mono>{webhookApiKeyHeader}</Mono> is refused.
                      It is never shown.
                    </>
                  ),
              },
              {
                label: "Last delivery",
                icon: "pulse",
                text: truth.lastDeliveryAt === null ? "None yet" : <FullTime at={truth.lastDeliveryAt} />,
                link: { href: "/events", label: "deliveries" },
              },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
