/** What came of reading a request's body: its bytes, or why there are none. */
export type ReadBody =
  | { readonly kind: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "too_large" }
  | { readonly kind: "encoded" };

/**
 * Reads at most `most` bytes and leaves the rest unread. A compressed body is refused: what it grows to is not known, and
 * a signature covers bytes as sent. Rejects when `signal` aborts first.
 */
export async function boundedBody(request: Request, most: number, signal?: AbortSignal): Promise<ReadBody> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") return { kind: "encoded" };
  if (Number(request.headers.get("content-length") ?? 0) > most) return { kind: "too_large" };
  if (request.body === null) return { kind: "read", bytes: new Uint8Array() };
  const reader = request.body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await readUpTo(reader, most, signal);
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

async function readUpTo(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
  signal: AbortSignal | undefined,
): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    if (done) return { kind: "read", bytes: joined(chunks, size) };
    size += value.byteLength;
    if (size > most) return { kind: "too_large" };
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
