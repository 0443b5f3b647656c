import { auditSentence } from "../domain/audit";
import { Refusal } from "../domain/refusal";
import { openDesk, type Desk } from "../runtime/desk";
import { eraseAsSetup } from "../runtime/erase";
import { loadSettings } from "../runtime/settings";

const USAGE = 'Usage: npm run audit:erase -- <id of the entry> "why it is erased"';

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);
const complain = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** Reads the whole audit trail. 0 when it is whole, 1 when it is not. */
async function verify(desk: Desk): Promise<number> {
  const verdict = await desk.audit.verify();
  const isWhole = verdict.bad === null;
  (isWhole ? say : complain)(auditSentence(verdict));
  if (desk.settings.auditAnchorFile !== null) say(`Anchors: ${desk.settings.auditAnchorFile}`);
  return isWhole ? 0 : 1;
}

/** Takes what is personal out of one entry, on the record. */
async function erase(desk: Desk, [entryId = "", reason = ""]: readonly string[]): Promise<number> {
  try {
    await eraseAsSetup(desk, { entryId, reason });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    complain(`${refusal.message}\n${USAGE}`);
    return 1;
  }
  say(`What was personal in entry ${entryId} is gone. That it was erased, and why, is in the audit trail.`);
  return 0;
}

const [verb, ...args] = process.argv.slice(2);
const settings = loadSettings(process.env);
const { database } = settings;
// Only the owner may erase; what serves the desk need not have that power.
const url = verb === "erase" ? database.migrateUrl : database.url;
const desk = openDesk({ ...settings, database: { ...database, url } }, { name: "audit" });
process.exitCode = verb === "erase" ? await erase(desk, args) : await verify(desk);
await desk.close();
