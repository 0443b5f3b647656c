import { redirect } from "next/navigation";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { demoSignIns } from "@/lib/server/demo-sign-ins";
import { localPath, signInPath } from "@/lib/server/local-path";
import { betterAddress } from "@/lib/server/own-address";
import { currentStaff } from "@/lib/server/session";

export const metadata = { title: "Sign in" };

const MARK =
  "size-7 rounded-lg bg-[linear-gradient(135deg,var(--accent),oklch(from_var(--accent)_calc(l_+_0.12)_c_calc(h_+_40)))]";

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ to?: string | string[] }>;
}) {
  const to = localPath((await searchParams).to);
  const elsewhere = await betterAddress(signInPath(to));
  if (elsewhere !== null) redirect(elsewhere);
  if ((await currentStaff()) !== null) redirect(to);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[360px]">
        <header className="mb-6 flex flex-col items-center gap-3 text-center">
          <span aria-hidden className={MARK} />
          <div>
            <h1 className="text-xl font-semibold tracking-tight">Sign in to Jetdesk</h1>
            <p className="mt-0.5 text-sm text-dim">
              {to === "/"
                ? "Where your marketplace’s money is looked after."
                : "Then you are taken to the page you asked for."}
            </p>
          </div>
        </header>
        <SignInForm to={to} demo={await demoSignIns()} />
      </div>
    </main>
  );
}
