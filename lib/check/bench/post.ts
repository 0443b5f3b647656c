import { Pool } from "undici";
import type { Signed } from "./jetpay";

const PATH = "/api/webhooks/jetpay";

export type Door = {
  /** Rejects unless the delivery was kept. */
  readonly deliver: (signed: Signed) => Promise<void>;
  /** Asks of a route that does nothing. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Keep-alive connections to a web process, as Jetpay holds them. */
export function doorOf(url: string, connections: number): Door {
  const pool = new Pool(url, { connections });
  return {
    deliver: async ({ body, authorization }) => {
      const headers = { "content-type": "application/json", authorization };
      const answer = await pool.request({ method: "POST", path: PATH, headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`a delivery was answered ${answer.statusCode}: ${text}`);
    },
    // Looks for a session's cookie, finds none, and says so; there is no emptier handler in the build.
    idle: async () => {
      const answer = await pool.request({ method: "GET", path: "/api/payouts" });
      await answer.body.dump();
      if (answer.statusCode !== 401) throw new Error(`the empty route answered ${answer.statusCode}`);
    },
    close: () => pool.close(),
  };
}
