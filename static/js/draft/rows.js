// Rows that come, move, go and come back. For buttons, keys, paste and drag:
//
//   addRow(kind, {parent, after, id, cells})  clones the row's template; returns the new row element
//   moveRow(row, after)                       behind another row of its table
//   removeRow(row)                            takes it out; Ctrl+Z brings it back
//   restoreRow(row, after)                    puts a row back that was removed on this page
//
// `row` is the element or its uuid; `after` is the row to follow (element or uuid), null for the first place,
// left out for the last (restoreRow: for where it was). `parent` is the uuid in data-parent; `cells` is
// {cell name: words}. Each call is shown at once, undoable, and saved with the next autosave. What is called in one
// turn of the browser (rows added and `input` events dispatched by one paste) is undone in one step.
// The table hears of it by the bubbling event "draft:rows" with detail {do, kind, id}: renumber, redraw there.
// They do nothing and return null on a page that is not writable, and for a row that is not there to be moved.
import { cellsWithin, finish, partsOf, placeOf, put, setAway, setHeard } from "./cells.js";
import { one } from "./dom.js";
import { isWritable, root } from "./page.js";
import { changed } from "./typing.js";
import { recordRow } from "./undo.js";
import { noteCell, noteRow } from "./unsaved.js";

const PLACEHOLDER = /00000000-0000-0000-0000-000000000000/g;
/** @type {WeakMap<HTMLElement, { table: HTMLElement, after: HTMLElement | null }>} */
const whereItWas = new WeakMap(); // removed row -> {table, after}

/** @param {HTMLElement} row */
const placeOfRow = (row) => (row.dataset.row || "").split(":");

/** @param {RowOrId} row */
export const idOf = (row) => (typeof row === "string" ? row : placeOfRow(row)[1]);
/** @param {HTMLElement} row */
const kindOf = (row) => placeOfRow(row)[0];
/** Every row stands in a table. @param {HTMLElement} row */
const tableOf = (row) => /** @type {HTMLElement} */ (row.closest("[data-rows]"));
/** @param {HTMLElement} table @returns {HTMLElement[]} */
export function rowsOf(table) {
  /** @type {HTMLElement[]} */
  const rows = Array.from(table.querySelectorAll("[data-row]"));
  return rows.filter((row) => row.parentElement !== null && row.parentElement.closest("[data-rows]") === table);
}

/** @param {RowOrId} row @returns {HTMLElement | null} */
export function findRow(row) {
  return typeof row === "string" ? root.querySelector(`[data-row$=":${row}"]`) : row;
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // Chrome 90, and plain http
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** @param {string} kind @param {Newcomer} newcomer */
export function addRow(kind, { parent, after, id = newId(), cells = {} }) {
  if (!isWritable()) return null;
  const table = one(root, `[data-rows="${kind}"][data-parent="${parent}"]`, HTMLElement);
  const row = fromTemplate(kind, id);
  stand(row, table, after);
  tell("add", row, table);
  recordRow(() => leave(row), () => comeBack(row));
  cellsWithin(row).forEach((el) => fillNew(el, cells[partsOf(placeOf(el)).cell]));
  return row;
}

/** @param {RowOrId} row @param {RowOrId | null} [after] */
export function moveRow(row, after) {
  const moved = findRow(row);
  if (!isWritable() || !moved) return null;
  const before = previousOf(moved);
  goBehind(moved, after);
  const now = previousOf(moved);
  recordRow(() => goBehind(moved, before), () => goBehind(moved, now));
  return moved;
}

/** @param {RowOrId} row */
export function removeRow(row) {
  const removed = findRow(row);
  if (!isWritable() || !removed) return null;
  leave(removed);
  recordRow(() => comeBack(removed), () => leave(removed));
  return removed;
}

/** @param {HTMLElement} row @param {RowOrId | null} [after] */
export function restoreRow(row, after) {
  if (!isWritable() || row.isConnected) return null;
  comeBack(row, after);
  recordRow(() => leave(row), () => comeBack(row, after));
  return row;
}

/** @param {string} kind @param {string} id */
function fromTemplate(kind, id) {
  const template = one(document, `template[data-row-template="${kind}"]`, HTMLTemplateElement);
  const row = one(document.importNode(template.content, true), "[data-row]", HTMLElement);
  [row, ...row.querySelectorAll("*")].forEach((el) => {
    Array.from(el.attributes).forEach((attribute) => {
      if (attribute.value.includes("00000000-")) attribute.value = attribute.value.replace(PLACEHOLDER, id);
    });
  });
  return row;
}

// The server makes a new row with empty cells: what the template or the caller put in is the author's, to be saved.
/** @param {Cell} el @param {string | undefined} words */
function fillNew(el, words) {
  const value = words === undefined ? el.value : words;
  setHeard(el, "");
  finish(el);
  put(el, "");
  if (value) {
    el.value = value;
    changed(el);
  }
}

// Puts a row element into its table; nothing is noted.
/** @param {HTMLElement} row @param {HTMLElement} table @param {RowOrId | null} [after] */
export function stand(row, table, after) {
  const others = rowsOf(table).filter((other) => other !== row);
  const front = after === undefined ? others[others.length - 1] : after && findRow(after);
  if (front) front.after(row);
  else if (others.length) others[0].before(row);
  else table.append(row);
}

/** @param {HTMLElement} row */
function previousOf(row) {
  const rows = rowsOf(tableOf(row));
  const index = rows.indexOf(row);
  return index > 0 ? rows[index - 1] : null;
}

/** @param {HTMLElement} row @param {RowOrId | null} [after] */
function goBehind(row, after) {
  const table = tableOf(row);
  const active = document.activeElement;
  const field = active instanceof HTMLElement && row.contains(active) && active;
  stand(row, table, after);
  if (field) field.focus();
  tell("move", row, table);
}

/** @param {HTMLElement} row */
function leave(row) {
  const table = tableOf(row);
  const rows = rowsOf(table);
  const index = rows.indexOf(row);
  const next = rows[index + 1] || rows[index - 1];
  const hadFocus = row.contains(document.activeElement);
  whereItWas.set(row, { table, after: rows[index - 1] || null });
  row.remove();
  setAway(row, true);
  tell("remove", row, table);
  const [field] = hadFocus && next ? cellsWithin(next) : [];
  if (field) field.focus();
}

/** @param {HTMLElement} row @param {RowOrId | null} [after] */
function comeBack(row, after) {
  const { table, after: before } = wayBackOf(row);
  const front = after === undefined ? before : after;
  const there = front && findRow(front);
  stand(row, table, there && there.isConnected ? there : null);
  setAway(row, false);
  tell("restore", row, table);
}

// A row is away only when it was taken out here.
/** @param {HTMLElement} row */
function wayBackOf(row) {
  const was = whereItWas.get(row);
  if (!was) throw new TypeError("this row was never taken out");
  return was;
}

/** Every cell stands in a row. @param {Element} el */
export const rowOf = (el) => /** @type {HTMLElement} */ (el.closest("[data-row]"));

// Another removed a row that shall stay: the server puts it back where it stands here.
/** @param {HTMLElement} row */
export const restoreAtServer = (row) => tell("restore", row, tableOf(row));

// Another removed this row, and so be it: only the page changes.
/** @param {HTMLElement} row */
export function takeOut(row) {
  const table = tableOf(row);
  row.remove();
  letKnow("remove", row, table);
}

// This row could not be removed: it stands again, as it does at the server.
/** @param {HTMLElement} row */
export function standAgain(row) {
  const { table, after } = wayBackOf(row);
  stand(row, table, after && after.isConnected ? after : null);
  setAway(row, false);
  letKnow("restore", row, table);
}

// The server knows nothing of this row: it is made anew, and every cell in it is unsaved.
/** @param {HTMLElement} row */
export function addAgain(row) {
  tell("add", row, tableOf(row));
  cellsWithin(row).forEach((el) => {
    finish(el);
    setHeard(el, "");
    noteCell(el);
  });
}

// Notes a row change for the next save, and lets the table know.
/** @param {RowDeed} what @param {HTMLElement} row @param {HTMLElement} table */
function tell(what, row, table) {
  const previous = row.isConnected ? previousOf(row) : null;
  noteRow({
    do: what,
    kind: kindOf(row),
    id: idOf(row),
    parent: table.dataset.parent,
    after: previous ? idOf(previous) : null,
    row,
  });
  letKnow(what, row, table);
}

/** @param {RowDeed} what @param {HTMLElement} row @param {HTMLElement} table */
function letKnow(what, row, table) {
  const detail = { do: what, kind: kindOf(row), id: idOf(row) };
  table.dispatchEvent(new CustomEvent("draft:rows", { bubbles: true, detail }));
}
