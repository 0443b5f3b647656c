import { createParser, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { readDay } from "../domain/day";
import type { ListQuery } from "../domain/lists";

/** What the address of any list can say. Anything it cannot understand reads as the default; nothing throws. */
export const listSearch = <View extends string, Sort extends string>(
  views: readonly View[],
  sorts: readonly Sort[],
  view: NoInfer<View>,
  sort: NoInfer<Sort>,
) => ({
  q: parseAsString.withDefault(""),
  view: parseAsStringLiteral(views).withDefault(view as never),
  sort: parseAsStringLiteral(sorts).withDefault(sort as never),
  after: parseAsString,
  before: parseAsString,
});

/** A day in UTC, `YYYY-MM-DD`; anything else reads as none. */
const parseAsDay = createParser({ parse: readDay, serialize: String });

/** A period of days, both included, for lists whose rows have a day. */
export const periodSearch = { from: parseAsDay, to: parseAsDay };

const LONGEST_REASON = 100;
/** Jetpay's own word for why, compared as it is. */
export const parseAsReason = createParser({
  parse: (text) => (text === "" || text.length > LONGEST_REASON ? null : text),
  serialize: String,
});

const LONGEST_QUESTION = 200;

/** Trims what was typed and lets `after` win over `before`. */
export const tidy = <Query extends ListQuery<string, string>>(query: Query): Query => ({
  ...query,
  q: query.q.trim().slice(0, LONGEST_QUESTION),
  before: query.after === null ? query.before : null,
});
