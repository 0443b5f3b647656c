"use client";
import { useSyncExternalStore, type ReactNode } from "react";

const never = () => () => undefined;

/** Fields that can be filled in once the page has come alive: what was typed before would be lost. */
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
