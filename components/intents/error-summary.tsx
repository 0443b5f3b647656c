"use client";
import { useEffect, useRef } from "react";
import type { Problem } from "./use-action";

/** The place of one field in a form; the summary sends people here. */
export const fieldPlace = (name: string): string => `field-${name}`;

/** Gives one field the keyboard; of a choice, what is chosen. */
export function goToField(name: string): void {
  const place = document.getElementById(fieldPlace(name));
  const control =
    place?.querySelector<HTMLElement>("input:checked") ??
    place?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
  control?.focus();
}

/** What keeps a form from being sent, each line leading to its field. Takes the focus when it appears. */
export function ErrorSummary({
  problem,
  labels,
}: {
  problem: Problem | null;
  labels: Readonly<Record<string, string>>;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) box.current?.focus();
  }, [problem]);
  if (problem === null) return null;
  const known = Object.entries(problem.fields).filter(([name]) => name in labels);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-lg border border-bad bg-bad-soft px-4 py-3 text-sm outline-offset-2"
    >
      <p className="font-semibold">
        {known.length > 0 ? "This was not sent. Look at these fields:" : problem.message}
      </p>
      {known.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {known.map(([name, words]) => (
            <li key={name}>
              <a
                href={`#${fieldPlace(name)}`}
                className="underline"
                onClick={(event) => {
                  event.preventDefault();
                  goToField(name);
                }}
              >
                {labels[name]}
              </a>
              : {words}
            </li>
          ))}
        </ul>
      )}
      {problem.reference !== null && (
        <p className="mt-1 text-dim">
          Reference number <span className="font-mono text-xs select-all">{problem.reference}</span>
        </p>
      )}
    </div>
  );
}
