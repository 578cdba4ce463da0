// How a grid looks: each cell as high as its text, levels merged downwards as in print, columns named on a phone.
// A merged level keeps its own field and shows its words as soon as one stands in it.

import { cellAround, cellsOf, fieldOf, gridOf, LEVELS, rowOf, rowsOf } from "./table.js";

const waiting = new Set(); // grids whose rows have just changed

// The text again as an attribute: the style sheet lets it give the cell its height, whatever the width.
function fit(cell) {
  const box = cell.parentElement.dataset;
  if (box.text !== cell.value) box.text = cell.value;
}

function dressCell(cell, title) {
  const box = cell.parentElement;
  box.classList.add("grid-cell", `is-${fieldOf(cell)}`);
  box.dataset.label = title;
}

function dressRow(row, titles) {
  cellsOf(row).forEach((cell, at) => dressCell(cell, titles[at] || ""));
  row.dataset.dressed = "";
}

function mergeLevels(rows) {
  let above = {};
  rows.forEach((row) => {
    const now = {};
    let isSame = true;
    cellsOf(row).filter((cell) => LEVELS.includes(fieldOf(cell))).forEach((cell) => {
      now[fieldOf(cell)] = cell.value;
      isSame = isSame && cell.value !== "" && cell.value === above[fieldOf(cell)];
      cell.parentElement.classList.toggle("is-merged", isSame);
    });
    above = now;
  });
}

function dress(grid) {
  const titles = Array.from(grid.querySelectorAll("thead th"), (head) => head.textContent.trim());
  const rows = rowsOf(grid);
  rows.filter((row) => !("dressed" in row.dataset)).forEach((row) => dressRow(row, titles));
  rows.forEach((row) => cellsOf(row).forEach(fit));
  mergeLevels(rows);
  grid.classList.add("is-live");
}

// Many rows change in one paste: the grid is dressed once, when they are all there.
function dressSoon(grid) {
  if (waiting.size === 0) {
    queueMicrotask(() => {
      waiting.forEach(dress);
      waiting.clear();
    });
  }
  waiting.add(grid);
}

export function startDress(root) {
  root.querySelectorAll("[data-grid]").forEach(dress);
  root.addEventListener("input", ({ target }) => {
    const cell = cellAround(target);
    if (!cell) return;
    fit(cell);
    rowOf(cell).classList.remove("is-waiting");
    if (LEVELS.includes(fieldOf(cell))) dressSoon(gridOf(cell));
  });
  root.addEventListener("draft:rows", ({ target }) => {
    const grid = target.closest("[data-grid]");
    if (grid) dressSoon(grid);
  });
  // a part of the page that was fetched again
  document.addEventListener("htmx:afterSettle", () => {
    root.querySelectorAll("[data-grid]:not(.is-live)").forEach(dress);
  });
}
