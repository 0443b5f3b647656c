import { Tabs } from "@/components/ui/tabs";

const PARTS = [
  { href: "/settings", label: "Desk" },
  { href: "/settings/webhook", label: "Webhook" },
  { href: "/settings/staff", label: "Staff" },
  { href: "/settings/audit", label: "Audit" },
] as const;

/** The parts of the settings. */
export const SettingsTabs = ({ current }: { current: (typeof PARTS)[number]["href"] }) => (
  <Tabs label="Settings" tabs={PARTS.map((part) => ({ ...part, isCurrent: part.href === current }))} />
);
