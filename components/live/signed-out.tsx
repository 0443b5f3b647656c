"use client";
import { useNews } from "./live-provider";

/** Told as the last word of a stream whose sign-in somebody has ended. */
const SIGNED_OUT = "signed_out";

/** Loads the page anew once its sign-in was ended, which leads to signing in. Nothing of it stays in the tab. */
export function SignedOut() {
  useNews((topics) => {
    if (topics.includes(SIGNED_OUT)) window.location.reload();
  });
  return null;
}
