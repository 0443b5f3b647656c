"use client";
import { Menu, MenuLink, type MenuProps } from "@/components/ui/menu";
import type { Destination } from "./destinations";

/** What opens from "More". */
export const MorePlaces = ({ places, ...menu }: MenuProps & { places: readonly Destination[] }) => (
  <Menu {...menu}>
    {places.map(({ href, label, icon }) => (
      <MenuLink key={href} href={href} icon={icon}>
        {label}
      </MenuLink>
    ))}
  </Menu>
);
