import type { ReactNode } from "react";
import { Timeline } from "@/components/payments/timeline";
import { Part } from "@/components/shell/lane";
import type { StoryLine } from "@/lib/db/rows";

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
    <Part title="For">
      {note === "" ? (
        <span className="text-faint">No note was written.</span>
      ) : (
        <p className="break-words whitespace-pre-wrap">{note}</p>
      )}
    </Part>
    <Part title="So far">
      {story.length === 0 ? <span className="text-faint">Nothing yet.</span> : <Timeline lines={story} />}
    </Part>
    <Part title="On the statement">
      <span className="font-mono text-xs break-words text-dim">{statement}</span>
    </Part>
    {children}
  </>
);
