"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { copySecret } from "./copy";

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), {
    href: address,
    download: "jetdesk-recovery-codes.txt",
  });
  link.click();
  URL.revokeObjectURL(address);
}

/** The codes, the one time they can be read. Takes the focus, since nothing on this page matters more. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const text = `${codes.join("\n")}\n`;
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="flex flex-col gap-3 rounded-lg border border-line p-3.5 outline-none"
    >
      <Callout meaning="attention" title="Keep these recovery codes now">
        They are not shown again. Each signs you in once when your phone is lost; keep them where only you can
        get at them, and not on that phone.
      </Callout>
      <ul aria-label="Recovery codes" className="grid gap-x-8 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon="copy" onClick={() => void copySecret(text, "the recovery codes")}>
          Copy all
        </Button>
        <Button icon="download" onClick={() => download(text)}>
          Download
        </Button>
        <Button variant="go" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
