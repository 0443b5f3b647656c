"use client";
import { useTransition } from "react";
import { Menu, MenuChoices, MenuHead, MenuItem, MenuLine } from "@/components/ui/menu";
import { THEMES } from "@/components/ui/theme";
import { THEME_LOOK, useTheme } from "@/components/ui/use-theme";

export type Account = { readonly name: string; readonly roleLabel: string; readonly email?: string };

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 1).toUpperCase())
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("");

const CHOICES = THEMES.map((theme) => ({ value: theme, ...THEME_LOOK[theme] }));

export function AccountMenu({ account, signOut }: { account: Account; signOut: () => void | Promise<void> }) {
  const [theme, setTheme] = useTheme();
  const [isLeaving, startTransition] = useTransition();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account: ${account.name}, ${account.roleLabel}`}
          className="grid size-[26px] flex-none place-items-center rounded-full bg-accent-soft text-2xs font-[650] text-accent max-sm:size-9"
        >
          {initials(account.name)}
        </button>
      }
    >
      <MenuHead>
        <span className="block text-sm font-medium text-text">{account.name}</span>
        {account.email !== undefined && <span className="block">{account.email}</span>}
        <span className="block">{account.roleLabel}</span>
      </MenuHead>
      <MenuLine />
      <MenuChoices label="Theme" value={theme} choices={CHOICES} onChange={setTheme} />
      <MenuLine />
      <MenuItem icon="exit" isDisabled={isLeaving} onSelect={() => startTransition(async () => signOut())}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
