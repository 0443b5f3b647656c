import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { AuditTable } from "@/components/settings/audit/audit-table";
import { Proof } from "@/components/settings/audit/proof";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireDeed } from "@/lib/server/session";
import { loadAuditSearch, withAuditSearch } from "@/lib/url/audit";
import { tidy } from "@/lib/url/list";
import { verifyAudit } from "./actions";

export const metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireDeed("audit.read", "/settings/audit");
  if (staff === null) return <NoPermission deed="audit.read" />;
  const search = tidy(await loadAuditSearch(searchParams));
  const { read } = desk();
  const [page, people, deeds] = await Promise.all([
    read.auditEntries(search),
    read.staff(),
    read.auditDeeds(),
  ]);
  const exported = { ...search, after: null, before: null };
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs current="/settings/audit" />
      <Proof
        verify={verifyAudit}
        exportHref={may(staff.role, "audit.export") ? withAuditSearch("/api/exports/audit", exported) : null}
      />
      <NuqsAdapter>
        <AuditTable
          page={page}
          search={search}
          people={people.map(({ id, name }) => ({ id, name }))}
          deeds={deeds}
        />
      </NuqsAdapter>
    </>
  );
}
