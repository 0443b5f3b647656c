import type { ReactNode } from "react";
import { Timeline } from "@/components/payments/timeline";
import type { StoryLine } from "@/lib/db/rows";

/** One record: its case, what is kept beside it, and the bar of decisions under both. */
export const Detail = ({ children, side, bar }: { children: ReactNode; side: ReactNode; bar: ReactNode }) => (
  <div className="flex min-h-full flex-1 flex-col bg-surface">
    <div className="grid flex-1 lg:grid-cols-[1fr_356px]">
      <div className="flex min-w-0 flex-col gap-5 px-5 py-6 sm:px-9">{children}</div>
      <aside className="flex flex-col gap-5 border-line bg-bg px-5 py-[22px] text-sm max-lg:border-t lg:border-l">
        {side}
      </aside>
    </div>
    {bar}
  </div>
);

export const SidePart = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-2 text-xs font-medium text-dim">{title}</h2>
    {children}
  </section>
);

/** For, So far, On the statement: the same beside every payment. */
export const PaymentSide = ({
  note,
  story,
  statement,
  children,
}: {
  note: string;
  story: readonly StoryLine[];
  statement: string;
  children?: ReactNode;
}) => (
  <>
    <SidePart title="For">
      {note === "" ? (
        <span className="text-faint">No note was written.</span>
      ) : (
        <p className="break-words whitespace-pre-wrap">{note}</p>
      )}
    </SidePart>
    <SidePart title="So far">
      {story.length === 0 ? <span className="text-faint">Nothing yet.</span> : <Timeline lines={story} />}
    </SidePart>
    <SidePart title="On the statement">
      <span className="font-mono text-xs break-words text-dim">{statement}</span>
    </SidePart>
    {children}
  </>
);
