"use client";
import { useTransition } from "react";
import {
  Menu,
  MenuChoices,
  MenuHead,
  MenuItem,
  MenuLine,
  MenuLink,
  type MenuProps,
} from "@/components/ui/menu";
import { THEMES } from "@/components/ui/theme";
import { THEME_LOOK, useTheme } from "@/components/ui/use-theme";
import type { AccountProps } from "./account-menu";

const CHOICES = THEMES.map((theme) => ({ value: theme, ...THEME_LOOK[theme] }));

/** What opens from the account's button. */
export function AccountChoices({ account, signOut, ...menu }: AccountProps & MenuProps) {
  const [theme, setTheme] = useTheme();
  const [isLeaving, startTransition] = useTransition();
  return (
    <Menu {...menu}>
      <MenuHead>
        <span className="block text-sm font-medium text-text">{account.name}</span>
        {account.email !== undefined && <span className="block">{account.email}</span>}
        <span className="block">{account.roleLabel}</span>
      </MenuHead>
      <MenuLine />
      <MenuChoices label="Theme" value={theme} choices={CHOICES} onChange={setTheme} />
      <MenuLine />
      <MenuLink href="/account" icon="user">
        Your account
      </MenuLink>
      <MenuItem icon="exit" isDisabled={isLeaving} onSelect={() => startTransition(async () => signOut())}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
