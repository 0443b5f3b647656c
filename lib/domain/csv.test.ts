import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ["\n=1", `"'\n=1"`],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
])("the cell %j is no formula to a spreadsheet", (given, written) => {
  expect(csvLine([given])).toBe(`${written}\r\n`);
});

test("quotes only what needs it, and leaves what is not known empty", () => {
  expect(csvLine(["a", "b, c", 'd "e"', "f\ng", null, "", "1-2"])).toBe(
    'a,"b, c","d ""e""","f\ng",,,1-2\r\n',
  );
});
