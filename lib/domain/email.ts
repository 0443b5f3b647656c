/** Longest address a mail server must carry. Source: RFC 5321, section 4.5.3.1, less the angle brackets. */
const LONGEST_EMAIL = 254;
const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/** Why this is not an e-mail address, in a sentence for the person who typed it; null when it is one. */
export function obstacleToEmail(text: string): string | null {
  if (text === "") return "The e-mail address is missing.";
  if (text.length > LONGEST_EMAIL) return `The e-mail address is longer than ${LONGEST_EMAIL} characters.`;
  const no = (why: string) => `“${text}” is not an e-mail address: ${why}.`;
  if (/[\s\p{Cc}]/u.test(text)) return no("it must not contain a space");
  const [local = "", domain, ...more] = text.split("@");
  if (domain === undefined) return no("it has no @");
  if (more.length > 0) return no("it has more than one @");
  if (local === "") return no("something must come before the @");
  if (domain === "") return no("something must follow the @");
  if (!LOCAL_PART.test(local) || /^\.|\.\.|\.$/.test(local))
    return no("what comes before the @ cannot be right");
  const labels = domain.split(".");
  if (labels.length < 2) return no(`“${domain}” needs an ending, such as .ca or .com`);
  if (!labels.every((label) => DOMAIN_LABEL.test(label))) return no(`“${domain}” cannot be right`);
  return null;
}
