import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { encode, send } from "./http";
import { pause } from "./mutex";
import type { RequestRule } from "./faults";
import type { Reply } from "./http";

const HANG_MS = 60_000;
const SLOW_MS = 2000;

const SERVER_ERROR: Reply = { status: 500, body: { detail: "Internal Server Error" } };

/** Faults that are an answer given in place of the work. */
function refusal(rule: RequestRule): Reply | null {
  const retryAfter = String(rule.retryAfter ?? 1);
  switch (rule.fault) {
    case "error_500_before":
      return SERVER_ERROR;
    case "redirect":
      return { status: 307, headers: { location: "/elsewhere" } };
    case "rate_limit":
      return {
        status: 429,
        body: { detail: "Too Many Requests" },
        headers: { "retry-after": retryAfter },
      };
    case "unauthorized":
      return { status: 401, body: { detail: "Not authenticated" } };
    case "forbidden":
      return { status: 403, body: { detail: "Not enough permissions" } };
    case "maintenance_503":
      return {
        status: 503,
        body: { detail: "Down for maintenance" },
        headers: { "retry-after": retryAfter },
      };
    default:
      return null;
  }
}

/** Answers a call the way `rule` says. `work` does what was asked for and never throws. */
export async function misbehave(
  rule: RequestRule,
  response: ServerResponse,
  work: () => Promise<Reply>,
  stopping: AbortSignal,
) {
  const answer = refusal(rule);
  if (answer) return send(response, answer);
  switch (rule.fault) {
    case "drop_before_commit":
      return response.destroy();
    case "hang_before":
      await pause(rule.delayMs ?? HANG_MS, stopping);
      return response.destroy();
    case "commit_late":
      response.destroy();
      await pause(rule.delayMs ?? SLOW_MS, stopping);
      return stopping.aborted ? undefined : work();
    case "slow":
      await pause(rule.delayMs ?? SLOW_MS, stopping);
      return send(response, await work());
    default:
      return spoilAnswer(rule, response, await work(), stopping);
  }
}

/** Faults after the work was done and committed. */
async function spoilAnswer(rule: RequestRule, response: ServerResponse, reply: Reply, stopping: AbortSignal) {
  switch (rule.fault) {
    case "hang_after_commit":
      await pause(rule.delayMs ?? HANG_MS, stopping);
      return response.destroy();
    case "error_500_after_commit":
      return send(response, SERVER_ERROR);
    case "garbage_after_commit":
      return send(response, {
        status: reply.status,
        html: "<html><body>upstream says \u0007 oops</body>",
        headers: { "content-type": "application/json" },
      });
    case "cut_body_after_commit":
      return cutBody(response, reply);
    case "slow_drip":
      return drip(response, reply, rule.delayMs ?? SLOW_MS, stopping);
    default:
      return response.destroy();
  }
}

async function cutBody(response: ServerResponse, reply: Reply) {
  const { status, headers, body } = encode(reply);
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)));
  await pause(20);
  response.destroy();
}

async function drip(response: ServerResponse, reply: Reply, totalMs: number, stopping: AbortSignal) {
  const { status, headers, body } = encode(reply);
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  for (const byte of body) {
    if (response.destroyed) return;
    if (!response.write(Buffer.of(byte))) await once(response, "drain", { signal: stopping });
    await pause(totalMs / body.length, stopping);
  }
  response.end();
}
