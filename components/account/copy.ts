import { toast } from "@/components/ui/toast";

/** Puts a secret on the clipboard and says so, without repeating it. */
export async function copySecret(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`Copied ${what}`);
  } catch {
    toast.error("Your browser did not allow copying. Select the text, or write it down.");
  }
}
