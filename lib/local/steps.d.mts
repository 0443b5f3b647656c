/** A message for people, shown without a stack. */
export class CannotStart extends Error {}

export type Tell = (text: string) => void;

/** Does `work` under a line that says how long it takes. */
export function step<Result>(title: string, work: (tell: Tell) => Result | Promise<Result>): Promise<Result>;
export function say(line: string): void;
export function giveUp(error: unknown): void;
export function dim(text: string): string;
export function bold(text: string): string;
export function red(text: string): string;
export function green(text: string): string;
