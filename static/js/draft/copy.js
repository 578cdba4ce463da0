// Ctrl+C, Ctrl+X and Delete of a range: as text with tabs and as an HTML table, so that Excel, WPS and Word take it.

import { make } from "./make.js";
import { hasRange, cellsIn } from "./range.js";
import { cellAround, gridOf, write } from "./table.js";
import { formatTsv } from "./tsv.js";

/** @param {string} text */
function withBreaks(text) {
  const cell = make("td");
  text.split("\n").forEach((line, at) => cell.append(...(at ? [make("br"), line] : [line])));
  return cell;
}

/** @param {string[][]} rows */
const htmlOf = (rows) =>
  make("table", {}, ...rows.map((row) => make("tr", {}, ...row.map(withBreaks)))).outerHTML;

/** @param {Cell} cell */
export function clearCells(cell) {
  cellsIn(gridOf(cell), cell).flat().forEach((each) => write(each, ""));
}

/** @param {ClipboardEvent} event */
function copy(event) {
  const cell = cellAround(event.target);
  const data = event.clipboardData;
  if (!cell || !data || !hasRange(gridOf(cell))) return;
  const rows = cellsIn(gridOf(cell), cell).map((row) => row.map(({ value }) => value));
  data.setData("text/plain", formatTsv(rows));
  data.setData("text/html", htmlOf(rows));
  event.preventDefault();
  if (event.type === "cut") clearCells(cell);
}

/** @param {HTMLElement} root */
export function startCopy(root) {
  root.addEventListener("copy", copy);
  root.addEventListener("cut", copy);
}
