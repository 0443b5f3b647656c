"use client";
import type { SearchHit } from "@/components/shell/command-palette";
import { Shell, type ShellProps } from "@/components/shell/shell";
import { signOut } from "@/components/sign-in/sign-out";

async function searchDesk(query: string): Promise<readonly SearchHit[]> {
  const answer = await fetch(`/api/search?${new URLSearchParams({ q: query }).toString()}`);
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`);
  return (await answer.json()) as readonly SearchHit[]; // our own route, of the same build
}

/** The shell with what only a browser can do: searching and signing out. */
export const DeskShell = (props: Omit<ShellProps, "search" | "signOut">) => (
  <Shell {...props} search={searchDesk} signOut={() => signOut("/sign-in")} />
);
