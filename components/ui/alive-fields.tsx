"use client";
import { useSyncExternalStore, type ReactNode } from "react";

const never = () => () => undefined;

/** Fields and buttons that work once the page has come alive: what was typed or pressed before would be lost. */
export function AliveFields({ children }: { children: ReactNode }) {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset disabled={!isAlive} className="contents">
      {children}
    </fieldset>
  );
}
