// Rows by buttons ([data-do]) and keys: added, copied, moved, taken out with a way back. The grid has keys of its own
// (keys.js); in a list of words the same ones work.

import { rowBefore } from "./categories.js";
import { isComposed, nameOfKey } from "./key-name.js";
import { addRow, moveRow, removeRow, restoreRow, rowsOf } from "./rows.js";
import { clearRange } from "./range.js";
import { announce } from "./state.js";
import { cellOf, cellsOf, LEVELS, rowOf, select, valuesOf } from "./table.js";
import { toast } from "./toast.js";

const tableOf = (row) => row.closest("[data-rows]");
const kindOf = (table) => table.dataset.rows;
const numberOf = (row) => rowsOf(tableOf(row)).indexOf(row) + 1;

function focusIn(row, field) {
  const cell = row && (cellOf(row, field) || cellOf(row, "name") || cellsOf(row)[0]);
  if (cell) select(cell);
}

function addAfter(table, row, cells) {
  clearRange();
  return addRow(kindOf(table), { parent: table.dataset.parent, after: row, cells });
}

// A new row below, in the same 一级 and 二级指标.
export function addBelow(row) {
  const values = valuesOf(row);
  const levels = Object.fromEntries(LEVELS.filter((level) => level in values).map((level) => [level, values[level]]));
  const added = addAfter(tableOf(row), row, levels);
  if (added) focusIn(added, "name");
}

export function copyBelow(row) {
  const added = addAfter(tableOf(row), row, valuesOf(row));
  if (added) focusIn(added, "name");
}

export function moveBy(row, step) {
  const rows = rowsOf(tableOf(row));
  const at = rows.indexOf(row);
  const active = document.activeElement;
  if (at + step < 0 || at + step >= rows.length) return;
  clearRange();
  moveRow(row, step > 0 ? rows[at + 1] : rows[at - 2] || null);
  if (row.contains(active)) active.focus(); // a moved element loses the focus
  row.scrollIntoView({ block: "nearest" });
  announce(`已移到第 ${numberOf(row)} 行。`);
}

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

function tableNear(button) {
  const { kind } = button.dataset;
  const selector = kind ? `[data-rows="${kind}"]` : "[data-rows]";
  let around = button.parentElement;
  while (around && !around.querySelector(selector)) around = around.parentElement;
  return around && around.querySelector(selector);
}

// [data-do="add"] outside the rows adds to the nearest table above it: at its end, or, with data-level2, where the tree
// has that category.
function addTo(button) {
  const table = tableNear(button);
  const { level1, level2 } = button.dataset;
  const rows = rowsOf(table);
  if (level2) focusIn(addAfter(table, rowBefore(table, { level1, level2 }), { level1, level2 }), "name");
  else if (rows.length) addBelow(rows[rows.length - 1]);
  else focusIn(addAfter(table, null, {}), "name");
}

const DO = {
  add: addBelow,
  copy: copyBelow,
  remove: (row) => remove(row),
  up: (row) => moveBy(row, -1),
  down: (row) => moveBy(row, 1),
};

const KEYS = {
  "Ctrl+Enter": addBelow,
  "Ctrl+Delete": (row) => remove(row),
  "Alt+ArrowUp": (row) => moveBy(row, -1),
  "Alt+ArrowDown": (row) => moveBy(row, 1),
};

// In a list of words; the grid's own keys come first.
function onKeydown(event) {
  const row = event.target.matches("[data-cell]") && event.target.closest("[data-row]");
  const act = KEYS[nameOfKey(event)];
  if (!row || !act || event.defaultPrevented || event.target.closest("[data-grid]") || isComposed(event)) return;
  event.preventDefault();
  act(row);
}

export function startRows(root) {
  root.addEventListener("keydown", onKeydown);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || button.disabled) return;
    const row = rowOf(button);
    const isOutside = button.dataset.do === "add" && !row;
    const act = isOutside ? addTo : DO[button.dataset.do];
    if (!act || !(isOutside ? tableNear(button) : row && tableOf(row))) return;
    event.preventDefault(); // without this script the button sends the form
    act(row || button);
    if (button.isConnected && ["up", "down"].includes(button.dataset.do)) button.focus();
  });
}
