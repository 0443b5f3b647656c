"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Kbd } from "@/components/ui/kbd";
import { useKeys } from "@/components/ui/keys";

/** Where this payout stands among those that wait for the viewer. `position` is null when it does not wait for them. */
export type Queue = {
  readonly position: number | null;
  /** Ready to read, e.g. "1,000+". */
  readonly total: string;
  readonly previousId: string | null;
  readonly nextId: string | null;
};

/** "1 of 7" and the keys that lead to the neighbours. */
export function NextInQueue({ queue: { position, total, previousId, nextId } }: { queue: Queue }) {
  const router = useRouter();
  const go = (id: string | null) => () => {
    if (id !== null) router.push(`/payouts/${id}`);
  };
  useKeys([
    { key: "j", label: "Next payout waiting for you", run: go(nextId) },
    { key: "k", label: "Previous payout waiting for you", run: go(previousId) },
  ]);
  return (
    <nav aria-label="Waiting for you" className="flex items-center gap-2">
      <span>
        {position === null ? `${total} waiting for you` : `${position} of ${total} waiting for you`}
      </span>
      {previousId !== null && (
        <Link href={`/payouts/${previousId}`} className="inline-flex items-center gap-1 hover:text-text">
          Previous <Kbd>K</Kbd>
        </Link>
      )}
      {nextId !== null && (
        <Link href={`/payouts/${nextId}`} className="inline-flex items-center gap-1 hover:text-text">
          Next <Kbd>J</Kbd>
        </Link>
      )}
    </nav>
  );
}
