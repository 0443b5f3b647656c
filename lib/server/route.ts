import { may, type Deed } from "../domain/deeds";
import { desk } from "../runtime/desk";
import { errorReference, factsOf, loggable } from "./request";
import { lacksFactor, quietStaff, type Staff } from "./session";

export type Asked = { readonly staff: Staff; readonly search: URLSearchParams };

/** Of one person, so no cache between us and them may keep it. */
const PRIVATE = {
  "cache-control": "private, no-store",
  vary: "Cookie",
  "x-content-type-options": "nosniff",
};

export const privateJson = (status: number, body: unknown): Response =>
  Response.json(body, { status, headers: PRIVATE });

/** Why this request is not let in; the body says it in words. */
export const signedOut = (): Response =>
  privateJson(401, { code: "signed_out", message: "You are signed out. Sign in again.", reference: null });
export const noPermission = (): Response =>
  privateJson(403, {
    code: "no_permission",
    message: "Your role does not let you see this.",
    reference: null,
  });

/** Answers a GET of a colleague who may do `deed` with what `handler` finds, as JSON. Our trouble is a 500 with a number. */
export const staffRoute =
  (deed: Deed, handler: (asked: Asked) => Promise<unknown>) =>
  async (request: Request): Promise<Response> => {
    try {
      const staff = await quietStaff();
      if (staff === null) return signedOut();
      if (!may(staff.role, deed) || lacksFactor(staff)) return noPermission();
      const { searchParams: search } = new URL(request.url);
      return privateJson(200, await handler({ staff, search }));
    } catch (error) {
      return troubled(request, error);
    }
  };

/** Logs what went wrong and says by which number it is found. */
export function troubled(request: Request, error: unknown, status = 500): Response {
  const reference = errorReference();
  const { pathname } = new URL(request.url);
  const about = { reference, path: pathname, requestId: factsOf(request.headers).id };
  desk().log.error({ ...about, error: loggable(error) }, "a request failed");
  const message = "Something went wrong on our side, so this could not be read. Try again.";
  return privateJson(status, { code: "unexpected", message, reference });
}
