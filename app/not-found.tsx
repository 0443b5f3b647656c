import { EmptyState } from "@/components/ui/empty-state";
import { buttonClasses } from "@/components/ui/button-look";

/** Loaded whole: the shell is not here, and a router's link would burden the first load of every page. */
const HOME = "/";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState icon="search" title="There is nothing at this address" heading="h1">
        The link may be mistyped, or the record was never on this desk.
        <a href={HOME} className={buttonClasses("plain", "mt-4")}>
          Go to the overview
        </a>
      </EmptyState>
    </main>
  );
}
