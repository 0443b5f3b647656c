import { PRIVATE_HEADERS } from "./http";
import { escape } from "./page-html";

/** A piece of HTML that is safe as it is; any other text in a cell is escaped. */
export type Markup = { readonly html: string };
export type Cell = string | number | null | undefined | Markup;

const isMarkup = (cell: Cell): cell is Markup => typeof cell === "object" && cell !== null;

export const markup = (html: string): Markup => ({ html });
export const link = (href: string, text: string): Markup =>
  markup(`<a href="${escape(href)}">${escape(text)}</a>`);
export const code = (text: string): Markup => markup(`<code>${escape(text)}</code>`);

const GOOD = new Set(["completed", "active", "paid"]);
const BAD = new Set(["failed", "returned"]);

/** A state as a small tag; its colour only underlines the word. */
export function tag(state: string): Markup {
  const tone = GOOD.has(state) ? " good" : BAD.has(state) ? " bad" : "";
  return markup(`<span class="tag${tone}">${escape(state.replaceAll("_", " "))}</span>`);
}

export function time(at: Date | string | null): Cell {
  if (at === null) return null;
  const iso = typeof at === "string" ? at : at.toISOString();
  return markup(`<time datetime="${escape(iso)}">${escape(iso.slice(0, 19).replace("T", " "))}</time>`);
}

export type Column = string | { readonly number: string };

const shown = (cell: Cell) => (isMarkup(cell) ? cell.html : escape(String(cell ?? "–")));

/** Wide ones scroll sideways inside their section, by keyboard too. */
function table(name: string, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const numeric = columns.map((column) => (typeof column === "string" ? "" : ' class="n"'));
  const head = columns
    .map((column, index) => {
      const words = typeof column === "string" ? column : column.number;
      return `<th scope="col"${numeric[index] ?? ""}>${escape(words)}</th>`;
    })
    .join("");
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, index) => `<td${numeric[index] ?? ""}>${shown(cell)}</td>`).join("")}</tr>`,
    )
    .join("\n");
  return `<div class="wrap" tabindex="0" role="region" aria-label="${escape(name)}"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

/** Terms with their values, for what is no table. */
export function facts(entries: readonly (readonly [string, Cell])[]): string {
  const items = entries.map(([term, value]) => `<div><dt>${escape(term)}</dt><dd>${shown(value)}</dd></div>`);
  return `<dl class="facts">${items.join("\n")}</dl>`;
}

export const section = (title: string, content: string, aside = "") =>
  `<section><h2>${escape(title)}</h2>${aside ? `<p class="aside">${escape(aside)}</p>` : ""}${content}</section>`;

export type Listing = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly aside?: string;
  readonly empty?: string;
};

export function listing({ title, columns, rows, aside, empty = "None yet." }: Listing): string {
  const content = rows.length > 0 ? table(title, columns, rows) : `<p class="none">${escape(empty)}</p>`;
  return section(title, content, aside);
}

const STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f9;--sheet:#fff;--ink:#16181d;--soft:#515867;--line:#dfe2e8;--link:#1b4fd1;--good:#0e6a2c;--good-ground:#e2f4e8;--bad:#a1221b;--bad-ground:#fdeceb;--tag:#eceef2}
@media (prefers-color-scheme:dark){:root{--ground:#111318;--sheet:#191c23;--ink:#e7e9ee;--soft:#a4abba;--line:#2d323d;--link:#93b2ff;--good:#7fd79b;--good-ground:#15301f;--bad:#ff9d96;--bad-ground:#3a1a18;--tag:#272b35}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;letter-spacing:-.01em;margin:0}
h2{font-size:1.05rem;margin:0 0 .5rem}
.lead{color:var(--soft);margin:.15rem 0 1rem}
.aside{color:var(--soft);font-size:.875rem;margin:-.3rem 0 .6rem}
section{background:var(--sheet);border:1px solid var(--line);border-radius:12px;padding:1rem;margin-top:1rem}
a{color:var(--link)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.75rem 1rem;margin:0}
.facts div{min-width:0}
dt{color:var(--soft);font-size:.8125rem}
dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.wrap{overflow-x:auto;margin:0 -1rem;padding:0 1rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{font-size:.75rem;font-weight:600;color:var(--soft);white-space:nowrap}
td{max-width:26rem;overflow-wrap:anywhere}
td time{white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,monospace}
strong code{font-weight:700}
.tag{display:inline-block;background:var(--tag);border-radius:6px;padding:0 .45rem;font-size:.8125rem;white-space:nowrap}
.tag.good{background:var(--good-ground);color:var(--good)}
.tag.bad{background:var(--bad-ground);color:var(--bad)}
.none{color:var(--soft);margin:0}
.deeds{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0 0}
button{font:inherit;font-weight:550;color:var(--ink);background:var(--sheet);border:1px solid var(--line);border-radius:8px;padding:.45rem .8rem;cursor:pointer}
button:hover{border-color:var(--soft)}
a:focus-visible,button:focus-visible,.wrap:focus-visible{outline:3px solid var(--link);outline-offset:1px}
`;

const HEADERS = {
  ...PRIVATE_HEADERS,
  "referrer-policy": "same-origin",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** A page of the sandbox's own, for whoever works with it. */
export function sheet(title: string, content: string) {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>`;
  return { status: 200, html, headers: HEADERS };
}
