export const ROOT: string;

/** Everything that must be there before TypeScript can run: a new enough Node, packages, Prisma's client. */
export function prepare(): Promise<void>;

/** Builds the web when what it is built from has changed since. */
export function ensureBuilt(signal?: AbortSignal): Promise<void>;
