// Undo and redo across the page: a stack of steps, each a list of {key, back, forth}.
// What happens in one turn of the browser (a pasted block, a row with its cells) is one step,
// and so is typing in one cell until a pause of a second. `back` and `forth` return false where another
// person's newer words stand: these are left alone.
import { isWritable, root } from "./page.js";
import { announce } from "./state.js";

const PAUSE = 1000; // ms
const MOST = 500; // steps kept

const done = [];
const undone = [];
let open = null; // the step of this turn
let isApplying = false;

export function record(change) {
  if (isApplying) return;
  undone.length = 0;
  const last = done[done.length - 1];
  if (open) add(open, change);
  else if (last && goesOn(last, change)) add(last, change);
  else done.push({ changes: [change], at: 0 });
  if (done.length > MOST) done.shift();
  const step = done[done.length - 1];
  step.at = Date.now();
  if (!open) setTimeout(() => { open = null; }, 0);
  open = step;
}

const goesOn = (step, change) =>
  change.key && step.changes.length === 1 && step.changes[0].key === change.key && Date.now() - step.at < PAUSE;

// Two changes of one cell are one: back to the first, forth to the second.
function add(step, change) {
  const same = change.key && step.changes.find((each) => each.key === change.key);
  if (same) same.forth = change.forth;
  else step.changes.push(change);
}

export const undo = () => apply(done, undone, "back", "没有可以撤销的修改");
export const redo = () => apply(undone, done, "forth", "没有可以重做的修改");

function apply(from, to, way, sentence) {
  if (!isWritable()) return;
  const step = from.pop();
  if (!step) {
    announce(sentence);
    return;
  }
  const changes = way === "back" ? step.changes.slice().reverse() : step.changes;
  isApplying = true;
  try {
    const kept = changes.filter((change) => change[way]() === false);
    if (kept.length) announce(`${kept.length} 处已有他人的新内容，保持不变`);
  } finally {
    isApplying = false;
  }
  step.at = 0;
  to.push(step);
}

export function startUndo() {
  document.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing;
    const isOurs = root.contains(event.target) || event.target === document.body;
    if (!isCommand || !isOurs || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      (key === "y" || event.shiftKey ? redo : undo)();
    }
  });
  // The browser's own menu (编辑 > 撤销) asks for the same thing.
  root.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
    event.preventDefault();
    (event.inputType === "historyUndo" ? undo : redo)();
  });
}
