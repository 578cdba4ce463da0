// Ctrl+V in the grid. One value goes into the cell (or into every marked one); a block is shown first, and goes where
// the preview says. Formats never come along: only text is read.

import { categoriesOf, key } from "./categories.js";
import { parseHtmlTable } from "./html-table.js";
import { openPreview } from "./preview.js";
import { cellsIn, clearRange, hasRange } from "./range.js";
import { addRow } from "./rows.js";
import {
  cellAround, cellOf, cellsOf, fitting, gridOf, isWhole, isWritable, LEVELS, rowsOf, select, valuesOf, write,
} from "./table.js";
import { toast } from "./toast.js";
import { parseTsv, tidy } from "./tsv.js";
import { undo } from "./undo.js";

// Several lines without a tab are one text, except where a cell takes but one line: there they are rows.
function readText(cell, text) {
  const rows = parseTsv(text);
  const isColumn = rows.length > 1 && rows.every((row) => row.length === 1);
  const isOneLine = fitting(cell, "a\nb") === "a b";
  return isColumn && !(isWhole(cell) && isOneLine) ? [[tidy(text)]] : rows;
}

function even(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => row.concat(new Array(width - row.length).fill("")));
}

function readClipboard(cell, data) {
  const html = data.getData("text/html");
  const table = html ? parseHtmlTable(html) : null;
  return even(table || readText(cell, data.getData("text/plain")));
}

function insert(cell, text) {
  if (hasRange(gridOf(cell))) {
    cellsIn(gridOf(cell), cell).flat().forEach((each) => write(each, text));
    return;
  }
  const wasWhole = isWhole(cell);
  cell.setRangeText(fitting(cell, text), cell.selectionStart, cell.selectionEnd, "end");
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  if (wasWhole) select(cell);
}

// The row that a new one of this category follows: the last of its own, else of what the tree prints before it.
function rowBefore(grid, values) {
  const rows = rowsOf(grid);
  const categories = categoriesOf(grid);
  const order = (row) => (categories.get(key(row.level2)) || { order: -1 }).order;
  const last = (test) => rows.filter((row) => test(valuesOf(row))).pop();
  const own = last((row) => key(row.level2) === key(values.level2));
  if (own || !rows.length) return own;
  if (order(values) < 0) return last((row) => row.level1 === values.level1);
  return last((row) => order(row) >= 0 && order(row) < order(values)) || null;
}

function carryOut(grid, rows, step) {
  const now = Object.fromEntries(step.changes.map((change) => [change.field, change.now]));
  const row = step.at === null ? null : rows[step.at];
  if (row && row.isConnected) {
    Object.keys(now).forEach((field) => {
      const cell = cellOf(row, field);
      if (cell) write(cell, now[field]);
    });
    return row;
  }
  const table = grid.querySelector("[data-rows]") || grid.closest("[data-rows]");
  return addRow(table.dataset.rows, { parent: table.dataset.parent, after: rowBefore(grid, now), cells: now });
}

// All of it in one turn of the browser, so it is one step for undo.
function pasteSteps(grid, rows, steps) {
  clearRange();
  const touched = steps.map((step) => carryOut(grid, rows, step)).filter(Boolean);
  if (!touched.length) return;
  const first = cellsOf(touched[0]).find((cell) => !LEVELS.includes(cell.dataset.cell.split(":")[2]));
  select(first || cellsOf(touched[0])[0]);
  toast(`已粘贴 ${touched.length} 行。`, { label: "撤销", act: undo, isBrief: true });
}

function paste(event) {
  const cell = cellAround(event.target);
  if (!cell || !isWritable(cell)) return;
  const matrix = readClipboard(cell, event.clipboardData);
  event.preventDefault();
  if (matrix.length === 1 && matrix[0].length === 1) insert(cell, matrix[0][0]);
  else openPreview(cell, matrix, pasteSteps);
}

export function startPaste(root) {
  root.addEventListener("paste", paste);
}
