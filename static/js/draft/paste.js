// Ctrl+V in the grid. One value goes into the cell (or into every marked one); a block is shown first, and goes where
// the preview says. Formats never come along: only text is read.

import { key, rowBefore } from "./categories.js";
import { one } from "./dom.js";
import { parseHtmlTable } from "./html-table.js";
import { openPreview } from "./preview.js";
import { cellsIn, clearRange, hasRange } from "./range.js";
import { addRow } from "./rows.js";
import {
  cellAround, cellOf, cellsOf, fieldOf, fitting, gridOf, isWhole, isWritable, LEVELS, select, write,
} from "./table.js";
import { toast } from "./toast.js";
import { parseTsv, tidy } from "./tsv.js";
import { undo } from "./undo.js";

// Several lines without a tab are one text (out of a PDF, say), except where they come as Excel writes a column, the
// last line ended too, and the cell takes but one line.
/** @param {Cell} cell @param {string} text */
function readText(cell, text) {
  const rows = parseTsv(text);
  const isColumn = rows.length > 1 && rows.every((row) => row.length === 1);
  const isMeant = text.endsWith("\n") && isWhole(cell) && fitting(cell, "a\nb") === "a b";
  return isColumn && !isMeant ? [[tidy(text)]] : rows;
}

/** @param {Matrix} rows */
function even(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => row.concat(new Array(width - row.length).fill("")));
}

/** @param {Cell} cell @param {DataTransfer} data */
function readClipboard(cell, data) {
  const html = data.getData("text/html");
  const table = html ? parseHtmlTable(html) : null;
  return even(table || readText(cell, data.getData("text/plain")));
}

/** @param {Cell} cell @param {string} text */
function insert(cell, text) {
  if (hasRange(gridOf(cell))) {
    cellsIn(gridOf(cell), cell).flat().forEach((each) => write(each, text));
    return;
  }
  if (cell instanceof HTMLSelectElement) return; // no caret to put words at
  const wasWhole = isWhole(cell);
  cell.setRangeText(fitting(cell, text), cell.selectionStart || 0, cell.selectionEnd || 0, "end");
  cell.dispatchEvent(new Event("input", { bubbles: true }));
  if (wasWhole) select(cell);
}

/** @param {HTMLElement} row @param {Values} values */
function fill(row, values) {
  Object.keys(values).forEach((field) => {
    const cell = cellOf(row, field);
    if (cell) write(cell, values[field]);
  });
}

// `last` remembers the newest row of each 二级指标, so that 300 of them do not look for their place one by one.
/** @param {HTMLElement} grid @param {HTMLElement[]} rows @param {Step} step @param {Map<string, HTMLElement>} last */
function carryOut(grid, rows, step, last) {
  const now = Object.fromEntries(step.changes.map((change) => [change.field, change.now]));
  const row = step.at === null ? null : rows[step.at];
  if (row && row.isConnected) {
    fill(row, now);
    return row;
  }
  const table = one(grid, "[data-rows]", HTMLElement);
  const after = last.get(key(now.level2)) || rowBefore(grid, now);
  const added = addRow(table.dataset.rows || "", { parent: table.dataset.parent, after, cells: now });
  if (added) last.set(key(now.level2), added);
  return added;
}

// All of it in one turn of the browser, so it is one step for undo.
/** @param {HTMLElement} grid @param {HTMLElement[]} rows @param {Step[]} steps */
function pasteSteps(grid, rows, steps) {
  clearRange();
  /** @type {Map<string, HTMLElement>} */
  const last = new Map();
  const touched = steps.flatMap((step) => carryOut(grid, rows, step, last) || []);
  if (!touched.length) return;
  const first = cellsOf(touched[0]).find((cell) => !LEVELS.includes(fieldOf(cell)));
  if (first) select(first);
  toast(`已粘贴 ${touched.length} 行。`, { label: "撤销", act: undo, isBrief: true });
}

/** @param {ClipboardEvent} event */
function paste(event) {
  const cell = cellAround(event.target);
  if (!cell || !isWritable(cell) || !event.clipboardData) return;
  const matrix = readClipboard(cell, event.clipboardData);
  event.preventDefault();
  if (matrix.length === 1 && matrix[0].length === 1) insert(cell, matrix[0][0] || "");
  else openPreview(cell, matrix, pasteSteps);
}

/** @param {HTMLElement} root */
export function startPaste(root) {
  root.addEventListener("paste", paste);
}
