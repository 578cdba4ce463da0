// The way of a typed letter begins here: `input` in a cell -> finished words -> undo, and unsaved.js, to which
// the clocks of journal and queue listen. While an IME composes, nothing counts as typed.
import { LONGEST, finish, isBeingPut, placeOf, typed } from "./cells.js";
import { targetOf } from "./dom.js";
import { say } from "./messages.js";
import { root } from "./page.js";
import { recordCell } from "./undo.js";
import { noteCell } from "./unsaved.js";

/** @type {EventTarget | null} */
let composing = null; // the field in which an IME is at work
export const isComposing = () => composing !== null;

export function startTyping() {
  root.addEventListener("compositionstart", (event) => { composing = event.target; });
  root.addEventListener("compositionend", () => endComposition());
  root.addEventListener("focusout", (event) => { if (event.target === composing) endComposition(); });
  root.addEventListener("input", (event) => {
    /** @type {Cell | null} */
    const el = targetOf(event).closest("[data-cell]");
    if (el && el !== composing) changed(el);
  });
}

function endComposition() {
  const el = composing;
  composing = null;
  if (el instanceof Element && el.matches("[data-cell]")) changed(/** @type {Cell} */ (el));
}

// What a cell shows is what its author means now. Called for every bubbling `input` event.
/** @param {Cell} el */
export function changed(el) {
  if (!isBeingPut(el)) {
    const before = finish(el);
    if (typed(el) !== before) recordCell(placeOf(el), before, typed(el));
  }
  noteCell(el);
  judgeLength(el);
}

// The server takes no more; the words stay in the field and in the journal.
/** @type {Set<Place>} */
const tooLong = new Set();
/** @param {Cell} el */
function judgeLength(el) {
  const { length } = typed(el);
  if (length <= LONGEST && !tooLong.delete(placeOf(el))) return;
  if (length > LONGEST) tooLong.add(placeOf(el));
  say(placeOf(el), length > LONGEST ? `有 ${length} 字，一格最多 ${LONGEST} 字，超过时不能保存。` : "");
}
