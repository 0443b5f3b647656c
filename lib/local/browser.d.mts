/** The path of a browser that Playwright can drive. Throws CannotStart where there is none and none can be installed. */
export function findBrowser(): Promise<string>;
