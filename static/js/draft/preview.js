// Before a block is pasted: what goes where, what it replaces, what has no place. Nothing is written until 粘贴.

import { categoriesOf } from "./categories.js";
import { readColumns } from "./columns.js";
import { placeRecords } from "./placing.js";
import { columnChoice, frame, restList, sentence, stepsTable } from "./preview-view.js";
import { readRecords } from "./records.js";
import { columnsOf, fieldOf, gridOf, namesOf, placeOf, rowsOf, select, valuesOf } from "./table.js";

/** @typedef {(grid: HTMLElement, rows: HTMLElement[], steps: Step[]) => void} CarryOut */
/** @typedef {{ cell: Cell, matrix: Matrix, read: ReadColumns, known: Columns, part: ReturnType<typeof frame>, seen: string }} Preview */

// What the grid holds at this moment, and what would become of it.
/** @param {Preview} preview */
function think({ cell, matrix, read, part, known }) {
  const rows = rowsOf(gridOf(cell));
  const values = rows.map(valuesOf);
  const { records, rest } = readRecords(matrix, read, namesOf(known));
  const where = {
    active: placeOf(cell).row,
    categories: categoriesOf(gridOf(cell)),
    fields: namesOf(known),
    isKept: part.isKept.checked,
  };
  return { rows, rest, seen: JSON.stringify(values), steps: placeRecords(records, values, where) };
}

/** @param {Preview} preview */
function refresh(preview) {
  const { part, known } = preview;
  const { steps, rest, seen } = think(preview);
  part.summary.textContent = sentence(steps);
  part.steps.replaceChildren(stepsTable(steps, known));
  part.rest.replaceChildren(...restList(rest));
  part.restBox.hidden = !rest.length;
  part.paste.disabled = !steps.length;
  preview.seen = seen;
}

// A field has one column: taking it here takes it from where it was.
/** @param {Preview} preview @param {number} at @param {string | null} field */
function choose(preview, at, field) {
  /** @param {string | null} old @param {number} column */
  const other = (old, column) => (column === at ? field : old === field ? null : old);
  preview.read.columns = preview.read.columns.map(other);
  drawColumns(preview);
  refresh(preview);
}

/** @param {Preview} preview */
function drawColumns(preview) {
  const { part, read, matrix, known } = preview;
  /** @param {number} at @param {string | null} field */
  const changed = (at, field) => choose(preview, at, field);
  part.columns.replaceChildren(...read.columns.map((_, at) => columnChoice(read, matrix, at, { known, changed })));
}

// What another person changed while the dialog stood open is shown before it is written over.
/** @param {Preview} preview @param {CarryOut} carryOut */
function confirm(preview, carryOut) {
  const { rows, steps, seen } = think(preview);
  if (seen !== preview.seen) {
    refresh(preview);
    preview.part.summary.textContent = `表格刚刚变了，请再看一遍。${preview.part.summary.textContent}`;
    return;
  }
  preview.part.dialog.close("paste");
  carryOut(gridOf(preview.cell), rows, steps);
}

/** @param {Preview} preview */
function close({ part, cell }) {
  part.dialog.remove();
  if (part.dialog.returnValue !== "paste" && cell.isConnected) select(cell);
}

// `carryOut(grid, rows, steps)` is called when the author agrees.
/** @param {Cell} cell @param {Matrix} matrix @param {CarryOut} carryOut */
export function openPreview(cell, matrix, carryOut) {
  const known = columnsOf(gridOf(cell));
  const start = Math.max(namesOf(known).indexOf(fieldOf(cell)), 0);
  const read = readColumns(matrix, categoriesOf(gridOf(cell)), start, known);
  const preview = { cell, matrix, read, known, part: frame(), seen: "" };
  const { part } = preview;
  drawColumns(preview);
  refresh(preview);
  part.columnsBox.open = read.columns.includes(null);
  part.isKept.addEventListener("change", () => refresh(preview));
  part.cancel.addEventListener("click", () => part.dialog.close());
  part.paste.addEventListener("click", () => confirm(preview, carryOut));
  part.dialog.addEventListener("close", () => close(preview));
  document.body.append(part.dialog);
  part.dialog.showModal();
  part.paste.focus();
}
