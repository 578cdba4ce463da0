// Threads and their places belong together: a number in the margin leads to the thread, the thread to its cell.
import { isPhone, paper, showPane, side, threads } from "./page.js";
import { choose, elementOf } from "./places.js";
import { openSide } from "./side.js";

const GAP = 24; // px from one number in the margin to the next below it
const layer = document.createElement("div");
layer.className = "marks";
paper.append(layer);

export const cellOf = (thread) => elementOf(thread.dataset.place, thread.dataset.anchor);
export const threadsAt = (element) => threads().filter((thread) => cellOf(thread) === element);
export const isOpen = (thread) => !thread.classList.contains("is-settled");

let active = null; // the identity of the thread in hand: the list is drawn anew after every answer

function light() {
  paper.querySelectorAll(".is-spoken").forEach((element) => element.classList.remove("is-spoken"));
  threads().forEach((thread) => {
    const isActive = thread.dataset.thread === active;
    thread.classList.toggle("is-active", isActive);
    if (isActive && cellOf(thread)) cellOf(thread).classList.add("is-spoken");
  });
}

export const activeThread = () => threads().find((thread) => thread.dataset.thread === active) || null;

// Shows a thread in its column; with `go` its cell too.
export function activate(thread, { go = false, focus = false } = {}) {
  active = thread.dataset.thread;
  light();
  const folded = thread.querySelector(":scope > details");
  if (folded) folded.open = true;
  if (go && cellOf(thread)) choose(cellOf(thread));
  thread.scrollIntoView({ block: "nearest" });
  if (focus) thread.focus({ preventScroll: true });
}

const marked = (id) => layer.querySelector(`[data-mark-of="${id}"]`);

function markOf(thread) {
  const { number, thread: id } = thread.dataset;
  const mark = marked(id) || document.createElement("button");
  Object.assign(mark, { type: "button", className: "mark", textContent: number, tabIndex: -1 });
  mark.setAttribute("aria-label", thread.getAttribute("aria-label"));
  mark.classList.toggle("is-settled", !isOpen(thread));
  mark.classList.toggle("is-internal", thread.classList.contains("is-internal"));
  mark.dataset.markOf = id;
  return mark;
}

// Marks that are there stay where they are: one that is taken out under a pressed button hears no click.
function showMarks() {
  const marks = threads().map(markOf);
  const isSame = marks.length === layer.children.length && marks.every((mark, n) => mark === layer.children[n]);
  if (!isSame) layer.replaceChildren(...marks);
}

function layOut() {
  const top = paper.getBoundingClientRect().top;
  let last = -GAP;
  const found = threads()
    .map((thread) => ({ mark: marked(thread.dataset.thread), cell: cellOf(thread) }))
    .filter(({ mark, cell }) => mark && cell)
    .map(({ mark, cell }) => ({ mark, at: cell.getBoundingClientRect().top - top }));
  found.sort((one, other) => one.at - other.at).forEach(({ mark, at }) => {
    last = Math.max(at, last + GAP);
    mark.style.top = `${last}px`;
  });
}

export function draw() {
  paper.querySelectorAll("[data-noted]").forEach((element) => element.removeAttribute("data-noted"));
  showMarks();
  paper.classList.toggle("has-marks", threads().length > 0);
  threads().map(cellOf).forEach((cell) => { if (cell) cell.dataset.noted = ""; });
  light();
  layOut();
}

export function startThreads() {
  draw();
  new ResizeObserver(layOut).observe(paper);
  layer.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark-of]");
    const thread = mark && threads().find((one) => one.dataset.thread === mark.dataset.markOf);
    if (!thread) return;
    openSide();
    showPane("side");
    activate(thread, { focus: true });
  });
  side.addEventListener("click", (event) => {
    const thread = event.target.closest("[data-thread]");
    if (!thread) return;
    if (event.target.closest("[data-goto]")) {
      event.preventDefault();
      showPane("text");
      requestAnimationFrame(() => activate(thread, { go: true }));
    } else if (!isPhone() && active !== thread.dataset.thread) {
      active = thread.dataset.thread;
      light();
    }
  });
  window.addEventListener("hashchange", arrive);
  arrive();
}

// An address that ends in #thread-… leads to the thread and its cell, closed ones too.
function arrive() {
  const wanted = threads().find((thread) => `#${thread.id}` === window.location.hash);
  if (!wanted) return;
  openSide();
  showPane("side");
  activate(wanted, { go: !isPhone() });
}
