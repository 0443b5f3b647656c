import { Badge } from "@/components/payments/state-badge";
import type { AuditRow } from "@/lib/db/audit/rows";

export const OutcomeBadge = ({ outcome }: Pick<AuditRow, "outcome">) =>
  outcome === "refused" ? (
    <Badge meaning="bad" icon="ban">
      Refused
    </Badge>
  ) : (
    <Badge meaning="good" icon="check">
      Done
    </Badge>
  );
