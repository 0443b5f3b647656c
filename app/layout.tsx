import "./globals.css";
import { CSPProvider } from "@base-ui/react/csp-provider";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { themeFrom, THEME_COOKIE } from "@/components/ui/theme";
import { Toasts } from "@/components/ui/toasts";

export const metadata: Metadata = {
  title: { default: "Jetdesk", template: "%s · Jetdesk" },
  description: "The desk from which a marketplace's staff run their money on Jetpay.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f4f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0f13" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        {/* A style written into the page by a part would lack the nonce of a page that was opened before. */}
        <CSPProvider disableStyleElements>{children}</CSPProvider>
        <Toasts />
      </body>
    </html>
  );
}
