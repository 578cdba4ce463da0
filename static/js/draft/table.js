// The grid as rows and cells. The page is the only truth: nothing about it is remembered elsewhere.

// What the page says of its columns ([data-columns], out of texts/columns.py): { own, beside }, each a list of
// { name, label, wordings, isOptional }; those beside are columns of pasted blocks only (运算符, 数值, 计量单位, 序号).
/** @param {HTMLElement} grid @returns {Columns} */
export const columnsOf = (grid) => JSON.parse(grid.dataset.columns || "");
/** @param {Columns} columns */
export const namesOf = (columns) => columns.own.map(({ name }) => name);

export const LEVELS = ["level1", "level2"];

/** @param {Element} grid @returns {HTMLElement[]} */
export const rowsOf = (grid) => Array.from(grid.querySelectorAll("[data-row]"));
/** @param {Element} row @returns {Cell[]} */
export const cellsOf = (row) => Array.from(row.querySelectorAll("[data-cell]"));
/** @param {Cell} cell */
export const fieldOf = (cell) => (cell.dataset.cell || "").split(":")[2];
/** Every cell of a grid stands in a row. @param {Element} cell */
export const rowOf = (cell) => /** @type {HTMLElement} */ (cell.closest("[data-row]"));
/** And every row in a grid. @param {Element} cell */
export const gridOf = (cell) => /** @type {HTMLElement} */ (cell.closest("[data-grid]"));
/** @param {Cell} cell */
export const isWritable = (cell) => !("readOnly" in cell && cell.readOnly) && !cell.disabled;

// What a cell stands in: its td.
/** @param {Cell} cell */
export const boxOf = (cell) => /** @type {HTMLElement} */ (cell.parentElement);

// The cell that an event happened in, or null when it happened elsewhere.
/** @param {EventTarget | null} target @returns {Cell | null} */
export const cellAround = (target) => (target instanceof Element ? target.closest("[data-grid] [data-cell]") : null);

/** @param {Element} row @param {string} field */
export const cellOf = (row, field) => cellsOf(row).find((cell) => fieldOf(cell) === field);

/** @param {Element} row @returns {Values} */
export function valuesOf(row) {
  return Object.fromEntries(cellsOf(row).map((cell) => [fieldOf(cell), cell.value]));
}

/** @param {Cell} cell @returns {GridPlace} */
export function placeOf(cell) {
  const row = rowOf(cell);
  return { row: rowsOf(gridOf(cell)).indexOf(row), column: cellsOf(row).indexOf(cell) };
}

/** @param {Element} grid @param {GridPlace} place */
export function cellAt(grid, place) {
  const row = rowsOf(grid)[place.row];
  return (row && cellsOf(row)[place.column]) || null;
}

// The cells of a rectangle, row by row.
/** @param {Element} grid @param {GridPlace} one @param {GridPlace} other */
export function cellsBetween(grid, one, other) {
  const [top, bottom] = [one.row, other.row].sort((a, b) => a - b);
  const [left, right] = [one.column, other.column].sort((a, b) => a - b);
  return rowsOf(grid).slice(top, bottom + 1).map((row) => cellsOf(row).slice(left, right + 1));
}

// Excel's "whole cell": all of its text is selected, or there is none. A list of choices has no caret at all.
/** @param {Cell} cell */
export const isWhole = (cell) => cell instanceof HTMLSelectElement
  || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);

/** @param {Cell} cell */
export function select(cell) {
  cell.focus();
  if (!(cell instanceof HTMLSelectElement)) cell.select();
}

// Text as one cell takes it: where a cell is one line, a line break becomes a blank.
/** @param {Cell} cell @param {string} text */
export function fitting(cell, text) {
  const isOneLine = cell.tagName !== "TEXTAREA" || "oneLine" in cell.dataset;
  return isOneLine ? text.replace(/\s*\n\s*/g, " ").trim() : text;
}

// Writes a cell as if it had been typed: autosave, undo and the sums hear of it. All that is written in one turn
// of the browser is one step for undo (undo.js).
/** @param {Cell} cell @param {string} text */
export function write(cell, text) {
  const now = fitting(cell, text);
  if (!isWritable(cell) || cell.value === now) return;
  cell.value = now;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}
