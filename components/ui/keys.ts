"use client";
import { useEffect, useRef, useSyncExternalStore } from "react";

/**
 * `key` is what the keyboard event says, letters in lower case: "j", "?", " ", "Enter", "ArrowDown". "mod+k" asks for
 * Ctrl or Cmd and also works while typing; "g p" is two keys in a row. `label` shows it in the list of keys.
 */
export type KeyBinding = {
  readonly key: string;
  readonly label?: string | undefined;
  readonly run: (event: KeyboardEvent) => void;
};

type Layer = { readonly current: readonly KeyBinding[] };

const SEQUENCE_MS = 900;
const OPEN_OVERLAY = ["dialog", "alertdialog", "menu", "listbox"]
  .map((role) => `[role="${role}"]:not([data-closed])`)
  .join(",");
const PRESSABLE = "a[href],button,summary,[role=button],[role=tab],[role=checkbox]";

const layers: Layer[] = [];
const watchers = new Set<() => void>();
let prefix: { key: string; at: number } | null = null;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type));

const isPress = (event: KeyboardEvent) =>
  (event.key === "Enter" || event.key === " ") &&
  event.target instanceof Element &&
  (event.target.closest(PRESSABLE) !== null || event.target instanceof HTMLInputElement);

function nameOf(event: KeyboardEvent): string | null {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function find(key: string): KeyBinding | undefined {
  return layers
    .toReversed()
    .flatMap((layer) => layer.current)
    .find((binding) => binding.key === key);
}

function onKeyDown(event: KeyboardEvent) {
  const name = nameOf(event);
  if (name === null || event.defaultPrevented || event.isComposing) return;
  const isModified = name.startsWith("mod+");
  if (!isModified && (isTyping(event.target) || isPress(event))) return;
  if (!isModified && document.querySelector(OPEN_OVERLAY) !== null) return;
  const led = prefix !== null && event.timeStamp - prefix.at < SEQUENCE_MS ? prefix.key : null;
  prefix = { key: name, at: event.timeStamp };
  const binding = (led === null ? undefined : find(`${led} ${name}`)) ?? find(name);
  if (binding === undefined) return;
  event.preventDefault();
  binding.run(event);
}

function mount(layer: Layer): () => void {
  if (layers.length === 0) document.addEventListener("keydown", onKeyDown);
  layers.push(layer);
  for (const watcher of watchers) watcher();
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) document.removeEventListener("keydown", onKeyDown);
    for (const watcher of watchers) watcher();
  };
}

/** Listens while the component is on the page. The part of the page that came last wins a key; fields and dialogs keep theirs. */
export function useKeys(bindings: readonly KeyBinding[], isEnabled = true): void {
  const layer = useRef(bindings);
  useEffect(() => {
    layer.current = bindings;
  });
  useEffect(() => (isEnabled ? mount(layer) : undefined), [isEnabled]);
}

const NO_KEYS: readonly KeyBinding[] = [];
let listed: readonly KeyBinding[] = NO_KEYS;

const isAlike = (a: KeyBinding, b: KeyBinding | undefined) => a.key === b?.key && a.label === b.label;

function labelled(): readonly KeyBinding[] {
  const found = new Map<string, KeyBinding>();
  for (const binding of layers.flatMap((layer) => layer.current))
    if (binding.label !== undefined) found.set(binding.key, binding);
  const fresh = [...found.values()];
  const same = fresh.length === listed.length && fresh.every((binding, at) => isAlike(binding, listed[at]));
  return same ? listed : (listed = fresh);
}

/** Every key with a label that works on this page right now. */
export const useKeyList = (): readonly KeyBinding[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    labelled,
    () => NO_KEYS,
  );

const NAMES: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
  "mod+k": "Ctrl K",
};

/** "g p" → ["G", "P"], " " → ["Space"]. */
export const keyNames = (key: string): string[] =>
  NAMES[key] === undefined
    ? key.split(" ").map((part) => (part.length === 1 ? part.toUpperCase() : part))
    : [NAMES[key]];
