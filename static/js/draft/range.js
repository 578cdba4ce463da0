// The cells marked as in Excel: from the cell that holds the focus to another one. At most one range on a page.

import { boxOf, cellAround, cellAt, cellsBetween, gridOf, placeOf, select } from "./table.js";

/** @type {{ grid: HTMLElement, from: GridPlace, to: GridPlace } | null} */
let range = null;
/** @type {HTMLElement[]} */
let marked = [];

export function clearRange() {
  marked.forEach((box) => box.classList.remove("is-marked"));
  marked = [];
  range = null;
}

/** @param {HTMLElement} grid @param {GridPlace} from @param {GridPlace} to */
function mark(grid, from, to) {
  clearRange();
  range = { grid, from, to };
  marked = cellsBetween(grid, from, to).flat().map(boxOf);
  marked.forEach((box) => box.classList.add("is-marked"));
}

/** @param {HTMLElement} grid */
export const hasRange = (grid) => range !== null && range.grid === grid;

// The marked cells row by row; without a range the one cell given.
/** @param {HTMLElement} grid @param {Cell} cell */
export const cellsIn = (grid, cell) => (range && range.grid === grid ? cellsBetween(grid, range.from, range.to) : [[cell]]);

/** @param {Cell} cell @param {GridPlace} place */
export function rangeTo(cell, place) {
  const grid = gridOf(cell);
  if (!cellAt(grid, place)) return;
  mark(grid, placeOf(cell), place);
}

// One step further with Shift and an arrow.
/** @param {Cell} cell @param {number} down @param {number} aside */
export function stretch(cell, down, aside) {
  const { row, column } = range && range.grid === gridOf(cell) ? range.to : placeOf(cell);
  rangeTo(cell, { row: row + down, column: column + aside });
  const end = cellAt(gridOf(cell), { row: row + down, column: column + aside });
  if (end) boxOf(end).scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Mouse: a press with Shift stretches, a drag from one cell into another marks what lies between.
// A finger scrolls the page and marks nothing.
/** @param {HTMLElement} root */
export function startRange(root) {
  /** @type {Cell | null} */
  let pressed = null;

  root.addEventListener("pointerdown", (event) => {
    const cell = cellAround(event.target);
    if (!cell || event.pointerType === "touch" || event.button !== 0) return;
    const active = cellAround(document.activeElement);
    if (event.shiftKey && active && active !== cell && gridOf(active) === gridOf(cell)) {
      rangeTo(active, placeOf(cell));
      return;
    }
    clearRange();
    pressed = cell;
  });
  // A press with Shift must not take the focus, and with it the anchor, along.
  root.addEventListener("mousedown", (event) => {
    if (event.shiftKey && range && cellAround(event.target)) event.preventDefault();
  });

  root.addEventListener("pointermove", (event) => {
    if (!pressed || event.buttons !== 1) return;
    const cell = cellAround(document.elementFromPoint(event.clientX, event.clientY));
    if (!cell || gridOf(cell) !== gridOf(pressed) || (cell === pressed && !range)) return;
    rangeTo(pressed, placeOf(cell));
  });
  document.addEventListener("pointerup", () => {
    if (pressed && range) select(pressed);
    pressed = null;
  });

  root.addEventListener("focusin", ({ target }) => {
    if (range && cellAround(target) !== cellAt(range.grid, range.from)) clearRange();
  });
  root.addEventListener("input", ({ isTrusted }) => isTrusted && clearRange());
}
