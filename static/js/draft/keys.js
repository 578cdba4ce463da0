// Keys as in Excel. A cell reached by a key is selected whole: an arrow goes on, a letter replaces it;
// F2 or a click puts the caret into its text, and arrows go on from the text's edge.

import { clearCells } from "./copy.js";
import { isComposed, nameOfKey } from "./key-name.js";
import { isOnFirstLine, isOnLastLine } from "./lines.js";
import { clearRange, hasRange, stretch } from "./range.js";
import { addBelow, moveBy, remove } from "./rows-ui.js";
import {
  cellAround, cellAt, cellsOf, fieldOf, fitting, gridOf, isWhole, isWritable, placeOf, rowOf, rowsOf, select, write,
} from "./table.js";

/** @type {{ [key: string]: [number, number] }} */
const MARKS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @type {{ cell: Cell | null, value: string }} */
let entered = { cell: null, value: "" }; // what a cell held when it was reached: Esc brings it back

/** @param {Cell} cell @param {GridPlace} place */
function goTo(cell, place) {
  const next = cellAt(gridOf(cell), place);
  clearRange();
  if (next) select(next);
  return Boolean(next);
}

/** @param {Cell} cell @param {number} down @param {number} aside */
function step(cell, down, aside) {
  const { row, column } = placeOf(cell);
  return goTo(cell, { row: row + down, column: column + aside });
}

// A caret inside the text moves in it; true once it stands at the edge that the arrow points at.
/** @param {Cell} cell @param {string} key */
function isAtEdge(cell, key) {
  if (cell instanceof HTMLSelectElement) return key === "ArrowLeft" || key === "ArrowRight";
  if (isWhole(cell)) return true;
  if (cell.selectionStart !== cell.selectionEnd) return false;
  if (key === "ArrowLeft") return cell.selectionStart === 0;
  if (key === "ArrowRight") return cell.selectionEnd === cell.value.length;
  if (!(cell instanceof HTMLTextAreaElement)) return true;
  return key === "ArrowUp" ? isOnFirstLine(cell) : isOnLastLine(cell);
}

// At the end of the grid the arrow has nowhere to go, and the caret stays where it is.
/** @param {Cell} cell @param {string} key */
function arrow(cell, key) {
  if (!isAtEdge(cell, key)) return false;
  step(cell, ...MARKS[key]);
  return true;
}

/** @param {Cell} cell @param {string} key */
function stretchBy(cell, key) {
  if (!hasRange(gridOf(cell)) && !isWhole(cell)) return false;
  stretch(cell, ...MARKS[key]);
  return true;
}

// Tab goes on in the next row; behind the last cell it leaves the grid.
/** @param {Cell} cell @param {number} aside */
function tab(cell, aside) {
  const { row, column } = placeOf(cell);
  const wide = cellsOf(rowOf(cell)).length;
  const next = row * wide + column + aside;
  return goTo(cell, { row: Math.floor(next / wide), column: ((next % wide) + wide) % wide });
}

/** @param {Cell} cell @param {boolean} isEnd */
function inRow(cell, isEnd) {
  if (!isWhole(cell)) return false;
  return goTo(cell, { row: placeOf(cell).row, column: isEnd ? cellsOf(rowOf(cell)).length - 1 : 0 });
}

/** @param {Cell} cell @param {boolean} isEnd */
function corner(cell, isEnd) {
  const rows = rowsOf(gridOf(cell));
  const cells = cellsOf(isEnd ? rows[rows.length - 1] : rows[0]);
  clearRange();
  select(isEnd ? cells[cells.length - 1] : cells[0]);
}

/** @param {Cell} cell */
function breakLine(cell) {
  if (!(cell instanceof HTMLTextAreaElement) || !isWritable(cell) || fitting(cell, "a\nb") === "a b") return;
  cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {Cell} cell */
function restore(cell) {
  if (entered.cell === cell) write(cell, entered.value);
  clearRange();
  select(cell);
}

/** @param {Cell} cell */
function edit(cell) {
  clearRange();
  if (!(cell instanceof HTMLSelectElement)) cell.setSelectionRange(cell.value.length, cell.value.length);
}

// Each returns false where the key keeps its usual meaning.
/** @type {{ [key: string]: (cell: Cell) => unknown }} */
const KEYS = {
  Enter: (cell) => step(cell, 1, 0) || true,
  "Shift+Enter": (cell) => step(cell, -1, 0) || true,
  "Ctrl+Enter": (cell) => addBelow(rowOf(cell)),
  "Alt+Enter": breakLine,
  Tab: (cell) => tab(cell, 1),
  "Shift+Tab": (cell) => tab(cell, -1),
  "Ctrl+Delete": (cell) => remove(rowOf(cell), fieldOf(cell)),
  "Alt+ArrowUp": (cell) => moveBy(rowOf(cell), -1),
  "Alt+ArrowDown": (cell) => moveBy(rowOf(cell), 1),
  Escape: restore,
  F2: edit,
  Home: (cell) => inRow(cell, false),
  End: (cell) => inRow(cell, true),
  "Ctrl+Home": (cell) => corner(cell, false),
  "Ctrl+End": (cell) => corner(cell, true),
  Delete: (cell) => hasRange(gridOf(cell)) && clearCells(cell),
};
Object.keys(MARKS).forEach((key) => {
  KEYS[key] = (cell) => arrow(cell, key);
  KEYS[`Shift+${key}`] = (cell) => stretchBy(cell, key);
});

/** @param {HTMLElement} root */
export function startKeys(root) {
  let isPressed = false; // a press puts the caret where it falls, anything else selects the whole cell
  root.addEventListener("pointerdown", () => { isPressed = true; });
  root.addEventListener("click", () => { isPressed = false; });

  root.addEventListener("focusin", ({ target }) => {
    const cell = cellAround(target);
    if (!cell || entered.cell === cell) return;
    entered = { cell, value: cell.value };
    if (!isPressed && !(cell instanceof HTMLSelectElement)) cell.select();
    isPressed = false;
  });
  root.addEventListener("focusout", ({ target }) => {
    // another window came to the front: the author will go on where they were
    if (document.activeElement !== target) entered = { cell: null, value: "" };
  });
  root.addEventListener("keydown", (event) => {
    const cell = cellAround(event.target);
    if (!cell || event.defaultPrevented || isComposed(event)) return;
    const act = KEYS[nameOfKey(event)];
    if (act && act(cell) !== false) event.preventDefault();
  });
}
