import { MERCHANT_NAME } from "./merchant";
import type { Complaints, Method, Values } from "./page-form";
import type { TransactionRow } from "./transactions";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escape = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

export const dollars = (cents: number) =>
  new Intl.NumberFormat("en-CA", { style: "currency", currency: "CAD" }).format(cents / 100);

const STYLE = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:#f4f5f7;color:#16181d;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:27rem;margin:0 auto;padding:2rem 1rem 4rem}
.brand{font-weight:600;color:#4a5160;margin:0 0 1rem;text-align:center}
.card{background:#fff;border:1px solid #e1e4ea;border-radius:14px;padding:1.5rem;box-shadow:0 1px 2px #16181d0d}
h1{font-size:1.25rem;margin:0 0 .25rem}
.amount{font-size:2.25rem;font-weight:650;letter-spacing:-.02em;margin:.25rem 0;font-variant-numeric:tabular-nums}
.about{color:#4a5160;margin:0 0 1.25rem;overflow-wrap:anywhere}
nav{display:grid;grid-template-columns:1fr 1fr;gap:.25rem;background:#eceef2;border-radius:10px;padding:.25rem;margin-bottom:1.25rem}
nav a{text-align:center;padding:.5rem;border-radius:8px;color:#343a46;text-decoration:none;font-weight:500}
nav a[aria-current]{background:#fff;color:#16181d;box-shadow:0 1px 2px #16181d1a}
.field{margin-bottom:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
.pair label{font-size:.8125rem;white-space:nowrap}
label{display:block;font-size:.875rem;font-weight:550;margin-bottom:.3rem}
input[type=text]{width:100%;font:inherit;padding:.6rem .75rem;border:1px solid #8b93a3;border-radius:8px;background:#fff;color:inherit}
input[aria-invalid=true]{border-color:#b3261e}
.why{color:#b3261e;font-size:.875rem;margin:.3rem 0 0}
.hint{color:#4a5160;font-size:.8125rem;margin:.3rem 0 0}
fieldset{border:1px solid #e1e4ea;border-radius:10px;padding:1rem;margin:0 0 1rem}
legend{font-weight:600;padding:0 .35rem}
.terms{font-size:.875rem;color:#343a46;margin:0 0 .75rem}
.tick{display:flex;gap:.6rem;align-items:flex-start}
.tick input{width:1.15rem;height:1.15rem;margin:.1rem 0 0;accent-color:#1f5eff}
.tick label{margin:0;font-weight:500}
button{width:100%;font:inherit;font-weight:600;color:#fff;background:#1b55e3;border:0;border-radius:10px;padding:.8rem;cursor:pointer}
button:hover{background:#1747c0}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #8fb0ff;outline-offset:1px}
.alert{background:#fdecea;border:1px solid #f0b8b3;color:#8c1d18;border-radius:10px;padding:.75rem 1rem;margin:0 0 1rem}
.foot{color:#5a6170;font-size:.8125rem;text-align:center;margin-top:1.25rem}
.done{text-align:center}
.mark{display:grid;place-items:center;width:3.5rem;height:3.5rem;margin:0 auto 1rem;border-radius:50%;background:#e3f5e9;color:#11702f;font-size:1.75rem}
`;

export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">${MERCHANT_NAME}</p>
<div class="card">${content}</div>
<p class="foot">Practice Jetpay: no money moves here.</p>
</main>
</body>
</html>`;
}

/** A page with a heading and a sentence and nothing to fill in. */
export function noticePage(title: string, sentence: string, isGood = false): string {
  const mark = isGood ? '<div class="mark" aria-hidden="true">&#10003;</div>' : "";
  return page(
    title,
    `<div class="done">${mark}<h1>${escape(title)}</h1><p class="about">${escape(sentence)}</p></div>`,
  );
}

export type Shown = { method: Method; values: Values; complaints: Complaints; alert: string | null };

export function paymentPage(transaction: TransactionRow, shown: Shown): string {
  const isDebit = transaction.direction === "debit";
  const verb = isDebit ? "Pay" : "Receive";
  const title = isDebit ? `Pay ${MERCHANT_NAME}` : `Receive ${dollars(transaction.amount)}`;
  const fields = shown.method === "card" ? cardFields(shown) : bankFields(shown, isDebit);
  const note = transaction.note ? `${transaction.statement} · ${transaction.note}` : transaction.statement;
  return page(
    title,
    `<h1>${escape(title)}</h1>
<p class="amount">${dollars(transaction.amount)}</p>
<p class="about">${escape(note)}</p>
${shown.alert ? `<p class="alert" role="alert">${escape(shown.alert)}</p>` : ""}
${isDebit ? tabs(shown.method) : ""}
<form method="post" action="/payment/pay/${transaction.id}" novalidate>
<input type="hidden" name="method" value="${shown.method}">
${fields}
<button type="submit">${verb} ${dollars(transaction.amount)}</button>
</form>`,
  );
}

function tabs(method: Method): string {
  const tab = (value: Method, words: string) =>
    `<a href="?method=${value}"${value === method ? ' aria-current="page"' : ""}>${words}</a>`;
  return `<nav aria-label="How to pay">${tab("card", "Card")}${tab("bank", "Bank account")}</nav>`;
}

type Field = { name: string; label: string; hint?: string; numeric?: true; autocomplete?: string };

function field(
  { values, complaints }: Pick<Shown, "values" | "complaints">,
  { name, label, hint, numeric, autocomplete }: Field,
): string {
  const why = complaints[name];
  const described = [why ? `${name}-why` : "", hint ? `${name}-hint` : ""].filter(Boolean).join(" ");
  return `<div class="field">
<label for="${name}">${label}</label>
<input type="text" id="${name}" name="${name}" value="${escape(values[name] ?? "")}" autocomplete="${autocomplete ?? "off"}"${
    numeric ? ' inputmode="numeric"' : ""
  }${why ? ' aria-invalid="true"' : ""}${described ? ` aria-describedby="${described}"` : ""} required>
${hint ? `<p class="hint" id="${name}-hint">${hint}</p>` : ""}${complaint(name, why)}
</div>`;
}

const complaint = (name: string, why: string | undefined) =>
  why ? `<p class="why" id="${name}-why">${escape(why)}</p>` : "";

export function cardFields(shown: Pick<Shown, "values" | "complaints">): string {
  return `${field(shown, { name: "card_number", label: "Card number", numeric: true, autocomplete: "cc-number" })}
<div class="pair">
${field(shown, { name: "expiry", label: "Expiry", hint: "MM/YY", autocomplete: "cc-exp" })}
${field(shown, { name: "security_code", label: "Security code", numeric: true, autocomplete: "cc-csc" })}
</div>
${field(shown, { name: "card_name", label: "Name on card", autocomplete: "cc-name" })}`;
}

function bankFields(shown: Shown, needsMandate: boolean): string {
  return `<div class="pair">
${field(shown, { name: "institution_number", label: "Institution number", hint: "3 digits", numeric: true })}
${field(shown, { name: "transit_number", label: "Transit number", hint: "5 digits", numeric: true })}
</div>
${field(shown, { name: "account_number", label: "Account number", hint: "7 to 12 digits", numeric: true })}
${field(shown, { name: "holder_name", label: "Account holder", autocomplete: "name" })}
${needsMandate ? mandate(shown) : ""}`;
}

/** Payments Canada Rule H1 asks for a signed agreement before an account is debited. */
function mandate(shown: Shown): string {
  const { values, complaints } = shown;
  const why = complaints.agree;
  return `<fieldset>
<legend>Your agreement</legend>
<p class="terms">I authorize ${MERCHANT_NAME} to debit the account above once, for the amount shown. I may cancel before the money is taken, and I have recourse rights if a debit does not comply with this agreement.</p>
<div class="field">
<div class="tick">
<input type="checkbox" id="agree" name="agree"${values.agree === "on" ? " checked" : ""}${
    why ? ' aria-invalid="true" aria-describedby="agree-why"' : ""
  }>
<label for="agree">I agree to this pre-authorized debit</label>
</div>
${complaint("agree", why)}
</div>
${field(shown, { name: "mandate_name", label: "Your name, as a signature", autocomplete: "name" })}
</fieldset>`;
}
