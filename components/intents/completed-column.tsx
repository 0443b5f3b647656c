import type { Column } from "@/components/data-table/column";
import { RelativeTime } from "@/components/ui/relative-time";

type Completable = { readonly id: string; readonly completedAt: string | null };
type Asked = { readonly view: string; readonly from: string | null; readonly to: string | null };

/**
 * The columns of a list of payments, with the time of completion in the view of completed ones. A period of these runs by
 * that time, so it is then the one that sorts, in place of the column `begun`.
 */
export function withCompleted<Row extends Completable>(
  columns: readonly Column<Row>[],
  begun: string,
  { view, from, to }: Asked,
): readonly Column<Row>[] {
  if (view !== "completed") return columns;
  const isBounded = from !== null || to !== null;
  return columns.flatMap((column): Column<Row>[] => {
    if (column.id !== begun) return [column];
    if (!isBounded) return [column, completed<Row>()];
    const { sort, isTime, ...plain } = column;
    return [
      { ...completed<Row>(), ...(sort && { sort }), ...(isTime && { isTime }) },
      { ...plain, isExtra: true },
    ];
  });
}

const completed = <Row extends Completable>(): Column<Row> => ({
  id: "completed",
  header: "Completed",
  cell: ({ completedAt }) => (completedAt === null ? "–" : <RelativeTime at={completedAt} />),
});
