import { expect, test } from "vitest";
import { filesUnder, textOf } from "./sources";

const LONGEST_FILE = 300;

const OURS = ["app", "components", "lib", "prisma", "e2e"].flatMap((folder) =>
  filesUnder(folder, /\.(tsx?|mjs|css|sql)$/),
);
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path);
const LIMITED = OURS.filter((path) => !isTest(path) && !path.endsWith(".sql") && !path.endsWith(".css"));

test("no file is longer than a reader can hold", () => {
  const lengths = LIMITED.map((path) => ({ path, lines: textOf(path).trimEnd().split("\n").length }));
  expect(lengths.filter(({ lines }) => lines > LONGEST_FILE)).toEqual([]);
});

test("files and folders are named in small letters with hyphens", () => {
  const odd = OURS.filter((path) => !/^[a-z0-9./()[\]_-]+$/.test(path.replace(/\[[^\]]+\]/g, "[]")));
  expect(odd).toEqual([]);
});

test("there is no folder for what belongs nowhere", () => {
  const nowhere = /(^|\/)(utils?|helpers?|common|misc|types|hooks)\//;
  expect(OURS.filter((path) => nowhere.test(path))).toEqual([]);
});

test("nothing is left for later, and nothing is commented out", () => {
  const marks = new RegExp(["TO", "DO|FIX", "ME|XX", "X\\b"].join(""));
  const code = /^\s*\/\/\s*(const|let|return|if \(|await|import|export) .*[;{]$/m;
  expect(OURS.filter((path) => marks.test(textOf(path)) || code.test(textOf(path)))).toEqual([]);
});
