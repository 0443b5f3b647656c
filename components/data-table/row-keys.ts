import type { KeyBinding } from "@/components/ui/keys";

type RowActs<Row> = {
  readonly row: Row | null;
  readonly step: (by: number) => void;
  readonly open: (row: Row) => void;
  readonly copy: (row: Row) => void;
  /** Null when this list has no peek. */
  readonly peek: ((change: (isPeeking: boolean) => boolean) => void) | null;
  /** Null when rows of this list cannot be selected. */
  readonly select: ((row: Row) => void) | null;
};

/** The keys every list has. */
export function rowKeys<Row>({ row, step, open, copy, peek, select }: RowActs<Row>): KeyBinding[] {
  const withRow = (act: (row: Row) => void) => () => {
    if (row !== null) act(row);
  };
  const keys: KeyBinding[] = [
    { key: "j", label: "Next row", run: () => step(1) },
    { key: "k", label: "Previous row", run: () => step(-1) },
    { key: "ArrowDown", run: () => step(1) },
    { key: "ArrowUp", run: () => step(-1) },
    { key: "Enter", label: "Open the row", run: withRow(open) },
    { key: "c", label: "Copy the row's id", run: withRow(copy) },
  ];
  if (peek !== null)
    keys.push(
      { key: " ", label: "Peek at the row", run: () => peek((isPeeking) => !isPeeking) },
      { key: "Escape", run: () => peek(() => false) },
    );
  if (select !== null) keys.push({ key: "x", label: "Select the row", run: withRow(select) });
  return keys;
}
