/** What may stand in an array's text as it is. The word NULL would be read as nothing. */
const PLAIN = /^(?!null$)[\w.:+-]+$/i;

const element = (value: string | bigint | number | null): string => {
  if (value === null) return "NULL";
  if (typeof value !== "string") return `${value}`;
  return PLAIN.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
};

/** A list in PostgreSQL's own notation for an array. The driver would write it too, at several times the cost. */
export const arrayText = (values: readonly (string | bigint | number | null)[]): string =>
  `{${values.map(element).join(",")}}`;
