import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Anchor } from "../domain/audit";

const Line = z.object({
  number: z.string().regex(/^[1-9]\d{0,17}$/),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

/** Longer than any line that is written here. */
const TAIL_BYTES = 1_024;

function anchorIn(text: string): Anchor | null {
  try {
    const { data } = Line.safeParse(JSON.parse(text));
    return data ? { ...data, number: BigInt(data.number) } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Each line of the file with what it says; null where that cannot be read. A file that is not there has none. */
export async function* anchorsIn(path: string): AsyncGenerator<{ line: number; anchor: Anchor | null }> {
  const file = await opened(path);
  if (file === null) return;
  let line = 0;
  for await (const text of file.readLines()) {
    line += 1;
    if (text.trim() !== "") yield { line, anchor: anchorIn(text) };
  }
}

async function opened(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** The newest anchor; null where there is none yet, or its line was never finished. */
export async function lastAnchor(path: string): Promise<Anchor | null> {
  const text = (await tailOf(path)).trimEnd();
  return anchorIn(text.slice(text.lastIndexOf("\n") + 1));
}

async function tailOf(path: string): Promise<string> {
  const file = await opened(path);
  if (file === null) return "";
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(TAIL_BYTES);
    const { bytesRead } = await file.read(tail, 0, TAIL_BYTES, Math.max(0, size - TAIL_BYTES));
    return tail.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}

/** Adds one line and has it on the disk before it answers. A line that was cut off by a crash is left as it is. */
export async function appendAnchor(path: string, { number, digest, at }: Anchor): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const tail = await tailOf(path);
  const start = tail === "" || tail.endsWith("\n") ? "" : "\n";
  const file = await open(path, "a", 0o600);
  try {
    await file.write(`${start}${JSON.stringify({ number: String(number), digest, at })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
