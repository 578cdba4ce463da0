// A cell is a field with data-cell="<kind>:<row uuid>:<cell>" (its place). It knows three values:
//   heard(el)   what the server has, as far as this page has heard: the field's default value
//   typed(el)   what the author has finished typing: never a half-typed IME composition
//   el.value    what is on the screen
// It is unsaved while heard and typed differ.
import { root } from "./page.js";

export const LONGEST = 20000; // characters; the server refuses more (projects/saving/changes.py)

/** @type {WeakMap<Cell, string>} */
const finished = new WeakMap(); // element -> what was last typed to its end
/** @type {Map<Place, Cell>} */
const found = new Map(); // place -> element
/** @type {Set<HTMLElement>} */
const away = new Set(); // removed rows: out of the document, but not out of the world

/** @param {Cell} el @returns {Place} */
export const placeOf = (el) => el.dataset.cell || "";

// All fields of a row, a table or the page.
/** @param {ParentNode} around @returns {Cell[]} */
export const cellsWithin = (around) => Array.from(around.querySelectorAll("[data-cell]"));

/** @param {Place} place */
export function partsOf(place) {
  const [kind, id, cell] = place.split(":");
  return { kind, id, cell };
}

// The field of a place, on the page or in a row that was just removed.
/** @param {Place} place @returns {Cell | null} */
export function find(place) {
  const known = found.get(place);
  if (known && known.isConnected) return known;
  const el = search(place);
  if (el) found.set(place, el);
  return el;
}

/** @param {Place} place @returns {Cell | null} */
function search(place) {
  const selector = `[data-cell="${place}"]`;
  const rows = Array.from(away);
  /** @type {(Cell | null)[]} */
  const found = [root, ...rows].map((around) => around.querySelector(selector));
  return found.find(Boolean) || null;
}

/** @param {HTMLElement} row @param {boolean} isAway */
export const setAway = (row, isAway) => (isAway ? away.add(row) : away.delete(row));

/** @param {Cell} el @returns {string} */
export function heard(el) {
  if (!(el instanceof HTMLSelectElement)) return el.defaultValue;
  if (el.dataset.heard !== undefined) return el.dataset.heard;
  /** @type {HTMLOptionElement | null} */
  const chosen = el.querySelector("option[selected]") || el.options[0];
  return chosen ? chosen.value : "";
}

/** @param {Cell} el @param {string} value */
export function setHeard(el, value) {
  if (el instanceof HTMLSelectElement) {
    el.dataset.heard = value;
    return;
  }
  const shown = el.value;
  el.defaultValue = value;
  if (el.value !== shown) el.value = shown; // an untouched field follows its default; what it shows stays
}

// A value as this field shows it: one line in an input, as browsers and the server clean it.
/** @param {Element} el @param {string} value */
export function asShown(el, value) {
  const cleaned = value.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "");
  return el.tagName === "INPUT" ? cleaned.replace(/\n/g, "") : cleaned;
}

/** @param {Cell} el @returns {string} */
export function typed(el) {
  const words = finished.get(el);
  return words === undefined ? asShown(el, heard(el)) : words;
}

/** @param {Cell} el */
export const isUnsaved = (el) => typed(el) !== asShown(el, heard(el));

// What is on the screen is now finished. Returns what it was before.
/** @param {Cell} el */
export function finish(el) {
  const before = typed(el);
  finished.set(el, asShown(el, el.value));
  return before;
}

// Puts words into a field as if typed; listeners of `input` (sums, the grid) hear of it, undo does not.
/** @type {Cell | null} */
let putting = null;
/** @param {Cell} el */
export const isBeingPut = (el) => putting === el;
/** @param {Cell} el @param {string} value */
export function put(el, value) {
  const outer = putting;
  putting = el;
  try {
    el.value = value;
    finish(el);
    el.dispatchEvent(new Event("input", { bubbles: true }));
  } finally {
    putting = outer;
  }
}

// What the cell is called, for sentences.
/** @param {Place} place */
export function labelOf(place) {
  const el = find(place);
  if (!el) return "";
  const label = el.getAttribute("aria-label") || wordsOf(el.labels && el.labels[0], el);
  const own = label || el.title || partsOf(place).cell;
  return `${rowNumberOf(el)}${own.trim()}`;
}

// In a table of several rows, which one.
/** @param {Cell} el */
function rowNumberOf(el) {
  const row = el.closest("[data-row]");
  if (!row || !row.parentElement) return "";
  const rows = Array.from(row.parentElement.children).filter((each) => each.matches("[data-row]"));
  return rows.length > 1 ? `第${rows.indexOf(row) + 1}行 ` : "";
}

// A label may hold its field, and its field's words are not its own.
/** @param {HTMLElement | null | undefined} label @param {Cell} el */
const wordsOf = (label, el) =>
  label && Array.from(label.childNodes, (node) => (node.contains(el) ? "" : node.textContent)).join("").trim();
