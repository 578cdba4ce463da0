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
import { finish, put, setAway, setHeard } from "./cells.js";
import { isWritable, root } from "./page.js";
import { changed } from "./typing.js";
import { recordRow } from "./undo.js";
import { noteCell, noteRow } from "./unsaved.js";

const PLACEHOLDER = /00000000-0000-0000-0000-000000000000/g;
const whereItWas = new WeakMap(); // removed row -> {table, after}

export const idOf = (row) => (typeof row === "string" ? row : row.dataset.row.split(":")[1]);
const kindOf = (row) => row.dataset.row.split(":")[0];
const tableOf = (row) => row.closest("[data-rows]");
export const rowsOf = (table) =>
  Array.from(table.querySelectorAll("[data-row]")).filter((row) => row.parentElement.closest("[data-rows]") === table);

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

export function addRow(kind, { parent, after, id = newId(), cells = {} }) {
  if (!isWritable()) return null;
  const table = root.querySelector(`[data-rows="${kind}"][data-parent="${parent}"]`);
  const row = fromTemplate(kind, id);
  stand(row, table, after);
  tell("add", row, table);
  recordRow(() => leave(row), () => comeBack(row));
  row.querySelectorAll("[data-cell]").forEach((el) => fillNew(el, cells[el.dataset.cell.split(":")[2]]));
  return row;
}

export function moveRow(row, after) {
  const moved = findRow(row);
  if (!isWritable() || !moved) return null;
  const before = previousOf(moved);
  goBehind(moved, after);
  const now = previousOf(moved);
  recordRow(() => goBehind(moved, before), () => goBehind(moved, now));
  return moved;
}

export function removeRow(row) {
  const removed = findRow(row);
  if (!isWritable() || !removed) return null;
  leave(removed);
  recordRow(() => comeBack(removed), () => leave(removed));
  return removed;
}

export function restoreRow(row, after) {
  if (!isWritable() || row.isConnected) return null;
  comeBack(row, after);
  recordRow(() => leave(row), () => comeBack(row, after));
  return row;
}

function fromTemplate(kind, id) {
  const template = document.querySelector(`template[data-row-template="${kind}"]`);
  const row = document.importNode(template.content, true).querySelector("[data-row]");
  [row, ...row.querySelectorAll("*")].forEach((el) => {
    Array.from(el.attributes).forEach((attribute) => {
      if (attribute.value.includes("00000000-")) attribute.value = attribute.value.replace(PLACEHOLDER, id);
    });
  });
  return row;
}

// The server makes a new row with empty cells: what the template or the caller put in is the author's, to be saved.
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
export function stand(row, table, after) {
  const others = rowsOf(table).filter((other) => other !== row);
  const front = after === undefined ? others[others.length - 1] : after && findRow(after);
  if (front) front.after(row);
  else if (others.length) others[0].before(row);
  else table.append(row);
}

function previousOf(row) {
  const rows = rowsOf(tableOf(row));
  const index = rows.indexOf(row);
  return index > 0 ? rows[index - 1] : null;
}

function goBehind(row, after) {
  const table = tableOf(row);
  const field = row.contains(document.activeElement) && document.activeElement;
  stand(row, table, after);
  if (field) field.focus();
  tell("move", row, table);
}

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
  const field = hadFocus && next && next.querySelector("[data-cell]");
  if (field) field.focus();
}

function comeBack(row, after) {
  const was = whereItWas.get(row);
  const front = after === undefined ? was.after : after;
  const there = front && findRow(front);
  stand(row, was.table, there && there.isConnected ? there : null);
  setAway(row, false);
  tell("restore", row, was.table);
}

export const rowOf = (el) => el.closest("[data-row]");

// Another removed a row that shall stay: the server puts it back where it stands here.
export const restoreAtServer = (row) => tell("restore", row, tableOf(row));

// Another removed this row, and so be it: only the page changes.
export function takeOut(row) {
  const table = tableOf(row);
  row.remove();
  letKnow("remove", row, table);
}

// This row could not be removed: it stands again, as it does at the server.
export function standAgain(row) {
  const { table, after } = whereItWas.get(row);
  stand(row, table, after && after.isConnected ? after : null);
  setAway(row, false);
  letKnow("restore", row, table);
}

// The server knows nothing of this row: it is made anew, and every cell in it is unsaved.
export function addAgain(row) {
  tell("add", row, tableOf(row));
  row.querySelectorAll("[data-cell]").forEach((el) => {
    finish(el);
    setHeard(el, "");
    noteCell(el);
  });
}

// Notes a row change for the next save, and lets the table know.
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

function letKnow(what, row, table) {
  const detail = { do: what, kind: kindOf(row), id: idOf(row) };
  table.dispatchEvent(new CustomEvent("draft:rows", { bubbles: true, detail }));
}
