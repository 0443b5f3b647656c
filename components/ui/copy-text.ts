"use client";
import { toast } from "./toast";

/** Puts text on the clipboard and says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`Copied ${text}`);
  } catch {
    toast.error(`Your browser did not allow copying. The text is ${text}`);
  }
}
