// 只看未办结: the column keeps the choice while its list is drawn anew; the numbers elsewhere follow the list.
import { root, side } from "./page.js";

function show() {
  const button = side.querySelector("[data-only-open]");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", String(side.classList.contains("is-only-open")));
}

export function redraw() {
  show();
  const now = side.querySelector("[data-open-now]").textContent;
  root.querySelectorAll("[data-open-count]").forEach((count) => { count.textContent = now; });
}

export function startFilter() {
  show();
  side.addEventListener("click", (event) => {
    if (!event.target.closest("[data-only-open]")) return;
    side.classList.toggle("is-only-open");
    show();
  });
}
