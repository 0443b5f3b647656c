import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";

/** All sending stands still. Says why, since when, and who may end it. */
export const PauseBanner = ({
  reason,
  since,
  action,
}: {
  reason: string;
  since: string;
  action?: ReactNode;
}) => (
  <div
    role="status"
    className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-attention-soft px-4 py-2 text-sm sm:px-5"
  >
    <Icon name="pause" className="text-attention" />
    <p className="min-w-0 flex-1 basis-60">
      <b className="font-semibold">Sending is paused.</b> {reason}{" "}
      <span className="text-dim">
        Since <RelativeTime at={since} />.
      </span>
    </p>
    {action}
  </div>
);
