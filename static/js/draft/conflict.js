// Two people wrote in one cell: both words side by side, and the author's choice. Nothing is thrown away: until the
// choice is made the cell keeps the author's words, unsaved; after it Ctrl+Z still has them. Several wait in line.
import { cellsWithin, find, heard, labelOf, placeOf, setHeard, typed } from "./cells.js";
import { make } from "./make.js";
import { changeOf, merge } from "./merge.js";
import { openPanel } from "./panel.js";
import { restoreAtServer, restoreRow, rowOf, takeOut } from "./rows.js";
import { momentOf } from "./times.js";
import { replace } from "./undo.js";
import { cellIsSaved, holdBack, letGo } from "./unsaved.js";

/** @type {Map<Place, Theirs>} */
const line = new Map(); // place -> {value, by, at, isGone}
/** @type {(() => void)[]} */
const listeners = [];
/** @type {{ place: Place, panel: Panel, theirs?: HTMLElement } | null} */
let shown = null; // {place, panel, theirs: element with the other's words}

// A conflict has its cell and the other's words as long as it is open.
/** @param {Place} place */
const cellAt = (place) => /** @type {Cell} */ (find(place));
/** @param {Place} place */
const theirsAt = (place) => /** @type {Theirs} */ (line.get(place));

export const conflictCount = () => line.size;
/** @param {() => void} listener */
export const onConflict = (listener) => listeners.push(listener);

// Another's words stand where the author wanted to write.
/** @param {Place} place @param {Theirs} theirs */
export const meet = (place, theirs) => enter(place, theirs);

// Another took the row away in which the author wrote.
/** @param {Place} place @param {string} [by] @param {string} [at] */
export const meetGone = (place, by, at) => enter(place, { value: "", by, at, isGone: true });

// The other goes on writing there.
/** @param {Place} place @param {Theirs} theirs */
export function updateConflict(place, theirs) {
  if (line.has(place)) enter(place, theirs);
}

/** @param {Place} place @param {Theirs} theirs */
function enter(place, theirs) {
  const el = cellAt(place);
  if (!el.isConnected) restoreRow(rowOf(el)); // a removed row in which another wrote comes back to be looked at
  line.set(place, theirs);
  holdBack(place);
  el.classList.add("has-conflict");
  if (shown && shown.place === place && shown.theirs) tellWords(shown.theirs, heard(el), theirs.value);
  showNext();
}

function showNext() {
  listeners.forEach((listener) => listener());
  if (shown || !line.size) return;
  const [[place, theirs]] = line;
  shown = { place, ...(theirs.isGone ? openGone(place, theirs) : openBoth(place, theirs)) };
}

/** @param {Place} place */
function settle(place) {
  line.delete(place);
  cellAt(place).classList.remove("has-conflict");
  if (!shown || shown.place !== place) return;
  shown.panel.close();
  shown = null;
}

/** @param {Place} place @param {string} value */
function take(place, value) {
  const el = cellAt(place);
  setHeard(el, theirsAt(place).value);
  settle(place);
  replace(el, value);
  letGo(place);
  showNext();
}

/** @param {Place} place @param {Theirs} theirs */
function openBoth(place, { value, by, at }) {
  const el = cellAt(place);
  const mine = words("data-mine", heard(el), typed(el));
  const theirs = words("data-theirs", heard(el), value);
  const both = make("textarea", { class: "form-control", rows: 3, "aria-label": "合并后的内容" });
  both.value = merge(heard(el), typed(el), value);
  el.addEventListener("input", () => tellWords(mine, heard(el), typed(el)));
  const choices = make("div", { class: "panel-buttons" },
    button("用我的", () => take(place, typed(el))),
    button("用对方的", () => take(place, theirsAt(place).value)),
    button("合并后保存", () => take(place, both.value)));
  const lead = make("p", { class: "soft" }, `${whoAndWhen(by, at)}改了同一处。选定之前，您的文字留在原处，不会丢失。`);
  const content = [lead, part("我的", mine), part(by || "对方", theirs), part("合并", both), choices];
  const panel = openPanel({ title: titleOf(place), near: el, className: "conflict", content });
  [mine, theirs].forEach(showChange);
  return { panel, theirs };
}

/** @param {Place} place @param {Theirs} theirs */
function openGone(place, { by, at }) {
  const el = cellAt(place);
  const lead = make("p", { class: "soft" }, `${whoAndWhen(by, at)}删除了这一行，您在其中写了：`);
  const choices = make("div", { class: "panel-buttons" },
    button("恢复这一行并保存", () => keepRow(rowOf(el))),
    button("放弃这一行", () => giveUp(rowOf(el))));
  const content = [lead, words("data-mine", heard(el), typed(el)), choices];
  return { panel: openPanel({ title: titleOf(place), near: el, className: "conflict", content }) };
}

/** @param {HTMLElement} row */
const placesIn = (row) => Array.from(line.keys()).filter((place) => row.contains(cellAt(place)));

/** @param {HTMLElement} row */
function keepRow(row) {
  restoreAtServer(row);
  placesIn(row).forEach((place) => {
    settle(place);
    letGo(place);
  });
  showNext();
}

/** @param {HTMLElement} row */
function giveUp(row) {
  placesIn(row).forEach(settle);
  takeOut(row);
  cellsWithin(row).forEach((el) => cellIsSaved(placeOf(el), typed(el)));
  showNext();
}

// Words with the stretch marked in which they differ from what both began with.
/** @param {HTMLElement} element @param {string} was @param {string} now */
function tellWords(element, was, now) {
  const { start, words: changed } = changeOf(was, now);
  const mark = changed ? [make("mark", {}, changed)] : [];
  element.replaceChildren(now.slice(0, start), ...mark, now.slice(start + changed.length));
  if (!now) element.textContent = "（空）";
}

/** @param {string} name @param {string} was @param {string} now */
function words(name, was, now) {
  const element = make("p", { class: "conflict-words", [name]: true });
  tellWords(element, was, now);
  return element;
}

/** @param {HTMLElement} element */
function showChange(element) {
  const mark = element.querySelector("mark");
  if (mark) element.scrollTop = mark.offsetTop - element.offsetTop - element.clientHeight / 2;
}

/** @param {string} label @param {HTMLElement} element */
const part = (label, element) => make("div", { class: "conflict-part" }, make("h3", {}, label), element);
/** @param {Place} place */
const titleOf = (place) => `有冲突：${labelOf(place)}`;
/** @param {string} [by] @param {string} [at] */
const whoAndWhen = (by, at) => `${by || "另一人"}${at ? ` ${momentOf(at)} ` : ""}`;

/** @param {string} label @param {() => void} onClick */
function button(label, onClick) {
  const element = make("button", { type: "button", class: "btn btn-quiet" }, label);
  element.addEventListener("click", onClick);
  return element;
}
