import { z } from "zod";
import { ContactForm } from "../../domain/contact-input";
import { Id } from "../../domain/ids";
import { referenceFrom } from "../../domain/reference";
import type { Ctx, StaffCtx } from "../context";
import { addOnce } from "../once";
import { refusalFor, send, type Outcome } from "../send";
import { usedBefore } from "./used-before";

export const CreateContact = z.object({ contactId: Id, ...ContactForm.shape });
export type CreateContact = z.infer<typeof CreateContact>;

/** Adds a contact here and at Jetpay. The same form sent twice makes one. */
export async function createContact(
  ctx: StaffCtx,
  input: CreateContact,
): Promise<{ contactId: string; state: string }> {
  const { contactId, roles, tags, ...given } = input;
  const entry = {
    deed: "contact.edit",
    subject: { kind: "contact", id: contactId },
    after: { name: given.name, email: given.email, roles, tags },
  };
  const added = await addOnce(ctx, entry, (writes) =>
    writes.addContact({
      ...given,
      id: contactId,
      state: "waiting",
      tags,
      isCustomer: roles.includes("customer"),
      isVendor: roles.includes("vendor"),
      createdAt: ctx.now(),
      createdBy: ctx.actor.id,
    }),
  );
  if (!added) {
    const there = await ctx.work.contactOrder(contactId);
    const isSame =
      there?.name === given.name &&
      there.email === given.email &&
      there.language === given.language &&
      there.externalId === given.externalId &&
      there.isCustomer === roles.includes("customer") &&
      there.isVendor === roles.includes("vendor");
    if (!isSame) throw usedBefore();
  }
  const outcome = await sendContact(ctx, contactId);
  const order = await ctx.work.contactOrder(contactId);
  const refusal = refusalFor(outcome, order?.problem ?? null);
  if (refusal) throw refusal;
  return { contactId, state: order?.state ?? "waiting" };
}

/** Makes the contact at Jetpay when it waits for that. May be repeated; see `send`. */
export async function sendContact(ctx: Ctx, contactId: string): Promise<Outcome> {
  const contact = await ctx.work.contactOrder(contactId);
  if (contact?.state !== "waiting") return "not_due";
  const reference = referenceFrom(ctx.random(6));
  const request = {
    name: contact.name,
    email: contact.email,
    language: contact.language,
    tags: contact.tags,
  };
  return send(ctx, {
    kind: "contact",
    id: contactId,
    reference,
    request,
    tries: 0,
    topics: ["contacts", `contact:${contactId}`],
    begin: (writes) => writes.moveIntent("contact", contactId, ["waiting"], "sending", null),
    call: () => ctx.jetpay.createContact(request, { reference }),
    accepted: async (writes, value) => {
      await writes.storeJetpayId("contact", contactId, value.identifier);
      await writes.moveIntent("contact", contactId, ["sending", "unknown"], "active", null);
    },
    refused: (writes, { words }) =>
      writes.moveIntent("contact", contactId, ["sending", "unknown"], "refused", words),
    putBack: (writes, words) =>
      writes.moveIntent("contact", contactId, ["sending", "unknown"], "waiting", words),
    lost: (writes, words) => writes.moveIntent("contact", contactId, ["sending"], "unknown", words),
  });
}
