"use client";
import { useEffect, useRef, useState } from "react";

type Progress = "idle" | "searching" | "found" | "failed";
export type Search<Option> = { readonly progress: Progress; readonly options: readonly Option[] };
type Answer<Option> = Search<Option> & { readonly query: string };

const PAUSE_MS = 140;

/** Asks once typing rests; an answer to an older question is dropped. An empty question is not asked. */
export function useSearch<Option>(
  query: string,
  search: (query: string) => Promise<readonly Option[]>,
): Search<Option> {
  const [answer, setAnswer] = useState<Answer<Option> | null>(null);
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  useEffect(() => {
    if (query === "") return;
    let isCurrent = true;
    const tell = (progress: Progress, options: readonly Option[]) => {
      if (isCurrent) setAnswer({ query, progress, options });
    };
    const timer = setTimeout(() => {
      latest.current(query).then(
        (options) => tell("found", options),
        () => tell("failed", []),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query]);
  if (query === "") return { progress: "idle", options: [] };
  return answer?.query === query ? answer : { progress: "searching", options: [] };
}
