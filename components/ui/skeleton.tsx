import { classes } from "./classes";

/** Stands where something will be. Give it the size of that. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={classes("breathing block h-3 rounded bg-line", className)} />
);

/** Says once, to those who cannot see the shapes, that something is coming. */
export const Loading = ({ label = "Loading…" }: { label?: string }) => (
  <span role="status" className="sr-only">
    {label}
  </span>
);

/** Lines of text to come. */
export function SkeletonLines({ lines = 4, className }: { lines?: number; className?: string }) {
  return (
    <div className={classes("flex flex-col gap-3", className)}>
      <Loading />
      {Array.from({ length: lines }, (_, at) => (
        <Skeleton key={at} className={["w-11/12", "w-3/4", "w-5/6", "w-2/3"][at % 4] ?? ""} />
      ))}
    </div>
  );
}
