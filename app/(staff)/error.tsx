"use client";
import { ErrorNotice, type CaughtError } from "@/components/ui/error-notice";

export default function StaffError({ error, reset }: { error: CaughtError; reset: () => void }) {
  return (
    <div className="grid flex-1 place-items-center p-6">
      <ErrorNotice error={error} reset={reset} />
    </div>
  );
}
