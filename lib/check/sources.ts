import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

const SKIPPED = /(^|\/)(node_modules|generated|\.next|\.data)\//;

/** Every file of ours under the folder whose name ends so, as a path from the root with forward slashes. */
export const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => posix.join(folder, entry.parentPath.slice(join(ROOT, folder).length), entry.name))
    .filter((path) => !SKIPPED.test(path))
    .toSorted();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
