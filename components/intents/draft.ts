"use client";
import { useState, useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and while hydrating, so that what the browser keeps is read only once both have agreed. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Text fields only; anything else that was kept under this key is ignored. */
function kept<Fields extends Record<string, string>>(key: string, fields: Fields): Fields {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    if (typeof read !== "object" || read === null) return fields;
    const texts = Object.entries(read).filter(([name, text]) => name in fields && typeof text === "string");
    return { ...fields, ...Object.fromEntries(texts) };
  } catch {
    return fields; // storage can be forbidden, or hold what somebody else wrote; the form then starts as given
  }
}

function keep(key: string, fields: Record<string, string>): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(fields));
  } catch {
    return; // without storage a draft lives as long as its page
  }
}

/** Drops a draft that has been sent. */
export function dropDraft(intentId: string): void {
  try {
    sessionStorage.removeItem(`draft:${intentId}`);
  } catch {
    return; // without storage there is nothing to drop
  }
}

/**
 * The fields of a form that survive a reload of its page. Mount the form anew (by `key`) when `isHydrated` turns true:
 * only then is the draft read.
 */
export function useDraft<Fields extends Record<string, string>>(
  intentId: string,
  isHydrated: boolean,
  initial: Fields,
): [Fields, (changes: Partial<Fields>) => void] {
  const key = `draft:${intentId}`;
  const [fields, setFields] = useState(() => (isHydrated ? kept(key, initial) : initial));
  const change = (changes: Partial<Fields>) =>
    setFields((before) => {
      const after = { ...before, ...changes };
      keep(key, after);
      return after;
    });
  return [fields, change];
}

/** Keeps a form's id and contact in the address without a request, so that a reload meets the same form. */
export function keepInAddress(intentId: string, contactId: string | null): void {
  const address = new URLSearchParams({
    id: intentId,
    ...(contactId === null ? {} : { contact: contactId }),
  });
  window.history.replaceState(null, "", `?${address.toString()}`);
}
