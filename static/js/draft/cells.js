// A cell is a field with data-cell="<kind>:<row uuid>:<cell>" (its place). It knows three values:
//   heard(el)   what the server has, as far as this page has heard: the field's default value
//   typed(el)   what the author has finished typing: never a half-typed IME composition
//   el.value    what is on the screen
// It is unsaved while heard and typed differ.
import { root } from "./page.js";

export const LONGEST = 20000; // characters; the server refuses more (projects/saving/changes.py)

const finished = new WeakMap(); // element -> what was last typed to its end
const found = new Map(); // place -> element
const away = new Set(); // removed rows: out of the document, but not out of the world

export const placeOf = (el) => el.dataset.cell;

export function partsOf(place) {
  const [kind, id, cell] = place.split(":");
  return { kind, id, cell };
}

// The field of a place, on the page or in a row that was just removed.
export function find(place) {
  const known = found.get(place);
  if (known && known.isConnected) return known;
  const el = search(place);
  if (el) found.set(place, el);
  return el;
}

function search(place) {
  const selector = `[data-cell="${place}"]`;
  const rows = Array.from(away);
  return root.querySelector(selector) || rows.reduce((found, row) => found || row.querySelector(selector), null);
}

export const setAway = (row, isAway) => (isAway ? away.add(row) : away.delete(row));

export function heard(el) {
  if (el.tagName !== "SELECT") return el.defaultValue;
  if (el.dataset.heard !== undefined) return el.dataset.heard;
  const chosen = el.querySelector("option[selected]") || el.options[0];
  return chosen ? chosen.value : "";
}

export function setHeard(el, value) {
  if (el.tagName === "SELECT") {
    el.dataset.heard = value;
    return;
  }
  const shown = el.value;
  el.defaultValue = value;
  if (el.value !== shown) el.value = shown; // an untouched field follows its default; what it shows stays
}

// A value as this field shows it: one line in an input, as browsers and the server clean it.
export function asShown(el, value) {
  const cleaned = value.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "");
  return el.tagName === "INPUT" ? cleaned.replace(/\n/g, "") : cleaned;
}

export const typed = (el) => (finished.has(el) ? finished.get(el) : asShown(el, heard(el)));

export const isUnsaved = (el) => typed(el) !== asShown(el, heard(el));

// What is on the screen is now finished. Returns what it was before.
export function finish(el) {
  const before = typed(el);
  finished.set(el, asShown(el, el.value));
  return before;
}

// Puts words into a field as if typed; listeners of `input` (sums, the grid) hear of it, undo does not.
let putting = null;
export const isBeingPut = (el) => putting === el;
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
export function labelOf(place) {
  const el = find(place);
  if (!el) return "";
  const label = el.getAttribute("aria-label") || wordsOf(el.labels && el.labels[0], el);
  const own = label || el.title || partsOf(place).cell;
  return `${rowNumberOf(el)}${own.trim()}`;
}

// In a table of several rows, which one.
function rowNumberOf(el) {
  const row = el.closest("[data-row]");
  if (!row || !row.parentElement) return "";
  const rows = Array.from(row.parentElement.children).filter((each) => each.matches("[data-row]"));
  return rows.length > 1 ? `第${rows.indexOf(row) + 1}行 ` : "";
}

// A label may hold its field, and its field's words are not its own.
const wordsOf = (label, el) =>
  label && Array.from(label.childNodes, (node) => (node.contains(el) ? "" : node.textContent)).join("").trim();
