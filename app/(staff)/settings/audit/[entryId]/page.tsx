import { notFound } from "next/navigation";
import { EntryFacts } from "@/components/settings/audit/entry-facts";
import { BeforeAfter } from "@/components/settings/audit/before-after";
import { OutcomeBadge } from "@/components/settings/audit/outcome-badge";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { auditWords } from "@/lib/domain/audit-words";
import { desk } from "@/lib/runtime/desk";
import { requireDeed } from "@/lib/server/session";

export const metadata = { title: "Audit entry" };

export default async function AuditEntryPage({ params }: { params: Promise<{ entryId: string }> }) {
  const { entryId } = await params;
  const staff = await requireDeed("audit.read", `/settings/audit/${entryId}`);
  if (staff === null) return <NoPermission deed="audit.read" />;
  const entry = await desk().read.auditEntry(entryId);
  if (entry === null) notFound();
  return (
    <>
      <PageHead
        title={`Audit entry ${entry.id}`}
        sub={entry.deed}
        back={{ href: "/settings/audit", label: "the audit trail" }}
      />
      <div className="flex max-w-[860px] flex-col gap-5 px-4 pt-2 pb-10 sm:px-5">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-md font-semibold">
          {auditWords(entry)} <OutcomeBadge outcome={entry.outcome} />
        </p>
        <EntryFacts entry={entry} />
        <BeforeAfter entry={entry} />
      </div>
    </>
  );
}
