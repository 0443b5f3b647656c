import type { Entry, Writes } from "../db";
import type { Ctx } from "./context";

class AlreadyThere extends Error {}

/**
 * Adds what a form asks for, with its audit entry. False when a row with this id is there already: then nothing is written,
 * no entry either, and the caller compares what is there.
 */
export async function addOnce(
  ctx: Ctx,
  entry: Entry,
  add: (writes: Writes) => Promise<boolean>,
): Promise<boolean> {
  try {
    await ctx.audited(entry, async (writes) => {
      if (!(await add(writes))) throw new AlreadyThere();
    });
    return true;
  } catch (error) {
    if (error instanceof AlreadyThere) return false;
    throw error;
  }
}
