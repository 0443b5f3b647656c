import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openClock } from "./clock";
import { openCourier } from "./courier";
import { openFaults } from "./faults";
import { answer } from "./answer";
import { openKeys } from "./keys";
import { tickClock } from "./lifecycle";
import { log } from "./log";
import { createMutex } from "./mutex";
import { openStore } from "./store";
import { openVariants } from "./variants";
import type { World } from "./world";

const TICK_MS = 100;

export type SandboxOptions = {
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** The bearer token that the API accepts. */
  token: string;
  /** Seconds of real time per simulated business day. */
  scale?: number;
  /** Real seconds per second of a webhook's `max_wait_seconds`. */
  deliveryScale?: number;
  /** The same for the pauses between tries of a failing delivery. */
  retryScale?: number;
};

export type Sandbox = { url: string; port: number; stop(): Promise<void> };

/** Starts a local Jetpay on its own database; everything it knows survives a restart. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { scale = 1, deliveryScale = 1 / 120, host = "127.0.0.1" } = options;
  const store = await openStore(options.databaseUrl);
  const faults = await openFaults(store);
  const keys = await openKeys(store);
  const variants = await openVariants(store);
  const retryScale = options.retryScale ?? deliveryScale;
  const courier = await openCourier({ store, keys, faults, variants, waitScale: deliveryScale, retryScale });
  const clock = await openClock(store, scale);
  const stopping = new AbortController();

  const made: { world?: World } = {};
  const server = createServer((request, response) => {
    if (!made.world) return response.destroy();
    void serve(made.world, request, response);
  });
  const port = await listen(server, options.port, host);
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const world: World = {
    url,
    token: options.token,
    store,
    clock,
    keys,
    faults,
    variants,
    courier,
    timeline: createMutex(),
    stopping: stopping.signal,
  };
  made.world = world;
  const stopTicking = keepTicking(world);

  return {
    url,
    port,
    async stop() {
      stopping.abort();
      await stopTicking();
      await courier.stop();
      await close(server);
      await store.close();
    },
  };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse) {
  try {
    await answer(world, request, response);
  } catch (error) {
    if (!world.stopping.aborted) log("request", error);
    response.destroy();
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

/** Moves what is due and sends what is waiting, ten times a second; a virtual clock moves by itself alone. */
function keepTicking(world: World): () => Promise<void> {
  let isStopped = false;
  let lastProblem = "";
  let current: Promise<void> = Promise.resolve();

  async function tick() {
    try {
      await tickClock(world);
      await world.courier.tick();
      lastProblem = "";
    } catch (error) {
      const problem = String(error);
      if (problem !== lastProblem) log("tick", error);
      lastProblem = problem;
    }
  }

  let timer: NodeJS.Timeout;
  const plan = () => {
    timer = setTimeout(() => {
      current = tick().finally(() => {
        if (!isStopped) plan();
      });
    }, TICK_MS);
  };
  plan();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await current;
  };
}
