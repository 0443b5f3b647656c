import type { z } from "zod";
import type { ActionAnswer } from "../domain/answer";
import { Refusal } from "../domain/refusal";
import { desk } from "../runtime/desk";
import { boundedBody } from "./body";
import { parsedInput } from "./input";
import { obstacleToOrigin } from "./origin";
import { errorReference, factsOf, loggable, type RequestFacts } from "./request";
import { privateJson } from "./route";

const MOST_BYTES = 32_768;
const UNEXPECTED = "Something went wrong on our side. Try again; what was done already is not done twice.";

/**
 * What somebody without a sign-in may ask for, by a POST of JSON from our own page. Whatever its status, the body answers
 * as a server action does; `command` looks at what they bring instead of a session.
 */
export const guestAction =
  <Schema extends z.ZodType, Value>(
    deed: string,
    schema: Schema,
    command: (facts: RequestFacts, input: z.output<Schema>) => Promise<Value>,
  ) =>
  async (request: Request): Promise<Response> => {
    const facts = factsOf(request.headers);
    try {
      const origin = obstacleToOrigin(request.headers, desk().settings.appUrl);
      if (origin !== null)
        throw new Refusal("wrong_origin", `${origin} Open the link again and repeat it there.`);
      const value = await command(facts, parsedInput(schema, await jsonOf(request)));
      return privateJson(200, { ok: true, value } satisfies ActionAnswer<Value>);
    } catch (error) {
      return privateJson(error instanceof Refusal ? 400 : 500, refused(error, deed, facts));
    }
  };

async function jsonOf(request: Request): Promise<unknown> {
  const body = await boundedBody(request, MOST_BYTES);
  const unreadable = new Refusal("bad_input", "What was sent is not what this form sends.");
  if (body.kind !== "read") throw unreadable;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body.bytes));
  } catch {
    throw unreadable;
  }
}

function refused(error: unknown, deed: string, facts: RequestFacts): ActionAnswer<never> {
  const { log } = desk();
  const about = { deed, requestId: facts.id };
  if (error instanceof Refusal) {
    const { code, message, fields } = error;
    log.info({ ...about, code }, "refused");
    return { ok: false, code, message, fields: { ...fields }, reference: null };
  }
  const reference = errorReference();
  log.error({ ...about, reference, error: loggable(error) }, "a guest's request failed");
  return { ok: false, code: "unexpected", message: UNEXPECTED, fields: {}, reference };
}
