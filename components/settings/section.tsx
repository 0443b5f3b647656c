import type { ReactNode } from "react";

/** One subject of the settings. */
export const Section = ({
  id,
  title,
  about,
  children,
}: {
  id: string;
  title: string;
  about: string;
  children: ReactNode;
}) => (
  <section
    aria-labelledby={id}
    className="flex flex-col gap-3 border-t border-line py-6 first:border-0 first:pt-2"
  >
    <div>
      <h2 id={id} className="text-md font-semibold">
        {title}
      </h2>
      <p className="text-sm text-dim">{about}</p>
    </div>
    {children}
  </section>
);
