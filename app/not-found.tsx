import { EmptyState } from "@/components/ui/empty-state";
import { ButtonLink } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState icon="search" title="There is nothing at this address" heading="h1">
        The link may be mistyped, or the record was never on this desk.
        <ButtonLink href="/" variant="plain" className="mt-4">
          Go to the overview
        </ButtonLink>
      </EmptyState>
    </main>
  );
}
