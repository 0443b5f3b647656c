import { desk } from "../runtime/desk";

/** The address that an invitation's token is given out in. */
export const joinLink = (token: string): string =>
  new URL(`/join?token=${encodeURIComponent(token)}`, desk().settings.appUrl).href;
