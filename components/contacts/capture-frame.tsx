"use client";
import { useEffect, useState } from "react";
import { useConnection } from "@/components/live/live-provider";
import { Button, buttonClasses } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classes } from "@/components/ui/classes";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const SLOW_MS = 10_000;
const FRAME = "h-[min(560px,54dvh)] w-full rounded-lg border border-line";

/** Of the web, not of our own origin (whose scripts it would share), and not plain where we are encrypted. */
function canBeFramed(url: string): boolean {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: "", origin: "" };
  if (origin === window.location.origin) return false;
  return protocol === "https:" || (protocol === "http:" && window.location.protocol === "http:");
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow && isWaiting;
}

/** Whether the browser refused the frame: this address is not one of those that the desk lets into its pages. */
function useIsRefused(url: string): boolean {
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    const look = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (effectiveDirective === "frame-src") setRefused(url);
    };
    document.addEventListener("securitypolicyviolation", look);
    return () => document.removeEventListener("securitypolicyviolation", look);
  }, [url]);
  return refused === url;
}

/** Jetpay's own page for one card, inside ours. What is typed there never passes through this desk. */
export function CaptureFrame({ url, contactName }: { url: string; contactName: string }) {
  const [loads, setLoads] = useState(0);
  const isSlow = useIsSlow(loads === 0);
  const connection = useConnection();
  const isRefused = useIsRefused(url);
  if (isRefused || !canBeFramed(url))
    return (
      <Callout meaning="attention" title="This page cannot be shown inside the desk">
        Open it in a new tab, or send its link to {contactName}. The result arrives here all the same.
      </Callout>
    );
  return (
    <>
      <div className="relative">
        {loads === 0 && <PageSkeleton className="absolute inset-0" />}
        <iframe
          src={url}
          title={`Jetpay’s page for a card of ${contactName}`}
          sandbox="allow-forms allow-scripts allow-same-origin"
          referrerPolicy="no-referrer"
          onLoad={() => setLoads((before) => before + 1)}
          className={classes(FRAME, "block bg-[white] scheme-light", loads === 0 && "opacity-0")}
        />
      </div>
      <p role="status" className="text-xs text-dim">
        {isSlow && "Jetpay’s page is slow to come. Opening it in a new tab may help. "}
        {connection === "reconnecting" &&
          "The line to the desk is down; the result shows here once it is back. "}
        {!isSlow && connection !== "reconnecting" && loads > 1
          ? "Sent. The result comes from Jetpay and appears here by itself, usually within seconds."
          : "The page works once. You can close this and continue later."}
      </p>
    </>
  );
}

/** The page before it is there. */
export const PageSkeleton = ({ className }: { className?: string }) => (
  <div aria-busy="true" className={classes(FRAME, "flex flex-col gap-5 bg-bg px-6 py-7", className)}>
    <Loading label="Jetpay’s page is coming…" />
    <Skeleton className="h-5 w-40" />
    {["w-28", "w-20", "w-24"].map((width) => (
      <div key={width} className="flex flex-col gap-2">
        <Skeleton className={width} />
        <Skeleton className="h-9 w-full" />
      </div>
    ))}
    <Skeleton className="h-10 w-full" />
  </div>
);

/** The same page outside the desk, for a customer who types the card themselves. */
export const OtherWays = ({ url }: { url: string }) => (
  <>
    <Button icon="copy" onClick={() => void copyText(url)}>
      Copy link
    </Button>
    {/^https?:\/\//i.test(url) && (
      <a href={url} target="_blank" rel="noreferrer noopener" className={buttonClasses("ghost")}>
        <Icon name="external" />
        Open in a new tab
      </a>
    )}
  </>
);
