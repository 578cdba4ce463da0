// 三级指标 while typing: what the library and other texts call it. A combobox: ↓ ↑ choose, Enter takes, Esc closes.
// Taking one fills the name and, where it is empty, the description; the value is offered, never filled in.

import { asker } from "./ask.js";
import { floatAt } from "./float.js";
import { isComposed } from "./key-name.js";
import { make } from "./make.js";
import { joinTarget } from "./records.js";
import { cellAround, cellOf, fieldOf, gridOf, isWhole, isWritable, LEVELS, rowOf, valuesOf, write } from "./table.js";

const LIST = "indicator-suggestions";

const questions = asker();
let open = null; // { cell, options, at }

const list = make("ul", { id: LIST, role: "listbox", class: "suggestions", "aria-label": "指标库中的三级指标" });
const isName = (cell) => Boolean(cell) && fieldOf(cell) === "name" && isWritable(cell);

export function closeSuggestions() {
  questions.forget();
  if (!open) return;
  open.cell.setAttribute("aria-expanded", "false");
  open.cell.removeAttribute("aria-activedescendant");
  list.remove();
  open = null;
}

function point(at) {
  open.at = at;
  Array.from(list.children).forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
  const option = list.children[at];
  if (!option) return;
  open.cell.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

const usual = (option) => joinTarget({ operator: option.operator, number: option.example, unit: option.unit });

const othersOf = ({ others }) => (others || [])
  .map(({ target, count }) => (count > 1 ? `${target}（${count}）` : target)).join("、");

function values(option) {
  const parts = [["上年", option.last_year], ["常用", usual(option)], ["已通过的文本", othersOf(option)]];
  return parts.filter(([, value]) => value)
    .map(([label, value]) => make("span", {}, make("small", {}, label), ` ${value}`));
}

function optionElement(option, at) {
  const field = option.field && make("small", {}, option.field);
  return make(
    "li", { id: `${LIST}-${at}`, role: "option", "aria-selected": "false", "data-at": at },
    make("div", { class: "suggestion-name" }, make("strong", {}, option.name), field),
    option.description && make("p", {}, option.description),
    make("div", { class: "suggestion-values" }, ...values(option)),
  );
}

function show(cell, options) {
  closeSuggestions();
  if (!options.length || document.activeElement !== cell) return;
  open = { cell, options, at: -1 };
  cell.setAttribute("aria-expanded", "true");
  list.replaceChildren(...options.map(optionElement));
  floatAt(cell, list);
}

function ask(cell) {
  const { level2 } = valuesOf(rowOf(cell));
  const table = cell.closest("[data-rows]");
  const project = (table && table.dataset.parent) || "";
  const address = gridOf(cell).dataset.suggestUrl || "/indicators/suggest/";
  questions.ask(address, { q: cell.value.trim(), level2: level2 || "", project }, (options) => show(cell, options));
}

function offerButton(cell, label, value) {
  const words = `${label} ${value}`;
  const button = make("button", { type: "button", class: "cell-offer", tabindex: "-1", title: "填入指标值" }, words);
  button.addEventListener("click", () => {
    write(cell, value);
    button.parentElement.remove();
  });
  return button;
}

// Below 指标值: last year's, and the usual one, each to be taken by a press.
function offerValue(row, option) {
  const cell = cellOf(row, "target");
  if (!cell) return;
  const old = cell.parentElement.querySelector("[data-value-offer]");
  if (old) old.remove();
  const offers = [["上年", option.last_year], ["建议", usual(option)]]
    .filter(([, value]) => value && value !== cell.value);
  if (!offers.length) return;
  const buttons = offers.map(([label, value]) => offerButton(cell, label, value));
  cell.parentElement.append(make("div", { class: "cell-note", "data-value-offer": true }, ...buttons));
}

function take(at) {
  const { cell, options } = open;
  const option = options[at];
  const row = rowOf(cell);
  const description = cellOf(row, "description");
  closeSuggestions();
  write(cell, option.name);
  LEVELS.map((level) => [level, cellOf(row, level)]).filter(([, level]) => level && !level.value)
    .forEach(([name, level]) => write(level, option[name] || ""));
  if (description && !description.value) write(description, option.description || "");
  offerValue(row, option);
  cell.setSelectionRange(cell.value.length, cell.value.length);
}

// True where the list takes the key, and the grid must not.
function listKey(key) {
  const count = open.options.length;
  if (key === "ArrowDown") point((open.at + 1) % count);
  else if (key === "ArrowUp") point(open.at <= 0 ? count - 1 : open.at - 1);
  else if (key === "Enter" && open.at >= 0) take(open.at);
  else if (key === "Escape") closeSuggestions();
  else return false;
  return true;
}

function onKeydown(event) {
  const cell = cellAround(event.target);
  if (!isName(cell) || isComposed(event)) return;
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
  if (open && isPlain && listKey(event.key)) event.preventDefault();
  else if (event.key === "F2" && isWhole(cell)) ask(cell);
}

const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": LIST,
  autocomplete: "off",
};

// Must be started before the keys of the grid, which leave alone what was taken here.
export function startSuggestions(root) {
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays in the cell
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-at]");
    if (option) take(Number(option.dataset.at));
  });
  root.addEventListener("keydown", onKeydown);
  root.addEventListener("focusin", ({ target }) => {
    const cell = cellAround(target);
    if (isName(cell)) Object.entries(COMBOBOX).forEach(([name, value]) => cell.setAttribute(name, value));
  });
  root.addEventListener("focusout", closeSuggestions);
  const typed = (event) => {
    const cell = cellAround(event.target);
    if (!isName(cell) || !event.isTrusted || event.isComposing) return;
    if (cell.value.trim()) ask(cell);
    else closeSuggestions();
  };
  root.addEventListener("input", typed);
  root.addEventListener("compositionend", typed);
}
