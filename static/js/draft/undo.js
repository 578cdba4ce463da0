// Undo and redo across the page, beyond the browser's own that ends at the edge of a field.
// A step is a list of changes: of a cell {place, before, after}, or of a row {back, forth} (functions of rows.js).
// What happens in one turn of the browser (a pasted block, a row with its cells) is one step,
// and so is typing in one cell until a pause of a second.
import { asShown, find, placeOf, put, typed } from "./cells.js";
import { targetOf } from "./dom.js";
import { isWritable, root } from "./page.js";
import { announce } from "./state.js";

const PAUSE = 1000; // ms
const MOST = 500; // steps kept

/** @type {UndoStep[]} */
const done = [];
/** @type {UndoStep[]} */
const undone = [];
/** @type {UndoStep | null} */
let turn = null; // the step of this turn of the browser
let isApplying = false;

/** @param {Place} place @param {string} before @param {string} after */
export const recordCell = (place, before, after) => record({ place, before, after });
/** @param {() => void} back @param {() => void} forth */
export const recordRow = (back, forth) => record({ back, forth });

/** @param {UndoChange} change */
function record(change) {
  if (isApplying) return;
  undone.length = 0;
  const last = done[done.length - 1];
  const step = turn || (goesOn(last, change) ? last : begin());
  add(step.changes, change);
  step.at = Date.now();
  if (!turn) setTimeout(() => { turn = null; }, 0);
  turn = step;
}

function begin() {
  done.push({ changes: [], at: 0 });
  if (done.length > MOST) done.shift();
  return done[done.length - 1];
}

/** @param {UndoStep | undefined} step @param {UndoChange} change @returns {step is UndoStep} */
const goesOn = (step, { place }) =>
  step !== undefined && place !== undefined && step.changes.length === 1 && step.changes[0].place === place && Date.now() - step.at < PAUSE;

// What follows is a step of its own, however soon it comes.
function endTyping() {
  if (!turn && done.length) done[done.length - 1].at = 0;
}

// Two changes of one cell in one step are one.
/** @param {UndoChange[]} changes @param {UndoChange} change */
function add(changes, change) {
  const same = changes.find((each) => each.place !== undefined && each.place === change.place);
  if (same && same.place !== undefined && change.place !== undefined) same.after = change.after;
  else changes.push(change);
}

export const undo = () => apply(done, undone, "back", "没有可以撤销的修改");
export const redo = () => apply(undone, done, "forth", "没有可以重做的修改");

/** @param {UndoStep[]} from @param {UndoStep[]} to @param {"back" | "forth"} way @param {string} nothing */
function apply(from, to, way, nothing) {
  if (!isWritable()) return;
  const step = from.pop();
  if (!step) {
    announce(nothing);
    return;
  }
  const changes = way === "back" ? step.changes.slice().reverse() : step.changes;
  isApplying = true;
  try {
    const kept = changes.filter((change) => !(change.place === undefined ? (change[way](), true) : applyCell(change, way)));
    if (kept.length) announce(`${kept.length} 处已有他人的新内容，没有改动`);
  } finally {
    isApplying = false;
  }
  step.at = 0;
  to.push(step);
  focusFirst(step.changes);
}

/** @param {UndoChange[]} changes */
function focusFirst(changes) {
  const places = changes.flatMap(({ place }) => place || []);
  const el = places.length ? find(places[0]) : null;
  if (el && el.isConnected) el.focus();
}

// Only where the author's own words still stand: another's newer ones stay.
/** @param {{ place: Place, before: string, after: string }} change @param {"back" | "forth"} way */
function applyCell({ place, before, after }, way) {
  const [from, to] = way === "back" ? [after, before] : [before, after];
  const el = find(place);
  if (!el || typed(el) !== from) return false;
  put(el, to);
  return true;
}

// For a change that is not typed but may be undone like one (another's words taken in a conflict, a recovery).
/** @param {Cell} el @param {string} value */
export function replace(el, value) {
  const before = typed(el);
  const after = asShown(el, value);
  put(el, after);
  endTyping();
  if (after !== before) recordCell(placeOf(el), before, after);
}

export function startUndo() {
  document.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing;
    const key = event.key.toLowerCase();
    if (!isCommand || event.defaultPrevented || !["z", "y"].includes(key) || isElsewhere(targetOf(event))) return;
    event.preventDefault();
    (key === "y" || event.shiftKey ? redo : undo)();
  });
  // The browser's own menu (撤销, 重做) asks for the same thing.
  root.addEventListener("beforeinput", (event) => {
    if (!["historyUndo", "historyRedo"].includes(event.inputType) || isElsewhere(targetOf(event))) return;
    event.preventDefault();
    (event.inputType === "historyUndo" ? undo : redo)();
  });
}

// A field that is no cell (a search box, the login) keeps the browser's own undo.
/** @param {HTMLElement} target */
const isElsewhere = (target) => target.matches("input, textarea, select") && !target.matches("[data-cell]");
