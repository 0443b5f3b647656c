import type { Page } from "@/lib/db/rows";

/** A page of rows for a table's own refreshing. Throws a sentence for the person who looks at the table. */
export async function readList<Row>(address: string, signal: AbortSignal): Promise<Page<Row>> {
  const answer = await fetch(address, { signal, headers: { accept: "application/json" } });
  if (answer.status === 401) throw new Error("You are signed out. Open the page again to sign in.");
  if (!answer.ok) throw new Error(`The desk answered with an error (${answer.status}).`);
  return (await answer.json()) as Page<Row>; // our own route, of the same build
}
