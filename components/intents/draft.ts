"use client";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and while hydrating, so that what the browser keeps is read only once both have agreed. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

const keyOf = (intentId: string) => `draft:${intentId}`;

/** Text fields only; anything else that was kept under this key is ignored. */
function kept<Fields extends Record<string, string>>(intentId: string, fields: Fields): Fields {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(keyOf(intentId)) ?? "{}");
    if (typeof read !== "object" || read === null) return fields;
    const texts = Object.entries(read).filter(([name, text]) => name in fields && typeof text === "string");
    return { ...fields, ...Object.fromEntries(texts) };
  } catch {
    return fields; // storage can be forbidden, or hold what somebody else wrote; the form then starts as given
  }
}

/** Keeps what a form starts with that goes on under this id. */
export function keepDraft(intentId: string, fields: Record<string, string>): void {
  try {
    sessionStorage.setItem(keyOf(intentId), JSON.stringify(fields));
  } catch {
    return; // without storage a draft lives as long as its page
  }
}

/** Drops a draft that has been sent. */
export function dropDraft(intentId: string): void {
  try {
    sessionStorage.removeItem(keyOf(intentId));
  } catch {
    return; // without storage there is nothing to drop
  }
}

/**
 * The fields of a form that survive a reload of its page; never an account number, which must not rest in the browser
 * either. Mount the form anew (by `key`) when `isHydrated` turns true: only then is the draft read.
 */
export function useDraft<Fields extends Record<string, string>>(
  intentId: string,
  isHydrated: boolean,
  initial: Fields,
): [Fields, (changes: Partial<Fields>) => void] {
  const [fields, setFields] = useState(() => (isHydrated ? kept(intentId, initial) : initial));
  const first = useRef(fields);
  useEffect(() => {
    if (fields !== first.current) keepDraft(intentId, fields);
  }, [intentId, fields]);
  const change = (changes: Partial<Fields>) => setFields((before) => ({ ...before, ...changes }));
  return [fields, change];
}

/** The address of a form by its id, its contact and `more`, so that a reload meets the same form. */
export function formAddress(
  intentId: string,
  contactId: string | null,
  more: Readonly<Record<string, string>> = {},
): string {
  const address = new URLSearchParams({
    id: intentId,
    ...(contactId === null ? {} : { contact: contactId }),
    ...more,
  });
  return `?${address.toString()}`;
}

/** Keeps a form's address without a request. */
export const keepInAddress = (...form: Parameters<typeof formAddress>): void =>
  window.history.replaceState(null, "", formAddress(...form));
