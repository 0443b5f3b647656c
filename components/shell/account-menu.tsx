"use client";
import { later } from "@/components/ui/later";
import { Opening } from "@/components/ui/opening";
import { useOpener } from "@/components/ui/use-opener";

export type Account = { readonly name: string; readonly roleLabel: string; readonly email?: string };
export type AccountProps = { readonly account: Account; readonly signOut: () => void | Promise<void> };

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 1).toUpperCase())
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("");

const usePart = later(() => import("./account-choices"));

/** Who is signed in; the theme and the way out open from it. */
export function AccountMenu({ account, signOut }: AccountProps) {
  const { opened, standIn } = useOpener("menu");
  const part = usePart(opened.isOpen);
  const button = {
    type: "button" as const,
    "aria-label": `Account: ${account.name}, ${account.roleLabel}`,
    className:
      "grid size-[26px] flex-none place-items-center rounded-full bg-accent-soft text-2xs font-[650] text-accent max-sm:size-9",
    children: initials(account.name),
  };
  if (part === null)
    return (
      <>
        <button {...button} {...standIn} />
        {opened.isOpen && <Opening />}
      </>
    );
  return <part.AccountChoices {...{ account, signOut }} {...opened} trigger={<button {...button} />} />;
}
