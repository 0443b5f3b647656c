import { Loading, Skeleton } from "@/components/ui/skeleton";

/** For a page's loading.tsx: head, tabs and lines where they will be. */
export const ListSkeleton = () => (
  <div className="flex flex-1 flex-col" aria-busy="true">
    <Loading />
    <div className="px-5 pt-5 pb-4">
      <Skeleton className="h-4 w-28" />
    </div>
    <div className="flex gap-6 border-b border-line px-5 py-3">
      <Skeleton className="w-24" />
      <Skeleton className="w-20" />
      <Skeleton className="w-24" />
    </div>
    <div className="h-[50px]" />
    {Array.from({ length: 12 }, (_, at) => (
      <div key={at} className="flex h-(--row) items-center justify-between gap-8 border-b border-line px-5">
        <Skeleton className={["w-40", "w-32", "w-36"][at % 3] ?? ""} />
        <Skeleton className="hidden w-24 sm:block" />
        <Skeleton className="hidden w-24 md:block" />
        <Skeleton className="w-20" />
      </div>
    ))}
  </div>
);
