"use client";
import { classes } from "./classes";
import { Icon } from "./icon";
import { THEMES } from "./theme";
import { THEME_LOOK, useTheme } from "./use-theme";

/** Light, dark, or as the device says. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="flex gap-0.5 rounded-[var(--radius)] bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((choice) => (
        <label
          key={choice}
          title={THEME_LOOK[choice].label}
          className={classes(
            "grid h-7 flex-1 cursor-pointer place-items-center rounded-[4px] px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
            theme === choice
              ? "bg-surface text-text shadow-[0_0_0_1px_var(--line-strong)]"
              : "text-dim hover:text-text",
          )}
        >
          <input
            type="radio"
            name="theme"
            value={choice}
            checked={theme === choice}
            onChange={() => setTheme(choice)}
            className="sr-only"
          />
          <Icon name={THEME_LOOK[choice].icon} label={THEME_LOOK[choice].label} />
        </label>
      ))}
    </fieldset>
  );
}
