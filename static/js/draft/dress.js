// How a grid looks: each cell as high as its text, levels merged downwards as in print, columns named on a phone.
// A merged level keeps its own field and shows its words as soon as one stands in it.

import { targetOf } from "./dom.js";
import { boxOf, cellAround, cellsOf, fieldOf, gridOf, LEVELS, rowOf, rowsOf } from "./table.js";

/** @type {Set<HTMLElement>} */
const waiting = new Set(); // grids whose rows have just changed

// The text again as an attribute: the style sheet lets it give the cell its height, whatever the width.
/** @param {Cell} cell */
function fit(cell) {
  const box = boxOf(cell).dataset;
  if (box.text !== cell.value) box.text = cell.value;
}

/** @param {Cell} cell @param {string} title */
function dressCell(cell, title) {
  const box = boxOf(cell);
  box.classList.add("grid-cell", `is-${fieldOf(cell)}`);
  box.dataset.label = title;
}

/** @param {HTMLElement} row @param {string[]} titles */
function dressRow(row, titles) {
  cellsOf(row).forEach((cell, at) => dressCell(cell, titles[at] || ""));
  row.dataset.dressed = "";
}

/** @param {HTMLElement[]} rows */
function mergeLevels(rows) {
  /** @type {Values} */
  let above = {};
  rows.forEach((row) => {
    /** @type {Values} */
    const now = {};
    let isSame = true;
    cellsOf(row).filter((cell) => LEVELS.includes(fieldOf(cell))).forEach((cell) => {
      now[fieldOf(cell)] = cell.value;
      isSame = isSame && cell.value !== "" && cell.value === above[fieldOf(cell)];
      boxOf(cell).classList.toggle("is-merged", isSame);
    });
    above = now;
  });
}

/** @param {HTMLElement} grid */
function dress(grid) {
  const titles = Array.from(grid.querySelectorAll("thead th"), (head) => (head.textContent || "").trim());
  const rows = rowsOf(grid);
  rows.filter((row) => !("dressed" in row.dataset)).forEach((row) => dressRow(row, titles));
  rows.forEach((row) => cellsOf(row).forEach(fit));
  mergeLevels(rows);
  grid.classList.add("is-live");
}

// Many rows change in one paste: the grid is dressed once, when they are all there.
/** @param {HTMLElement} grid */
function dressSoon(grid) {
  if (waiting.size === 0) {
    queueMicrotask(() => {
      waiting.forEach(dress);
      waiting.clear();
    });
  }
  waiting.add(grid);
}

/** @param {HTMLElement} root */
export function startDress(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const grids = root.querySelectorAll("[data-grid]");
  grids.forEach(dress);
  root.addEventListener("input", ({ target }) => {
    const cell = cellAround(target);
    if (!cell) return;
    fit(cell);
    rowOf(cell).classList.remove("is-waiting");
    if (LEVELS.includes(fieldOf(cell))) dressSoon(gridOf(cell));
  });
  root.addEventListener("draft:rows", (event) => {
    /** @type {HTMLElement | null} */
    const grid = targetOf(event).closest("[data-grid]");
    if (grid) dressSoon(grid);
  });
  // a part of the page that was fetched again
  document.addEventListener("htmx:afterSettle", () => {
    /** @type {NodeListOf<HTMLElement>} */
    const fresh = root.querySelectorAll("[data-grid]:not(.is-live)");
    fresh.forEach(dress);
  });
}
