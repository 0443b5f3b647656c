import type { ReactNode } from "react";
import { KeyHints } from "@/components/ui/key-hints";
import type { RailCounts, Truth } from "@/lib/db/rows";
import { type Account, AccountMenu } from "./account-menu";
import { CommandPalette, type SearchDesk } from "./command-palette";
import { DESTINATIONS } from "./destinations";
import { BottomBar, Rail } from "./rail";
import { TruthMeter } from "./truth-meter";

export type ShellProps = {
  readonly account: Account;
  readonly signOut: () => void | Promise<void>;
  readonly counts: RailCounts;
  readonly truth: Truth;
  readonly search: SearchDesk;
  /** Addresses this colleague has no use for, e.g. "/settings" or "/payouts/new". */
  readonly hidden?: readonly string[];
  /** Above every page, e.g. a PauseBanner. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
};

/** What stands around every page. */
export function Shell({
  account,
  signOut,
  counts,
  truth,
  search,
  hidden = [],
  banner,
  children,
}: ShellProps) {
  const destinations = DESTINATIONS.filter(({ href }) => !hidden.includes(href));
  return (
    <div className="sm:grid sm:h-dvh sm:grid-cols-[56px_1fr] sm:grid-rows-[1fr] lg:grid-cols-[208px_1fr] print:block print:h-auto">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <Rail destinations={destinations} counts={counts} />
      <div className="flex min-h-dvh min-w-0 flex-col sm:min-h-0">
        <header className="sticky top-0 z-30 flex h-12 flex-none items-center gap-3 border-b border-line bg-bg px-4 max-sm:h-14 max-sm:gap-2 max-sm:px-3 print:hidden">
          <CommandPalette search={search} destinations={destinations} hidden={hidden} />
          <TruthMeter truth={truth} />
          <AccountMenu account={account} signOut={signOut} />
        </header>
        {banner}
        <main
          id="main"
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col bg-surface outline-none max-sm:pb-[calc(56px+env(safe-area-inset-bottom))] sm:overflow-y-auto print:overflow-visible print:pb-0"
        >
          {children}
        </main>
      </div>
      <BottomBar destinations={destinations} counts={counts} />
      <KeyHints />
    </div>
  );
}
