/** Stands for a dialog or a menu that is on its way, so that the page's keys are off already; see `useKeys`. */
export const Opening = () => <div role="dialog" aria-busy="true" aria-label="Opening…" className="sr-only" />;
