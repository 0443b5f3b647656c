import { Callout } from "@/components/ui/callout";
import type { Problem } from "./use-action";

/** Why the last press did not work. */
export const ActionProblem = ({ problem: { code, message, reference } }: { problem: Problem }) => (
  <Callout meaning={code === "unexpected" ? "bad" : "attention"} isAlert className="basis-full">
    {message}
    {reference !== null && (
      <>
        {" "}
        Reference number <span className="font-mono text-xs select-all">{reference}</span>
      </>
    )}
  </Callout>
);
