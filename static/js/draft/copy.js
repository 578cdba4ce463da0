// Ctrl+C, Ctrl+X and Delete of a range: as text with tabs and as an HTML table, so that Excel, WPS and Word take it.

import { make } from "./make.js";
import { hasRange, cellsIn } from "./range.js";
import { cellAround, gridOf, write } from "./table.js";
import { formatTsv } from "./tsv.js";

function withBreaks(text) {
  const cell = make("td");
  text.split("\n").forEach((line, at) => cell.append(...(at ? [make("br"), line] : [line])));
  return cell;
}

const htmlOf = (rows) =>
  make("table", {}, ...rows.map((row) => make("tr", {}, ...row.map(withBreaks)))).outerHTML;

export function clearCells(cell) {
  cellsIn(gridOf(cell), cell).flat().forEach((each) => write(each, ""));
}

function copy(event) {
  const cell = cellAround(event.target);
  if (!cell || !hasRange(gridOf(cell))) return;
  const rows = cellsIn(gridOf(cell), cell).map((row) => row.map(({ value }) => value));
  event.clipboardData.setData("text/plain", formatTsv(rows));
  event.clipboardData.setData("text/html", htmlOf(rows));
  event.preventDefault();
  if (event.type === "cut") clearCells(cell);
}

export function startCopy(root) {
  root.addEventListener("copy", copy);
  root.addEventListener("cut", copy);
}
