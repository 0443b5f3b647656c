export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

/** Anything unknown reads as the device's own theme. */
export const themeFrom = (text: string | undefined): Theme =>
  THEMES.find((theme) => theme === text) ?? "system";
