/** Said on every answer, files too. What depends on the request or on settings is said by proxy.ts. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  logging: { serverFunctions: false }, // their arguments may carry an account number
  serverExternalPackages: [
    "pg",
    "@node-rs/argon2",
    "pino",
    "undici",
    "graphile-worker",
    "@prisma/adapter-pg",
    "@prisma/client",
  ],
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
  headers: () => Promise.resolve([{ source: "/:path*", headers: HEADERS }]),
};
