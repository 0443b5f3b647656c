// No dependency: this runs before node_modules exists.

const isTerminal = process.stdout.isTTY === true && !process.env.CI;
const colour = isTerminal && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const dim = (text) => paint("2", text);
export const bold = (text) => paint("1", text);
export const red = (text) => paint("31", text);
export const green = (text) => paint("32", text);

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const clearLine = () => process.stdout.write("\r\u001b[2K");

/** A message for people, shown without a stack. */
export class CannotStart extends Error {
  name = "CannotStart";
}

/** Does `work` under a line that says how long it takes. `work` is given a function that changes what the line says. */
export async function step(title, work) {
  const since = Date.now();
  let note = "";
  const draw = () => {
    clearLine();
    process.stdout.write(`  … ${title}${note} ${dim(seconds(since))}`);
  };
  const timer = isTerminal ? setInterval(draw, 200) : null;
  if (!isTerminal) process.stdout.write(`  … ${title}\n`);
  const tell = (text) => {
    note = text === "" ? "" : `: ${text}`;
    if (!isTerminal) process.stdout.write(`      ${text}\n`);
  };
  try {
    const result = await work(tell);
    if (timer) clearLine();
    process.stdout.write(`  ${green("✓")} ${title} ${dim(seconds(since))}\n`);
    return result;
  } catch (error) {
    if (timer) clearLine();
    process.stdout.write(`  ${red("✗")} ${title} ${dim(seconds(since))}\n`);
    throw error;
  } finally {
    if (timer) clearInterval(timer);
  }
}

/** A whole line above whatever step is running. */
export function say(line) {
  if (isTerminal) clearLine();
  process.stdout.write(`${line}\n`);
}

/** Says why it ends and ends. What people can mend is one sentence; anything else keeps its stack. */
export function giveUp(error) {
  const isPlain = error instanceof CannotStart || error?.name === "BadSetting";
  const text = isPlain ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`\n${red("Cannot go on.")} ${text.split("\n").join("\n  ")}\n`);
  process.exitCode = 1;
}
