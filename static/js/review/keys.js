// Keys of the reading page; they rest while one types. J and K walk over what is marked and leave the outline its own
// two keys where nothing is.
import { raiseUrl, root, side, threads } from "./page.js";
import { beside, choose, here, inView, marked, nextOf, placeAt } from "./places.js";
import { activate, activeThread, isOpen, threadsAt } from "./threads.js";
import { isSideOpen, openSide } from "./side.js";
import { leave, raiseAt } from "./raise.js";

function go(element) {
  if (!element) return false;
  choose(element);
  const [thread] = threadsAt(element);
  if (thread && isSideOpen()) activate(thread);
  return true;
}

const walk = (step) => go(nextOf(marked(), step));

function nextOpen() {
  const open = threads().filter(isOpen);
  const at = open.indexOf(activeThread());
  const thread = open[(at + 1) % open.length];
  if (!thread) return false;
  openSide();
  activate(thread, { go: true });
  return true;
}

function answer() {
  const thread = activeThread() || (here() && threadsAt(here())[0]);
  const folded = thread && thread.querySelector("[data-reply]");
  if (!folded) return false;
  openSide();
  activate(thread);
  folded.open = true;
  folded.querySelector("textarea").focus();
  return true;
}

// Where the reader is; what is out of sight is not meant, so the first press chooses a place before the eyes.
function raise() {
  const element = raiseUrl && inView();
  if (!element) return false;
  if (element === here()) raiseAt(element);
  else choose(element, { scroll: false });
  return true;
}

// On a place: what there is to read first, else a new thread.
function enter(target) {
  if (placeAt(target) !== target) return false;
  if (raiseUrl) return raise();
  const [thread] = threadsAt(target);
  if (!thread) return false;
  openSide();
  activate(thread, { focus: true });
  return true;
}

function help() {
  const keys = side.querySelector("[data-keys-help]");
  openSide();
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
  return true;
}

const KEYS = { j: () => walk(1), k: () => walk(-1), n: nextOpen, c: raise, r: answer, "?": help };

function arrow(event) {
  const from = placeAt(event.target);
  return from === event.target && go(beside(from, event.key));
}

function onKey(event) {
  if (event.key === "Escape") {
    if (leave()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select")) return;
  const isArrow = event.key.startsWith("Arrow");
  const isDone = isArrow ? arrow(event)
    : event.key === "Enter" ? enter(event.target)
      : KEYS[event.key] && KEYS[event.key]();
  if (isDone) event.preventDefault();
}

export function startKeys() {
  document.addEventListener("keydown", onKey, true); // before the outline's own keys
  const button = root.querySelector("[data-next-change]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    go(nextOf(marked().filter((element) => "changed" in element.dataset), 1));
  });
}
