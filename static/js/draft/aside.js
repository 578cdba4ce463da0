// The column beside the work ([data-aside] buttons open and close it): beside the paper where there is room, over it on
// a smaller screen. It stays as one left it while the window lives; Esc closes it where it lies over the paper.
import { root } from "./page.js";

const KEY = "draft-aside";
const roomy = window.matchMedia("(min-width: 1440px)");
const button = root.querySelector("[data-aside]");

const isOpen = () => root.classList.contains("has-aside");

function set(open) {
  root.classList.toggle("has-aside", open);
  button.setAttribute("aria-expanded", String(open));
}

function byHand(open) {
  set(open);
  if (roomy.matches) sessionStorage.setItem(KEY, open ? "open" : "closed");
}

const asUsual = () => set(roomy.matches && sessionStorage.getItem(KEY) !== "closed");

export function startAside() {
  if (!button) return;
  root.classList.add("folds-aside");
  button.hidden = false;
  asUsual();
  roomy.addEventListener("change", asUsual);
  button.addEventListener("click", () => byHand(!isOpen()));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || roomy.matches || !isOpen() || !event.target.closest(".draft-side, [data-aside]")) return;
    byHand(false);
    button.focus();
  });
  root.addEventListener("click", ({ target }) => {
    if (!roomy.matches && isOpen() && target.closest(".draft-side [data-go], .desk")) byHand(false);
  });
}
