"use client";
import { useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { useKeys } from "@/components/ui/keys";

/** The way to a form, also by the key N. Not prefetched: each opening is a new form. */
export function NewLink({ href, children }: { href: string; children: string }) {
  const router = useRouter();
  useKeys([{ key: "n", label: children, run: () => router.push(href) }]);
  return (
    <ButtonLink href={href} prefetch={false} variant="go" kbd="N" aria-keyshortcuts="n">
      {children}
    </ButtonLink>
  );
}
