import { z } from "zod";
import type { Ctx } from "./context";

export const AddMerchantAccount = z.object({
  merchantAccountId: z.guid("Copy the identifier from Jetpay: Settings, Bank Accounts. It is a UUID."),
  name: z.string().trim().min(1, "Give the account a name.").max(80, "Keep the name under 80 characters."),
});
export type AddMerchantAccount = z.infer<typeof AddMerchantAccount>;

/** Tells the desk of one of the marketplace's own accounts at Jetpay. The first one becomes the default. */
export async function addMerchantAccount(ctx: Ctx, { merchantAccountId: id, name }: AddMerchantAccount) {
  const isDefault = (await ctx.read.merchantAccounts()).length === 0;
  const entry = { deed: "merchant_account.edit", subject: { kind: "merchant_account", id }, after: { name } };
  await ctx.audited(entry, (writes) =>
    writes.addMerchantAccount({ id, name, isDefault, addedAt: ctx.now() }),
  );
  return { merchantAccountId: id };
}
