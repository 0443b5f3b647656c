import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import { Lane } from "@/components/shell/lane";

/** One payment's page before it is there. */
export const PaymentSkeleton = () => (
  <Lane side={<SkeletonLines lines={8} />}>
    <Skeleton className="h-10 w-60" />
    <Skeleton className="mt-4 w-80" />
    <div className="mt-6 rounded-lg border border-line">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="flex gap-8 border-b border-line px-3.5 py-3.5 last:border-0">
          <Skeleton className="w-28" />
          <Skeleton className="w-1/2" />
        </div>
      ))}
    </div>
  </Lane>
);

/** A form before it is there. */
export const FormSkeleton = () => (
  <div className="flex max-w-[560px] flex-col gap-5 px-4 py-5 sm:px-5" aria-busy="true">
    <Loading />
    <Skeleton className="h-4 w-32" />
    {Array.from({ length: 6 }, (_, at) => (
      <div key={at} className="flex flex-col gap-2">
        <Skeleton className="w-24" />
        <Skeleton className="h-8 w-full" />
      </div>
    ))}
  </div>
);
