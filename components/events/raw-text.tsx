/** What Jetpay sent, letter by letter. Always text: nothing in it is ever drawn as a page. */
export const RawText = ({ label, text }: { label: string; text: string }) => (
  <section aria-label={label}>
    <h3 className="mb-1 text-xs font-medium text-dim">{label}</h3>
    <pre
      tabIndex={0}
      className="max-h-[420px] overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs leading-normal break-all whitespace-pre-wrap"
    >
      {text}
    </pre>
  </section>
);
