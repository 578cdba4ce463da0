// How long a text is, in [data-count-for="<cell>"] with data-count-most="1000": 48/1000. Nothing is cut off; past the
// end the counter says how much is too much.

import { placeOf } from "./cells.js";
import { targetOf } from "./dom.js";

/** @param {string} text */
const lengthOf = (text) => Array.from(text).length;

/** @param {HTMLElement} counter @param {string} text */
function refresh(counter, text) {
  const most = Number(counter.dataset.countMost);
  const length = lengthOf(text);
  counter.textContent = length > most ? `${length}/${most}，超出 ${length - most} 字` : `${length}/${most}`;
  counter.classList.toggle("is-over", length > most);
}

/** @param {HTMLElement} root */
export function startCounters(root) {
  /** @type {HTMLElement[]} */
  const counters = Array.from(root.querySelectorAll("[data-count-for]"));
  /** @param {Place} place @param {string} text */
  const count = (place, text) => counters.filter((each) => each.dataset.countFor === place)
    .forEach((counter) => refresh(counter, text));
  root.addEventListener("input", (event) => {
    const cell = /** @type {Cell} */ (targetOf(event));
    if (counters.length && cell.dataset.cell) count(placeOf(cell), cell.value);
  });
}
