import { lastWord, liveStream } from "@/lib/server/live-stream";
import { privateJson, signedOut, troubled } from "@/lib/server/route";
import { quietStaff, wasSignedOut } from "@/lib/server/session";

/** Tells an open screen what has changed: `data: {"topics":["payouts","payout:…"]}`; "everything" after a gap. */
export async function GET(request: Request): Promise<Response> {
  try {
    const staff = await quietStaff();
    if (staff === null) return (await wasSignedOut()) ? streamed(lastWord()) : signedOut();
    const stream = liveStream(staff.sessionId, request.signal);
    if (stream === null)
      return privateJson(429, { code: "not_ready", message: "Too many screens are open.", reference: null });
    return streamed(stream);
  } catch (error) {
    return troubled(request, error, 503);
  }
}

const streamed = (stream: ReadableStream<Uint8Array>) =>
  new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compressing or gathering it on the way would hold the messages back.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    },
  });
