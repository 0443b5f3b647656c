"use client";
import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";
import type { Opened } from "./use-opener";

const ITEM =
  "flex cursor-default items-center gap-2.5 rounded-[var(--radius)] px-2 py-1.5 text-text outline-none data-disabled:text-faint data-highlighted:bg-accent-soft max-sm:py-2.5";

/** What a menu is given by the file that holds its button; see `useOpener`. */
export type MenuProps = Opened & { readonly trigger: ReactElement };

/** Choices behind one button. Fill it with the parts below, in a file of its own that is fetched later. */
export function Menu({
  trigger,
  triggerRef,
  isOpen,
  onOpenChange,
  children,
  align = "end",
}: MenuProps & { children: ReactNode; align?: "start" | "end" }) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Trigger ref={triggerRef} render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-[200px] overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 text-sm shadow-pop transition-opacity duration-100 outline-none data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type Look = {
  readonly icon?: IconName | undefined;
  readonly kbd?: string | undefined;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
};

export const MenuItem = ({
  onSelect,
  isDisabled = false,
  ...look
}: Look & { onSelect: () => void; isDisabled?: boolean }) => (
  <Base.Item
    onClick={onSelect}
    disabled={isDisabled}
    className={classes(ITEM, look.isDangerous && "text-bad")}
  >
    <Inside {...look} />
  </Base.Item>
);

export const MenuLink = ({ href, ...look }: Look & { href: string }) => (
  <Base.LinkItem render={<Link href={href} />} className={ITEM} closeOnClick>
    <Inside {...look} />
  </Base.LinkItem>
);

/** One of several, e.g. the theme. Stays open, so that the effect can be seen. */
export const MenuChoices = <Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: Value | null;
  choices: readonly { value: Value; label: string; icon?: IconName }[];
  onChange: (value: Value) => void;
}) => (
  <Base.Group>
    <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-dim">{label}</Base.GroupLabel>
    <Base.RadioGroup value={value} onValueChange={onChange}>
      {choices.map((choice) => (
        <Base.RadioItem key={choice.value} value={choice.value} className={ITEM}>
          {choice.icon && <Icon name={choice.icon} className="text-dim" />}
          <span className="flex-1">{choice.label}</span>
          <Icon name="tick" size={13} className={value === choice.value ? "text-accent" : "invisible"} />
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  </Base.Group>
);

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />;

export const MenuHead = ({ children }: { children: ReactNode }) => (
  <div className="px-2 pt-1.5 pb-1 text-xs text-dim">{children}</div>
);

const Inside = ({ icon, kbd, children }: Look) => (
  <>
    {icon && <Icon name={icon} className="text-dim" />}
    <span className="flex-1">{children}</span>
    {kbd !== undefined && <Kbd>{kbd}</Kbd>}
  </>
);
