import { z } from "zod";
import { listFrom } from "./text";

/** A text field of a form: tidied, then refused with the sentence `obstacleTo` gives, if any. A missing field reads as empty. */
export const field = (
  obstacleTo: (text: string) => string | null,
  tidy = (text: string): string => text.trim(),
) =>
  z
    .string({ error: "This must be text." })
    .default("")
    .transform(tidy)
    .superRefine((text, context) => {
      const message = obstacleTo(text);
      if (message !== null) context.addIssue({ code: "custom", message });
    });

/** Several values of a form. */
export const listField = z
  .union([z.string(), z.array(z.string())], { error: "This must be a list." })
  .default([])
  .transform(listFrom);
