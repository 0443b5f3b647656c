"use client";
import { useSyncExternalStore } from "react";
import type { IconName } from "./icon";
import { type Theme, THEME_COOKIE, themeFrom } from "./theme";

export const THEME_LOOK: Record<Theme, { label: string; icon: IconName }> = {
  light: { label: "Light", icon: "sun" },
  dark: { label: "Dark", icon: "moon" },
  system: { label: "As the device", icon: "screen" },
};
const YEAR_S = 31_536_000;
const watchers = new Set<() => void>();

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** The cookie lets the server draw the right theme at once, without a flash. */
function keep(theme: Theme) {
  document.documentElement.dataset["theme"] = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
  for (const tell of watchers) tell();
}

/** Null on the server and while hydrating. */
export const useTheme = (): [Theme | null, (theme: Theme) => void] => [
  useSyncExternalStore<Theme | null>(
    watch,
    () => themeFrom(document.documentElement.dataset["theme"]),
    () => null,
  ),
  keep,
];
