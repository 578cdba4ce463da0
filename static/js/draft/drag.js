// A row is dragged by its handle ([data-handle]), with a mouse or a finger; Esc lets it go where it was.
// A line shows where it would stand. A handle that is pressed without being dragged opens the row's buttons (they show
// while it holds the focus).

import { targetOf } from "./dom.js";
import { clearRange } from "./range.js";
import { moveRow, rowsOf } from "./rows.js";

const EDGE = 90; // px from the window's edge within which the page scrolls along
const STEP = 10; // px a frame
const FAR = 4; // px: less is a press

/**
 * @typedef {{ row: HTMLElement, handle: HTMLElement, others: HTMLElement[], before: HTMLElement | null,
 *   after: HTMLElement | null, from: number, y: number, hasMoved: boolean }} Drag
 */
/** @type {Drag | null} */
let drag = null;

/** @param {Drag} drag */
function rowAbove({ others, y }) {
  const below = others.findIndex((row) => {
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return others[(below < 0 ? others.length : below) - 1] || null;
}

/** @param {Drag} drag */
function unmark({ others }) {
  others.forEach((row) => row.classList.remove("is-drop", "is-drop-first"));
}

/** @param {Drag} moved */
function follow(moved) {
  unmark(moved);
  moved.after = rowAbove(moved);
  if (moved.after) moved.after.classList.add("is-drop");
  else if (moved.others[0]) moved.others[0].classList.add("is-drop-first");
}

function scrollAlong() {
  if (!drag) return;
  const step = drag.y < EDGE ? -STEP : drag.y > window.innerHeight - EDGE ? STEP : 0;
  if (step && drag.hasMoved) {
    window.scrollBy(0, step);
    follow(drag);
  }
  requestAnimationFrame(scrollAlong);
}

/** @param {boolean} isMeant */
function end(isMeant) {
  if (!drag) return;
  const { row, handle, after, before, hasMoved } = drag;
  unmark(drag);
  row.classList.remove("is-dragged");
  drag = null;
  if (!isMeant) return;
  if (!hasMoved) handle.focus();
  else if (after !== before) moveRow(row, after);
}

/** @param {PointerEvent} event */
function start(event) {
  /** @type {HTMLElement | null} */
  const handle = targetOf(event).closest("[data-handle]");
  /** @type {HTMLElement | null} */
  const row = handle && handle.closest("[data-row]");
  if (!handle || !row || event.button !== 0) return;
  event.preventDefault(); // no text is selected on the way
  const rows = rowsOf(/** @type {HTMLElement} */ (row.closest("[data-rows]")));
  const before = rows[rows.indexOf(row) - 1] || null;
  const others = rows.filter((other) => other !== row);
  drag = { row, handle, others, before, after: before, from: event.clientY, y: event.clientY, hasMoved: false };
  handle.setPointerCapture(event.pointerId);
  clearRange();
  requestAnimationFrame(scrollAlong);
}

/** @param {HTMLElement} root */
export function startDrag(root) {
  root.addEventListener("pointerdown", start);
  root.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    drag.hasMoved = drag.hasMoved || Math.abs(drag.y - drag.from) > FAR;
    if (!drag.hasMoved) return;
    drag.row.classList.add("is-dragged");
    follow(drag);
  });
  root.addEventListener("pointerup", () => end(true));
  root.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (drag && event.key === "Escape") end(false);
  });
}
