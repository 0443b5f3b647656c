"use client";
import { type ReactNode, useRef, useState } from "react";
import { later } from "@/components/ui/later";
import { Opening } from "@/components/ui/opening";
import type { Action } from "@/lib/domain/answer";
import type { ProofKind } from "@/lib/domain/factor";
import { type AskProof, ProveContext } from "./prove-context";

export type ProveAction = Action<{ typed: string }, unknown>;

const usePart = later(() => import("./prove-dialog"));

/**
 * Lets every action around which it stands ask for a fresh proof: what the person was doing stays as it is behind the
 * question. The context itself never changes, since every button reads it.
 */
export function ProveAgain({
  prove,
  kind,
  children,
}: {
  prove: ProveAction;
  kind: ProofKind;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const part = usePart(isOpen);
  const waiting = useRef<((proved: boolean) => void)[]>([]);
  const [ask] = useState<AskProof>(
    () => () =>
      new Promise<boolean>((resolve) => {
        waiting.current.push(resolve);
        setIsOpen(true);
      }),
  );
  const close = (proved: boolean) => {
    setIsOpen(false);
    const asked = waiting.current;
    waiting.current = [];
    for (const answer of asked) answer(proved);
  };
  return (
    <ProveContext value={ask}>
      {children}
      {isOpen && part === null && <Opening />}
      {isOpen && part && <part.ProveDialog prove={prove} kind={kind} onClose={close} />}
    </ProveContext>
  );
}
