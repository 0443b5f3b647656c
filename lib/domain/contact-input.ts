import { z } from "zod";
import { CONTACT_LANGUAGES, CONTACT_OBSTACLES, isContactRole } from "./contact";
import { field, listField } from "./field";

const list = (obstacleTo: (given: readonly string[]) => string | null) =>
  listField.superRefine((given, context) => {
    const message = obstacleTo(given);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

/** What staff type about a contact. `roles` and `tags` may come as arrays or as texts with commas; a blank external id is null. */
export const ContactForm = z.object({
  name: field(CONTACT_OBSTACLES.name),
  email: field(CONTACT_OBSTACLES.email),
  language: z.enum(CONTACT_LANGUAGES, { error: "Choose English or French." }),
  roles: list(CONTACT_OBSTACLES.roles).transform((roles) => roles.filter(isContactRole)),
  tags: list(CONTACT_OBSTACLES.tags),
  externalId: field(CONTACT_OBSTACLES.externalId).transform((text) => (text === "" ? null : text)),
});
export type ContactForm = z.infer<typeof ContactForm>;
