/** What a spreadsheet would take for a formula, or for the start of one after its own trimming. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One cell. A text that a spreadsheet would run is kept from it by an apostrophe. RFC 4180 else. */
function cell(value: string | null): string {
  if (value === null) return "";
  const tame = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(",")}\r\n`;

/** Tells a spreadsheet that the letters are UTF-8. */
export const CSV_START = "\uFEFF";
