/** Far more than the desk has: a list whose length varies makes a statement of its own of each length. */
const MOST = 500;
const UNPREPARED = "";

/**
 * Names the statements that PostgreSQL prepares once on a connection and then only runs: planning a page of a list takes
 * longer than reading it. What a search costs depends on the word, so a pattern is planned each time.
 */
export function preparedNames(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size === MOST || !/^\s*SELECT\b/i.test(sql) || /\bLIKE\b/i.test(sql)) return UNPREPARED;
    const name = `desk_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
