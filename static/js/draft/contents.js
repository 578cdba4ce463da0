// The outline of a long text: shows where one is, finds a project by its name, leaves out what is complete. What one
// looked for stays from page to page while the window lives.
import { plan, root } from "./page.js";

const outline = root.querySelector(".draft-outline");
const box = outline.querySelector("[data-find]");
const words = box && box.querySelector("input[type=search]");
const isOpenOnly = box && box.querySelector("input[type=checkbox]");
const none = box && box.querySelector("[data-find-none]");
const KEY = `draft-outline:${plan}`;

const lines = () => Array.from(outline.querySelectorAll(".level-2"));

function isWanted(line) {
  const isOpen = !line.querySelector(".progress-mark.is-ok");
  const isHere = Boolean(line.querySelector("[aria-current]"));
  const hasWords = line.textContent.toLowerCase().includes(words.value.trim().toLowerCase());
  return hasWords && (!isOpenOnly.checked || isOpen || isHere);
}

function filter() {
  if (!box) return;
  lines().forEach((line) => { line.hidden = !isWanted(line); });
  none.hidden = lines().some((line) => !line.hidden);
  remember();
}

const remember = () => sessionStorage.setItem(KEY, JSON.stringify({
  words: words ? words.value : "", isOpenOnly: Boolean(box) && isOpenOnly.checked, top: outline.scrollTop,
}));

function recall() {
  const { words: looked = "", isOpenOnly: only = false, top = 0 } = JSON.parse(sessionStorage.getItem(KEY) || "{}");
  if (box) {
    words.value = looked;
    isOpenOnly.checked = only;
    box.hidden = false;
  }
  filter();
  outline.scrollTop = top;
}

// Where the list was left, unless the current line is not in view there.
function showCurrent() {
  const current = outline.querySelector("[aria-current]");
  if (!current) return;
  const room = outline.getBoundingClientRect();
  const line = current.getBoundingClientRect();
  const top = room.top + (box ? box.offsetHeight : 0);
  if (line.top < top || line.bottom > room.bottom) outline.scrollTop += line.top - room.top - room.height / 3;
}

export function startContents() {
  recall();
  showCurrent();
  outline.addEventListener("scroll", remember, { passive: true });
  root.addEventListener("draft:fresh", filter);
  if (!box) return;
  words.addEventListener("input", filter);
  isOpenOnly.addEventListener("change", filter);
  words.addEventListener("keydown", (event) => {
    const first = lines().find((line) => !line.hidden);
    if (event.key === "Enter" && first) first.querySelector("a").click();
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape" && words.value) {
      words.value = "";
      filter();
    }
  });
}
