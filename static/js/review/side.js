// The column of threads: beside the paper where there is room, opened by its button ([data-side-button]) elsewhere.
// It stays as one left it while the window lives. What one was reading stays in view when the paper changes its width.
import { root, side } from "./page.js";
import { inView } from "./places.js";

const KEY = "review-side";
const roomy = window.matchMedia("(min-width: 1440px)");
const button = root.querySelector("[data-side-button]");
export const isSideOpen = () => root.classList.contains("has-side-open");

function set(open) {
  if (open === isSideOpen()) return;
  const kept = inView();
  const before = kept && kept.getBoundingClientRect().top;
  root.classList.toggle("has-side-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (kept) window.scrollBy(0, kept.getBoundingClientRect().top - before);
}

// Threads or findings: for the bureau the column holds both, one at a time ([data-side-switch]).
export function showInSide(name) {
  side.dataset.shown = name;
  side.querySelectorAll("[data-shows]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.shows === name));
  });
}

export function openSide() {
  set(true);
  showInSide("threads");
}

function byHand(open) {
  set(open);
  if (roomy.matches) sessionStorage.setItem(KEY, open ? "open" : "closed");
}

export function startSide() {
  root.classList.add("is-scripted");
  button.hidden = false;
  const asUsual = () => set(roomy.matches && sessionStorage.getItem(KEY) !== "closed");
  asUsual();
  roomy.addEventListener("change", asUsual);
  button.addEventListener("click", () => byHand(!isSideOpen()));
  side.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || roomy.matches || event.target.closest("textarea")) return;
    byHand(false);
    button.focus();
  });
}
