import type { z } from "zod";
import { field } from "./field";
import { obstacleToNote, obstacleToStatement } from "./statement";

export const Statement = field(obstacleToStatement);
export type Statement = z.infer<typeof Statement>;

/** A blank note is null. */
export const Note = field(obstacleToNote).transform((text) => (text === "" ? null : text));
export type Note = z.infer<typeof Note>;
