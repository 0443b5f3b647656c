import { ROLE_WORDS, rolesThatMay, type Deed } from "@/lib/domain/deeds";

/** In place of what this colleague may not do: who can. */
export const OnlyFor = ({ deed, what }: { deed: Deed; what: string }) => (
  <p className="text-sm text-dim">
    {what} an{" "}
    {rolesThatMay(deed)
      .map((role) => ROLE_WORDS[role].toLowerCase())
      .join(" or ")}
    .
  </p>
);
