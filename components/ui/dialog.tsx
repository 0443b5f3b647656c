"use client";
import {
  cloneElement,
  createContext,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  use,
  useState,
} from "react";
import { later } from "./later";
import { Opening } from "./opening";

export type DialogProps = {
  readonly title: ReactNode;
  /** One sentence under the title, read out with it. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the next step first. */
  readonly actions?: ReactNode;
  /** The button that opens it. Leave out when `isOpen` is given. */
  readonly trigger?: ReactElement<Pressable>;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly isWide?: boolean;
};

type Pressable = {
  readonly onClick?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
  readonly "aria-haspopup"?: "dialog";
  readonly "aria-expanded"?: boolean;
};

const usePart = later(() => import("./dialog-window"));
const CloseContext = createContext<() => void>(() => undefined);

/** A question or a form in front of the page. Keeps the keyboard inside, closes with Escape, gives the focus back. */
export function Dialog({ trigger, isOpen, onOpenChange, ...inside }: DialogProps) {
  const [isOpened, setIsOpened] = useState(false);
  const isShown = isOpen ?? isOpened;
  const part = usePart(isShown);
  const show = (next: boolean) => {
    setIsOpened(next);
    onOpenChange?.(next);
  };
  return (
    <>
      {trigger &&
        cloneElement(trigger, {
          "aria-haspopup": "dialog",
          "aria-expanded": isShown,
          onClick: ({ currentTarget }) => {
            currentTarget.focus(); // Safari does not, and the keyboard comes back to where it was
            show(true);
          },
        })}
      {isShown && part === null && <Opening />}
      {part && (
        <CloseContext value={() => show(false)}>
          <part.DialogWindow {...inside} isOpen={isShown} onOpenChange={show} />
        </CloseContext>
      )}
    </>
  );
}

/** Closes the dialog around it; give it the button to show. */
export function DialogClose({ children }: { children: ReactElement<Pressable> }) {
  const close = use(CloseContext);
  return cloneElement(children, {
    onClick: (event) => {
      children.props.onClick?.(event);
      close();
    },
  });
}
