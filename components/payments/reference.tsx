"use client";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";

/** A reference or id in fixed letters. */
export const Mono = ({ children }: { children: string }) => (
  <span className="font-mono text-xs break-all text-dim">{children}</span>
);

/** A reference that copies itself when pressed. */
export const Reference = ({ text, label = "reference" }: { text: string; label?: string }) => (
  <button
    type="button"
    onClick={() => void copyText(text)}
    aria-label={`Copy ${label} ${text}`}
    className="group inline-flex max-w-full items-center gap-1.5 rounded-[4px] font-mono text-xs text-dim hover:text-text"
  >
    <span className="truncate">{text}</span>
    <Icon
      name="copy"
      size={12}
      className="opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
    />
  </button>
);
