import { z } from "zod";
import { obstacleToAmount, parseCents } from "./money";

/** An amount as typed in a form, read to cents. */
export const AmountInput = z
  .string({ error: "Type an amount, e.g. 1,234.56." })
  .default("")
  .transform((text, context) => {
    const message = obstacleToAmount(text);
    if (message === null) return parseCents(text) ?? z.NEVER;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** Cents as JSON carries them: a decimal string that fits PostgreSQL's bigint. Read to a bigint; `wireCents` is the way back. */
export const Cents = z
  .string()
  .regex(/^(?:0|-?[1-9]\d{0,17})$/, "Cents must be a whole number, as text.")
  .transform((text) => BigInt(text));

/** A limit as typed in a form, read to cents. Nothing typed is no limit: null. */
export const LimitInput = z
  .string({ error: "Type an amount, e.g. 1,234.56, or nothing." })
  .default("")
  .transform((text, context) => {
    if (text.trim() === "") return null;
    const message = obstacleToAmount(text);
    if (message === null) return parseCents(text) ?? z.NEVER;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
