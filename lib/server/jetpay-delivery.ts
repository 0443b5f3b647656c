import { randomUUID } from "node:crypto";
import { receiveDelivery } from "../commands/deliveries";
import { countRefused } from "../db";
import { verifyDelivery } from "../jetpay/verify-delivery";
import { desk } from "../runtime/desk";
import { boundedBody } from "./body";
import { errorReference, loggable } from "./request";

const MOST_BYTES = 4 * 1024 * 1024;
const DEADLINE_MS = 10_000;
/** Refused requests that wait to be counted; a flood beyond it is not worth a queue. */
const MOST_UNCOUNTED = 200;

const answer = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { "cache-control": "no-store" } });

/** Answers within ten seconds. What is still under way then may be kept all the same; sent again, it changes nothing. */
export async function jetpayDelivery(request: Request): Promise<Response> {
  const deadline = new AbortController();
  const requestId = randomUUID();
  const work = received(request, requestId, deadline.signal).catch((error: unknown) =>
    failed(requestId, error),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((done) => {
    timer = setTimeout(() => {
      deadline.abort(new Error("The delivery was not read in time."));
      done(answer(503, "This took too long. Send it again."));
    }, DEADLINE_MS);
  });
  const done = await Promise.race([work, late]).finally(() => clearTimeout(timer));
  done.headers.set("x-request-id", requestId); // where the proxy does not come by
  return done;
}

async function received(request: Request, requestId: string, signal: AbortSignal): Promise<Response> {
  const body = await boundedBody(request, MOST_BYTES, signal);
  if (body.kind === "too_large") return answer(413, `A delivery has at most ${MOST_BYTES} bytes.`);
  if (body.kind === "encoded") return answer(415, "Send the body as it was signed, not compressed.");
  const verdict = await verdictOn(request, body.bytes);
  if (verdict.kind === "unverifiable") {
    desk().log.warn({ reason: verdict.reason }, "a delivery could not be verified");
    return answer(503, verdict.reason);
  }
  if (verdict.kind === "forged") {
    countLater(verdict.reason);
    return answer(401, verdict.reason);
  }
  signal.throwIfAborted();
  const ctx = desk().contextFor({ kind: "jetpay" }, requestId);
  const { tokenId, keyId } = verdict;
  await receiveDelivery(ctx, { body: body.bytes, tokenId, keyId });
  return new Response(null, { headers: { "cache-control": "no-store" } });
}

function verdictOn(request: Request, body: Uint8Array) {
  const { settings, webhookKeys, unknowns } = desk();
  const { webhookApiKey: expected, webhookApiKeyHeader } = settings.jetpay;
  const { issuer, subject } = unknowns;
  const key =
    expected === null
      ? {}
      : { expectedApiKey: { given: request.headers.get(webhookApiKeyHeader), expected } };
  const authorization = request.headers.get("authorization");
  return verifyDelivery({ body, authorization, keys: webhookKeys, now: new Date(), issuer, subject, ...key });
}

function failed(requestId: string, error: unknown): Response {
  const reference = errorReference();
  desk().log.error({ reference, requestId, error: loggable(error) }, "a delivery could not be kept");
  return answer(503, `This could not be kept. Send it again. ${reference}`);
}

let uncounted = 0;
let counting: Promise<void> = Promise.resolve();

/** One at a time and after the answer, so that a flood of forgeries takes no connection from genuine deliveries. */
function countLater(reason: string): void {
  if (uncounted >= MOST_UNCOUNTED) return;
  uncounted += 1;
  counting = counting
    .then(() => countRefused(desk().connections.ingest, new Date(), reason.slice(0, 200)))
    .catch((error: unknown) =>
      desk().log.warn({ error: loggable(error) }, "a refused delivery was not counted"),
    )
    .finally(() => (uncounted -= 1));
}
