import { z } from "zod";

/** Every id of ours is a UUID. The one of an intent is made by the browser when its form opens. */
export const Id = z.guid("This address is not complete. Open it again from the list.");
export type Id = z.infer<typeof Id>;
