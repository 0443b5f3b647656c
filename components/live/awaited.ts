let underWay = 0;
const listeners = new Set<() => void>();

/** Whether a server action has not been answered yet. */
export const isAwaiting = (): boolean => underWay > 0;

/** Counts as under way until it is answered, or lost. */
export async function awaited<Answer>(answer: Promise<Answer>): Promise<Answer> {
  underWay += 1;
  try {
    return await answer;
  } finally {
    underWay -= 1;
    for (const tell of listeners) tell();
  }
}

/** Calls `listener` after every answer. Returns how to end it. */
export function onAnswered(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
