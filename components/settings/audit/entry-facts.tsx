import { Facts, type Fact } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { FullTime } from "@/components/ui/relative-time";
import type { AuditDetail } from "@/lib/db/audit/rows";
import { actorWords } from "@/lib/domain/audit-words";
import { withAuditSearch } from "@/lib/url/audit";
import { sameSubjectHref, subjectHref, subjectText } from "./subject";

const fromWhere = ({ address, device }: AuditDetail) => {
  if (address === null && device === null) return "No request asked for it.";
  return (
    <>
      {address ?? "unknown address"}
      {device !== null && <span className="block text-xs break-words text-dim">{device}</span>}
    </>
  );
};

function proofOf({ number, digest, previous }: AuditDetail): Fact[] {
  if (number === null)
    return [
      {
        label: "Place in the chain",
        tone: "bad",
        text: "None. It was put into the audit trail past the desk.",
      },
    ];
  return [
    { label: "Place in the chain", icon: "link", text: `Number ${number}` },
    { label: "Fingerprint", icon: "key", text: <Mono>{digest ?? ""}</Mono> },
    { label: "Of the one before", icon: "key", text: <Mono>{previous ?? ""}</Mono> },
  ];
}

/** Who, what, when, from where, and what proves it. */
export function EntryFacts({ entry }: { entry: AuditDetail }) {
  const href = subjectHref(entry);
  const by = withAuditSearch("/settings/audit", { by: entry.actorId ?? entry.actorKind });
  return (
    <Facts
      label="About this entry"
      facts={[
        {
          label: "Who",
          icon: "user",
          text: actorWords(entry),
          link: { href: by, label: "all their entries" },
        },
        { label: "When", icon: "clock", text: <FullTime at={entry.at} /> },
        {
          label: "About",
          icon: "info",
          text: subjectText(entry),
          link: href === null ? null : { href, label: "open" },
        },
        {
          label: "Subject",
          text: <Mono>{`${entry.subjectKind} ${entry.subjectId}`}</Mono>,
          link: { href: sameSubjectHref(entry), label: "all about it" },
        },
        ...(entry.reason === null ? [] : [{ label: "Reason", icon: "note", text: entry.reason } as const]),
        { label: "From", icon: "screen", text: entry.isErased ? "Erased" : fromWhere(entry) },
        ...(entry.requestId === null ? [] : [{ label: "Request", text: <Mono>{entry.requestId}</Mono> }]),
        ...proofOf(entry),
      ]}
    />
  );
}
