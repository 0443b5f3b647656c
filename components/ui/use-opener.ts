"use client";
import { type RefCallback, useRef, useState } from "react";

/** What a part that opens from a button is given beside the button. */
export type Opened = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly triggerRef: RefCallback<HTMLElement>;
};

/**
 * A button, and what opens from it and is fetched later: until that is there, `standIn` makes a button of the same look
 * that keeps its place, and remembers that it was pressed. The keyboard goes from the one to the other. `given` is the
 * state where somebody else keeps it.
 */
export function useOpener(kind: "menu" | "dialog", given?: Pick<Opened, "isOpen" | "onOpenChange">) {
  const [isOwnOpen, setIsOwnOpen] = useState(false);
  const { isOpen, onOpenChange } = given ?? { isOpen: isOwnOpen, onOpenChange: setIsOwnOpen };
  const hadFocus = useRef(false);
  const opened: Opened = {
    isOpen,
    onOpenChange,
    triggerRef: (element) => {
      if (hadFocus.current) element?.focus();
      hadFocus.current = false;
    },
  };
  const standIn = {
    "aria-haspopup": kind,
    "aria-expanded": isOpen,
    onClick: () => onOpenChange(true),
    ref: (element: HTMLButtonElement | null) => () => {
      hadFocus.current = element !== null && element === document.activeElement;
    },
  };
  return { opened, standIn };
}
