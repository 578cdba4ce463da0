// Rows by buttons ([data-do]) and keys: added, copied, moved, taken out with a way back. The grid has keys of its own
// (keys.js); in a list of words the same ones work.

import { rowBefore } from "./categories.js";
import { targetOf } from "./dom.js";
import { isComposed, nameOfKey } from "./key-name.js";
import { addRow, moveRow, removeRow, restoreRow, rowsOf } from "./rows.js";
import { clearRange } from "./range.js";
import { announce } from "./state.js";
import { cellOf, cellsOf, LEVELS, select, valuesOf } from "./table.js";
import { toast } from "./toast.js";

/** Every row stands in a table. @param {HTMLElement} row */
const tableOf = (row) => /** @type {HTMLElement} */ (row.closest("[data-rows]"));
/** @param {HTMLElement} table */
const kindOf = (table) => table.dataset.rows || "";
/** @param {HTMLElement} row */
const numberOf = (row) => rowsOf(tableOf(row)).indexOf(row) + 1;

/** @param {HTMLElement | null} row @param {string} [field] */
function focusIn(row, field) {
  const cell = row && (cellOf(row, field || "") || cellOf(row, "name") || cellsOf(row)[0]);
  if (cell) select(cell);
}

/** @param {HTMLElement} table @param {HTMLElement | null | undefined} row @param {Values} cells */
function addAfter(table, row, cells) {
  clearRange();
  return addRow(kindOf(table), { parent: table.dataset.parent, after: row, cells });
}

// A new row below, in the same 一级 and 二级指标.
/** @param {HTMLElement} row */
export function addBelow(row) {
  const values = valuesOf(row);
  const levels = Object.fromEntries(LEVELS.filter((level) => level in values).map((level) => [level, values[level]]));
  const added = addAfter(tableOf(row), row, levels);
  if (added) focusIn(added, "name");
}

/** @param {HTMLElement} row */
export function copyBelow(row) {
  const added = addAfter(tableOf(row), row, valuesOf(row));
  if (added) focusIn(added, "name");
}

/** @param {HTMLElement} row @param {number} step */
export function moveBy(row, step) {
  const rows = rowsOf(tableOf(row));
  const at = rows.indexOf(row);
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  if (at + step < 0 || at + step >= rows.length) return;
  clearRange();
  moveRow(row, step > 0 ? rows[at + 1] : rows[at - 2] || null);
  if (active && row.contains(active)) active.focus(); // a moved element loses the focus
  row.scrollIntoView({ block: "nearest" });
  announce(`已移到第 ${numberOf(row)} 行。`);
}

/** @param {HTMLElement} row @param {string} [field] */
export function remove(row, field) {
  const rows = rowsOf(tableOf(row));
  const at = rows.indexOf(row);
  const number = numberOf(row);
  const next = rows[at + 1] || rows[at - 1];
  clearRange();
  if (!removeRow(row)) return;
  if (next) focusIn(next, field);
  const bringBack = () => {
    restoreRow(row);
    focusIn(row, field);
  };
  toast(`已删除第 ${number} 行。`, { label: "撤销", act: bringBack });
}

/** @param {HTMLElement} button @returns {HTMLElement | null} */
function tableNear(button) {
  const { kind } = button.dataset;
  const selector = kind ? `[data-rows="${kind}"]` : "[data-rows]";
  let around = button.parentElement;
  while (around && !around.querySelector(selector)) around = around.parentElement;
  /** @type {HTMLElement | null} */
  const table = around && around.querySelector(selector);
  return table;
}

// [data-do="add"] outside the rows adds to the nearest table above it: at its end, or, with data-level2, where the tree
// has that category.
/** @param {HTMLElement} button @param {HTMLElement} table */
function addTo(button, table) {
  const { level1 = "", level2 } = button.dataset;
  const rows = rowsOf(table);
  if (level2) focusIn(addAfter(table, rowBefore(table, { level1, level2 }), { level1, level2 }), "name");
  else if (rows.length) addBelow(rows[rows.length - 1]);
  else focusIn(addAfter(table, null, {}), "name");
}

/** @type {{ [deed: string]: (row: HTMLElement) => void }} */
const DO = {
  add: addBelow,
  copy: copyBelow,
  remove: (row) => remove(row),
  up: (row) => moveBy(row, -1),
  down: (row) => moveBy(row, 1),
};

/** @type {{ [key: string]: (row: HTMLElement) => void }} */
const KEYS = {
  "Ctrl+Enter": addBelow,
  "Ctrl+Delete": (row) => remove(row),
  "Alt+ArrowUp": (row) => moveBy(row, -1),
  "Alt+ArrowDown": (row) => moveBy(row, 1),
};

// In a list of words; the grid's own keys come first.
/** @param {KeyboardEvent} event */
function onKeydown(event) {
  const target = targetOf(event);
  /** @type {HTMLElement | null} */
  const row = target.matches("[data-cell]") ? target.closest("[data-row]") : null;
  const act = KEYS[nameOfKey(event)];
  if (!row || !act || event.defaultPrevented || target.closest("[data-grid]") || isComposed(event)) return;
  event.preventDefault();
  act(row);
}

// True where there was something to be done.
/** @param {HTMLButtonElement} button @param {string} deed */
function press(button, deed) {
  /** @type {HTMLElement | null} */
  const row = button.closest("[data-row]");
  const table = deed === "add" && !row ? tableNear(button) : null;
  if (table) addTo(button, table);
  else if (row && DO[deed] && tableOf(row)) DO[deed](row);
  else return false;
  return true;
}

/** @param {HTMLElement} root */
export function startRows(root) {
  root.addEventListener("keydown", onKeydown);
  root.addEventListener("click", (event) => {
    /** @type {HTMLButtonElement | null} */
    const button = targetOf(event).closest("[data-do]");
    if (!button || button.disabled || !press(button, button.dataset.do || "")) return;
    event.preventDefault(); // without this script the button sends the form
    if (button.isConnected && ["up", "down"].includes(button.dataset.do || "")) button.focus();
  });
}
