export type Note = { readonly meaning: "success" | "info" | "error"; readonly text: string };

const NONE: readonly Note[] = [];
const watchers = new Set<() => void>();
let notes = NONE;

function put(next: readonly Note[]): void {
  notes = next;
  for (const tell of watchers) tell();
}

/** Says something at the foot of the window for a moment, e.g. that a step is done. */
export const toast = {
  success: (text: string): void => put([...notes, { meaning: "success", text }]),
  info: (text: string): void => put([...notes, { meaning: "info", text }]),
  error: (text: string): void => put([...notes, { meaning: "error", text }]),
};

/** Notes not shown yet, for what shows them. */
export const waitingNotes = {
  watch: (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  now: (): readonly Note[] => notes,
  none: (): readonly Note[] => NONE,
  take: (): readonly Note[] => {
    const taken = notes;
    if (taken.length > 0) put(NONE);
    return taken;
  },
};
