"use client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FullTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { JoinLink } from "./staff-actions";

async function copy(link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    toast.success("Copied the invitation link");
  } catch {
    toast.error("Your browser did not allow copying. Select the link and copy it by hand.");
  }
}

/** The link somebody joins by, shown this once: it is not kept anywhere. */
export const JoinLinkDialog = ({
  joining,
  name,
  onClose,
}: {
  joining: JoinLink;
  name: string;
  onClose: () => void;
}) => (
  <Dialog
    isOpen
    onOpenChange={(isOpen) => !isOpen && onClose()}
    title={`The link for ${name}`}
    description="Give it to them yourself. It is shown this once, works once, and lets whoever has it join."
    actions={
      <>
        <Button variant="go" icon="copy" onClick={() => void copy(joining.link)}>
          Copy link
        </Button>
        <DialogClose>
          <Button>Done</Button>
        </DialogClose>
      </>
    }
  >
    {joining.waitsForConsent && (
      <Callout meaning="attention" icon="clock" title="It does not work yet">
        A second administrator has to consent to this role first. They find it on this page.
      </Callout>
    )}
    <p
      aria-label="Invitation link"
      className="rounded-lg border border-line bg-bg px-3 py-2 font-mono text-xs break-all select-all"
    >
      {joining.link}
    </p>
    <p className="text-xs text-dim">
      It works until <FullTime at={joining.expiresAt} />.
    </p>
  </Dialog>
);
