import { spawnSync } from "node:child_process";
import { createServer } from "node:net";

/** Whether nobody listens at this port of the loopback address, nor at the same port of every address. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "0.0.0.0", "::1"]) if (!(await canListen(port, host))) return false;
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code === "EADDRNOTAVAIL"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

/** The wished port when it is free, else any free one. */
export async function freePort(wished: number | null, taken: readonly number[] = []): Promise<number> {
  if (wished !== null && !taken.includes(wished) && (await isFree(wished))) return wished;
  const found = await anyPort();
  return taken.includes(found) ? freePort(null, taken) : found;
}

function anyPort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) done(address.port);
        else fail(new Error("This machine gave no free port."));
      });
    });
  });
}

/** Who listens at the port, as far as this machine tells, such as `node, process 4711`. */
export function whoListens(port: number): string | null {
  const { stdout } = spawnSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], {
    encoding: "utf8",
  });
  const pid = /^p(\d+)$/m.exec(stdout ?? "")?.[1];
  if (pid) return `${/^c([^\s(]+)/m.exec(stdout)?.[1] ?? "a program"}, process ${pid}`;
  const listing = spawnSync("ss", ["-ltnpH", `sport = :${port}`], { encoding: "utf8" }).stdout ?? "";
  const [, name, number] = /users:\(\("([^"]+)",pid=(\d+)/.exec(listing) ?? [];
  return name && number ? `${name}, process ${number}` : null;
}
