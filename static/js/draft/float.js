import { boxOf } from "./table.js";

// Puts a box below its cell, or above where the window ends too soon.
/** @param {Cell} cell @param {HTMLElement} box */
export function floatAt(cell, box) {
  box.classList.remove("is-above");
  boxOf(cell).append(box);
  const room = box.getBoundingClientRect();
  const foot = document.querySelector(".draft-steps"); // stands over what is below it
  const isCut = room.bottom > (foot ? foot.getBoundingClientRect().top : window.innerHeight);
  box.classList.toggle("is-above", isCut && cell.getBoundingClientRect().top > room.height + 120); // bars on top
}
