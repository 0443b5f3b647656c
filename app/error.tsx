"use client";
import { ErrorNotice, type CaughtError } from "@/components/ui/error-notice";

export default function RootError({ error, reset }: { error: CaughtError; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <ErrorNotice error={error} reset={reset} />
    </main>
  );
}
