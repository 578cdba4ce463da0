// The grid as rows and cells. The page is the only truth: nothing about it is remembered elsewhere.

// What the page says of its columns ([data-columns], out of texts/columns.py): { own, beside }, each a list of
// { name, label, wordings, isOptional }; those beside are columns of pasted blocks only (运算符, 数值, 计量单位, 序号).
export const columnsOf = (grid) => JSON.parse(grid.dataset.columns);
export const namesOf = (columns) => columns.own.map(({ name }) => name);

export const LEVELS = ["level1", "level2"];

export const rowsOf = (grid) => Array.from(grid.querySelectorAll("[data-row]"));
export const cellsOf = (row) => Array.from(row.querySelectorAll("[data-cell]"));
export const fieldOf = (cell) => cell.dataset.cell.split(":")[2];
export const rowOf = (cell) => cell.closest("[data-row]");
export const gridOf = (cell) => cell.closest("[data-grid]");
export const isWritable = (cell) => !cell.readOnly && !cell.disabled;

// The cell that an event happened in, or null when it happened elsewhere.
export const cellAround = (target) => (target instanceof Element ? target.closest("[data-grid] [data-cell]") : null);

export const cellOf = (row, field) => cellsOf(row).find((cell) => fieldOf(cell) === field);

export function valuesOf(row) {
  return Object.fromEntries(cellsOf(row).map((cell) => [fieldOf(cell), cell.value]));
}

export function placeOf(cell) {
  const row = rowOf(cell);
  return { row: rowsOf(gridOf(cell)).indexOf(row), column: cellsOf(row).indexOf(cell) };
}

export function cellAt(grid, place) {
  const row = rowsOf(grid)[place.row];
  return (row && cellsOf(row)[place.column]) || null;
}

// The cells of a rectangle, row by row.
export function cellsBetween(grid, one, other) {
  const [top, bottom] = [one.row, other.row].sort((a, b) => a - b);
  const [left, right] = [one.column, other.column].sort((a, b) => a - b);
  return rowsOf(grid).slice(top, bottom + 1).map((row) => cellsOf(row).slice(left, right + 1));
}

// Excel's "whole cell": all of its text is selected, or there is none. A list of choices has no caret at all.
export const isWhole = (cell) => cell.tagName === "SELECT"
  || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);

export function select(cell) {
  cell.focus();
  if (cell.select) cell.select();
}

// Text as one cell takes it: where a cell is one line, a line break becomes a blank.
export function fitting(cell, text) {
  const isOneLine = cell.tagName !== "TEXTAREA" || "oneLine" in cell.dataset;
  return isOneLine ? text.replace(/\s*\n\s*/g, " ").trim() : text;
}

// Writes a cell as if it had been typed: autosave, undo and the sums hear of it. All that is written in one turn
// of the browser is one step for undo (undo.js).
export function write(cell, text) {
  const now = fitting(cell, text);
  if (!isWritable(cell) || cell.value === now) return;
  cell.value = now;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}
