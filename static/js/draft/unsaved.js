// What the server has not acknowledged yet: cells, and changes of rows in their order.
// The queue takes a request from here (compose) and gives back what became of it (cellIsSaved, rowsAreDone, lost).
import { LONGEST, cellsWithin, find, heard, isUnsaved, labelOf, partsOf, placeOf, setHeard, typed } from "./cells.js";

const MOST_TEXT = 400000; // characters a request
export const MOST_CHANGES = 1000;

/** @type {Set<Place>} */
const cells = new Set(); // places
/** @type {RowChange[]} */
let rowChanges = []; // {do, kind, id, parent, after, row}
/** @type {Map<Place, string[]>} */
const adrift = new Map(); // place -> words that were sent and never answered: the server may have them
/** @type {Map<Place, string | null>} */
const waiting = new Map(); // place -> words that are not sent as long as they stay; null: a conflict is open
/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} listener */
export const onUnsaved = (listener) => listeners.push(listener);

// Once a turn: a pasted block changes hundreds of cells.
let isTelling = false;
function tell() {
  if (isTelling) return;
  isTelling = true;
  queueMicrotask(() => {
    isTelling = false;
    listeners.forEach((listener) => listener());
  });
}

/** @param {Cell} el */
export function noteCell(el) {
  const place = placeOf(el);
  if (isUnsaved(el) || adrift.has(place)) cells.add(place);
  else cells.delete(place);
  if (waiting.get(place) !== null && waiting.get(place) !== typed(el)) waiting.delete(place);
  tell();
}

/** @param {RowChange} change */
export function noteRow(change) {
  rowChanges.push(change);
  tell();
}

/** @param {Place} place */
export const isCellUnsaved = (place) => cells.has(place);
export const isEverythingSaved = () => cells.size === 0 && rowChanges.length === 0;

// Every unsaved cell as plain words, for the journal and for whoever wants to copy them.
/** @returns {UnsavedWords[]} */
export function unsavedWords() {
  return Array.from(cells).flatMap((place) => {
    const el = find(place);
    return el ? [{ place, was: heard(el), now: typed(el), label: labelOf(place) }] : [];
  });
}

// Rows that exist only here.
export const unsavedRows = () => rowChanges.filter((change) => change.do === "add" && change.row.isConnected);

/** @param {Place} place */
function isSendable(place) {
  const el = find(place);
  return el !== null && waiting.get(place) !== null && waiting.get(place) !== typed(el) && typed(el).length <= LONGEST;
}

export const hasSendable = () => rowChanges.length > 0 || Array.from(cells).some(isSendable);

// The next request, or null. Rows go first, in order; a row is removed only after the last words in it are saved.
// `flying` is a request that has not been answered when the page is left: its words count as stored.
/** @param {number} most @param {SaveRequest | null} [flying] @returns {SaveRequest | null} */
export function compose(most, flying) {
  const open = flying ? rowChanges.filter((change) => !flying.rows.includes(change)) : rowChanges;
  const stop = open.findIndex((change) => change.do === "remove" && hasSendableCell(change.row));
  const rows = open.slice(0, stop < 0 ? most : Math.min(stop, most));
  const request = { rows, cells: cellsBeside(open.slice(rows.length), most - rows.length, flying) };
  return request.rows.length + request.cells.length ? request : null;
}

/** @param {HTMLElement} row */
const hasSendableCell = (row) =>
  cellsWithin(row).some((el) => cells.has(placeOf(el)) && isSendable(placeOf(el)));

/** @param {RowChange[]} laterRows @param {number} most @param {SaveRequest | null} [flying] */
function cellsBeside(laterRows, most, flying) {
  const first = new Map(laterRows.slice().reverse().map((change) => [change.id, change.do]));
  /** @param {Place} place */
  const isThere = (place) => !["add", "restore"].includes(first.get(partsOf(place).id) || "");
  const places = Array.from(cells).filter((place) => isSendable(place) && isThere(place)).slice(0, most);
  let text = 0;
  return places.flatMap((place) => cellChange(place, flying)).filter((change) => {
    if (flying && change.was === change.now) return false; // on its way
    text += change.was.length + change.now.length;
    return text < MOST_TEXT || text === change.was.length + change.now.length;
  });
}

/** @param {Place} place @param {SaveRequest | null} [flying] @returns {CellChange[]} */
function cellChange(place, flying) {
  const el = find(place);
  if (!el) return [];
  const sent = flying && flying.cells.find((change) => change.place === place);
  return [{ place, was: sent ? sent.now : heard(el), now: typed(el) }];
}

// The server has these words now.
/** @param {Place} place @param {string} words */
export function cellIsSaved(place, words) {
  const el = find(place);
  adrift.delete(place);
  waiting.delete(place);
  if (!el) {
    cells.delete(place);
    return;
  }
  setHeard(el, words);
  noteCell(el);
}

/** @param {RowChange[]} changes */
export function rowsAreDone(changes) {
  rowChanges = rowChanges.filter((change) => !changes.includes(change));
  tell();
}

// No answer came: the server may have stored these words, so meeting them later is no conflict.
/** @param {SaveRequest} request */
export function lost(request) {
  request.cells.forEach(({ place, now }) => {
    adrift.set(place, [...(adrift.get(place) || []), now]);
    cells.add(place);
  });
  tell();
}

/** @param {Place} place @param {string} words */
export const isOwnLost = (place, words) => (adrift.get(place) || []).includes(words);

// Nothing of this cell is sent until the conflict is settled.
/** @param {Place} place */
export function holdBack(place) {
  waiting.set(place, null);
  adrift.delete(place);
}

/** @param {Place} place */
export function letGo(place) {
  waiting.delete(place);
  const el = find(place);
  if (el) noteCell(el);
}

// The server refuses these words: they wait, unsaved, until they are changed.
/** @param {SaveRequest} request */
export function refuse(request) {
  request.cells.forEach(({ place, now }) => waiting.set(place, now));
  rowsAreDone(request.rows);
}
