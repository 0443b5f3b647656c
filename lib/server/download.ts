import type { StaffCtx } from "../commands/context";
import { recordRefusal } from "../db";
import { may, type Deed } from "../domain/deeds";
import { desk } from "../runtime/desk";
import { errorReference, factsOf, loggable } from "./request";
import { noPermission, privateJson, signedOut, troubled } from "./route";
import { currentStaff } from "./session";

type Download = {
  /** What the file is called; letters, digits, dots and hyphens. */
  readonly name: string;
  readonly type: string;
  /** Its parts in order. They are made as fast as they are taken, never all at once. */
  readonly parts: AsyncIterable<string>;
};

/** A download writes to the audit trail, so another site must not be able to start one. A browser says where it came from. */
const isFromElsewhere = (request: Request): boolean =>
  !["same-origin", "none", null].includes(request.headers.get("sec-fetch-site"));

/** Answers a GET of a colleague who may do `deed` with a file. `handler` writes down that it is taken before it answers. */
export const staffDownload =
  (deed: Deed, handler: (ctx: StaffCtx, search: URLSearchParams) => Promise<Download>) =>
  async (request: Request): Promise<Response> => {
    try {
      const staff = await currentStaff();
      if (staff === null) return signedOut();
      const facts = factsOf(request.headers);
      const { id, name, role } = staff;
      const { connections, contextFor } = desk();
      if (!may(role, deed)) {
        const stamp = {
          actor: { kind: "staff", id },
          at: new Date(),
          requestId: facts.id,
          from: facts,
        } as const;
        const [noun = deed] = deed.split(".");
        await recordRefusal(connections.prisma, stamp, { deed, subject: { kind: noun, id: "-" } });
        return noPermission();
      }
      if (isFromElsewhere(request)) return elsewhere();
      const ctx = contextFor({ kind: "staff", id, name, role }, facts.id, facts);
      return fileOf(await handler(ctx, new URL(request.url).searchParams));
    } catch (error) {
      return troubled(request, error);
    }
  };

const elsewhere = () =>
  privateJson(403, {
    code: "wrong_origin",
    message: "The request was sent from another site. Open the desk and download it there.",
    reference: null,
  });

const fileOf = ({ name, type, parts }: Download): Response =>
  new Response(streamOf(parts), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
      vary: "Cookie",
      "x-content-type-options": "nosniff",
    },
  });

/** What goes wrong on the way breaks the download off, so that half a file does not look like all of it. */
function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const taken = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await taken.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        desk().log.error({ reference: errorReference(), error: loggable(error) }, "a download broke off");
        controller.error(error);
      }
    },
    cancel: async () => {
      await taken.return?.();
    },
  });
}
