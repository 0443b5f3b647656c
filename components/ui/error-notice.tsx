"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { buttonClasses } from "./button-look";
import { Icon } from "./icon";

export type CaughtError = Error & { digest?: string };

/** Our own trouble, said as ours. The reference number finds it in the log. */
export function ErrorNotice({ error, reset }: { error: CaughtError; reset: () => void }) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div role="alert" className="flex max-w-[44ch] flex-col items-center gap-2 text-center">
      <Icon name="warn" size={22} className="text-bad" />
      <h1 className="text-lg font-semibold">This page could not be shown</h1>
      <p className="text-dim">
        Something went wrong on our side. If you had just pressed a button, look at the record before you
        press it again.
      </p>
      {error.digest !== undefined && (
        <p className="text-sm text-dim">
          Reference number <span className="font-mono text-xs text-text select-all">{error.digest}</span>
        </p>
      )}
      <button type="button" onClick={retry} className={buttonClasses("go", "mt-3")}>
        <Icon name="retry" />
        Try again
      </button>
    </div>
  );
}
