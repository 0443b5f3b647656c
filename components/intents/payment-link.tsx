"use client";
import { copyText } from "@/components/ui/copy-text";
import { Button, buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** Jetpay's page for the person who pays or is paid. Only an address of the web is ever followed. */
export function PaymentLink({ link, hint }: { link: string; hint: string }) {
  const isWeb = /^https?:\/\//i.test(link);
  return (
    <section aria-label="Payment link" className="rounded-lg border border-line px-3.5 py-3">
      <h2 className="text-xs font-medium text-dim">Payment link</h2>
      <p className="mt-1 font-mono text-xs break-all select-all">{link}</p>
      <p className="mt-1 text-xs text-dim">{hint}</p>
      <div className="mt-2.5 flex flex-wrap gap-2" data-screen-only>
        <Button
          icon="copy"
          hotkey="c"
          hotkeyLabel="Copy the payment link"
          onClick={() => void copyText(link)}
        >
          Copy link
        </Button>
        {isWeb && (
          <a href={link} target="_blank" rel="noreferrer noopener" className={buttonClasses("plain")}>
            <Icon name="external" />
            Open link<span className="sr-only"> in a new tab</span>
          </a>
        )}
      </div>
    </section>
  );
}
