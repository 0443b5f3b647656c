type Headers = { get(name: string): string | null };

/**
 * Why a request that changes something must not be believed to come from our own pages; null when it does. A missing
 * Origin counts against it, though Next would let such a request through.
 */
export function obstacleToOrigin(headers: Headers, appUrl: string): string | null {
  const own = new URL(appUrl);
  const origin = headers.get("origin");
  if (origin === null) return "The request does not say which page sent it.";
  if (origin !== own.origin) return "The request was sent from another site.";
  return obstacleToHost(headers, appUrl);
}

/** Why the request was meant for another address than ours; null when it was meant for ours. */
export function obstacleToHost(headers: Headers, appUrl: string): string | null {
  // A proxy that changes Host keeps the one it was asked for in X-Forwarded-Host.
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return host?.toLowerCase() === new URL(appUrl).host ? null : "The request was sent to another address.";
}
