// How long a text is, beside a field [data-count-to="1000"]: 48/1000. Nothing is cut off; past the end it turns to a mark.

import { make } from "./make.js";

const signs = (text) => Array.from(text.replace(/\s/g, "")).length;

function counterOf(cell) {
  const next = cell.nextElementSibling;
  if (next && next.matches(".counter")) return next;
  const counter = make("span", { class: "counter" });
  cell.after(counter);
  return counter;
}

function count(cell) {
  const most = Number(cell.dataset.countTo);
  const length = signs(cell.value);
  const counter = counterOf(cell);
  counter.textContent = length > most ? `${length}/${most}，超出 ${length - most} 字` : `${length}/${most}`;
  counter.classList.toggle("is-over", length > most);
}

export function startCounters(root) {
  root.querySelectorAll("[data-count-to]").forEach(count);
  root.addEventListener("input", ({ target }) => {
    if ("countTo" in target.dataset) count(target);
  });
}
