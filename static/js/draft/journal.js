// The journal: while one types, and at the latest every half second, the unsaved words go into the browser's database,
// and out again when the server has acknowledged them. What is found there at a later visit is recovery.js's matter.
import { plan, user } from "./page.js";
import { change } from "./store.js";
import { isEverythingSaved, onUnsaved, unsavedRows, unsavedWords } from "./unsaved.js";

const PAUSE = 250; // ms after a letter
const MOST_WAIT = 500; // ms while one types on

export const visit = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
/** @type {Map<Place, string>} */
const written = new Map(); // place -> the words that stand in the journal
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {number | null} */
let since = null;
let writing = Promise.resolve();
let isBroken = false;

export const keepsWords = () => !isBroken;

function current() {
  const words = unsavedWords().map((each) => ({ ...each, stamp: `${each.was}\n${each.now}` }));
  const rows = unsavedRows().map(({ kind, id, parent, after }) => ({
    place: `row:${id}`, label: "新增的一行", was: "", now: "", row: { kind, id, parent, after }, stamp: String(after),
  }));
  /** @type {(UnsavedWords & { row?: JournalRow, stamp: string })[]} */
  const all = [...words, ...rows];
  return new Map(all.map((each) => [each.place, each]));
}

function touched() {
  if (written.size === 0 && isEverythingSaved()) return;
  since = since || Date.now();
  clearTimeout(timer);
  timer = setTimeout(writeNow, Math.max(0, Math.min(PAUSE, since + MOST_WAIT - Date.now())));
}

// One write after the other; resolves when what is unsaved now is in the journal.
export function writeNow() {
  clearTimeout(timer);
  since = null;
  writing = writing.then(write).then(() => { isBroken = false; }, () => { isBroken = true; });
  return writing;
}

async function write() {
  const now = current();
  const gone = Array.from(written.keys()).filter((place) => !now.has(place));
  const fresh = Array.from(now.values()).filter((each) => written.get(each.place) !== each.stamp);
  if (!gone.length && !fresh.length) return;
  const about = { user, plan, page: visit, path: window.location.pathname, title: document.title, time: Date.now() };
  const records = fresh.map(({ stamp, ...each }) => ({ ...each, ...about }));
  await change(records, gone.map((place) => ({ ...about, place })));
  gone.forEach((place) => written.delete(place));
  fresh.forEach((each) => written.set(each.place, each.stamp));
}

export function startJournal() {
  onUnsaved(touched);
}
