/** Asks one of our own routes. Throws a sentence for the person who looks at what it fills. */
export async function readDesk<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const asked = fetch(address, { headers: { accept: "application/json" }, ...(signal && { signal }) });
  const answer = await asked.catch(unreached);
  if (!answer.ok) throw new Error(await wordsOf(answer));
  return (await answer.json()) as Answer; // our own route, of the same build
}

/** The browser's own words for this are not for people. */
const unreached = (error: unknown): never => {
  if (!(error instanceof TypeError)) throw error; // a question that was dropped for a newer one
  throw new Error("The desk could not be reached. Check your connection.", { cause: error });
};

/** What our routes say when they say no; a proxy in between may answer anything. */
async function wordsOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => null);
  const message: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "message") : null;
  return typeof message === "string" ? message : `The desk answered with an error (${answer.status}).`;
}
