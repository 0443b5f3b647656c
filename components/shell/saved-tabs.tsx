import type { ReactNode } from "react";
import { countText } from "@/components/data-table/count-text";
import { Tabs } from "@/components/ui/tabs";
import type { Count } from "@/lib/db/rows";

export type SavedTab = {
  readonly href: string;
  readonly label: string;
  readonly count?: Count | number | null;
  readonly isCurrent: boolean;
};

const textOf = (count: SavedTab["count"]) => {
  if (count === null || count === undefined) return null;
  return countText(typeof count === "number" ? { value: count, capped: false } : count);
};

/** The views of a list, each with how much is in it. */
export const SavedTabs = ({
  tabs,
  label = "Views",
  after,
}: {
  tabs: readonly SavedTab[];
  label?: string;
  after?: ReactNode;
}) => <Tabs label={label} after={after} tabs={tabs.map((tab) => ({ ...tab, count: textOf(tab.count) }))} />;
