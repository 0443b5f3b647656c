"use client";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/input";
import type { Column } from "./column";
import type { ColumnChoice } from "./use-column-choice";

/** Which columns, and in what order. The first column stays where it is. */
export function ColumnDialog<Row>({
  columns,
  choice,
}: {
  columns: readonly Column<Row>[];
  choice: ColumnChoice;
}) {
  const { order, shown, choose } = choice;
  const byId = new Map(columns.map((column) => [column.id, column]));
  const move = (id: string, step: -1 | 1) => {
    const from = order.indexOf(id);
    const next = order.toSpliced(from, 1).toSpliced(from + step, 0, id);
    choose({ shown, order: next });
  };
  const show = (id: string, isOn: boolean) =>
    choose({ order, shown: isOn ? [...shown, id] : shown.filter((other) => other !== id) });
  return (
    <Dialog
      title="Columns"
      description="Kept for this list in this browser."
      trigger={<IconButton name="columns" label="Choose columns" />}
      actions={<Button onClick={() => choose(null)}>Back to the usual</Button>}
    >
      <ul className="flex flex-col">
        {order.map((id, at) => {
          const column = byId.get(id);
          if (column === undefined) return null;
          return (
            <li key={id} className="flex items-center gap-1 border-b border-line py-0.5 last:border-0">
              <Checkbox
                label={column.header}
                className="flex-1"
                checked={shown.includes(id)}
                disabled={at === 0 || column.isFixed === true}
                onChange={({ target }) => show(id, target.checked)}
              />
              <IconButton
                name="chevron-up"
                label={`Move ${column.header} left`}
                disabled={at <= 1}
                onClick={() => move(id, -1)}
              />
              <IconButton
                name="chevron-down"
                label={`Move ${column.header} right`}
                disabled={at === 0 || at === order.length - 1}
                onClick={() => move(id, 1)}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
