// 指标值: below the cell the form in which it will print, where that differs; while one types, operators and units to
// press. The grammar is the server's (texts/targets.py); what is wrong with a value, autosave says (messages.js).

import { asker } from "./ask.js";
import { floatAt } from "./float.js";
import { make } from "./make.js";
import { cellAround, fieldOf, gridOf, isWritable, write } from "./table.js";

const OPERATORS = ["≥", "≤", "="];
const UNITS = ["%", "元", "万元", "人", "人次", "次", "场", "个", "项", "件", "家", "册", "天", "小时"];
const LEADING = /^\s*(?:[≥≤＝=<>＜＞≧≦]|>=|<=)*\s*/;
const NUMBER = /^(.*?[\d.,]+)\s*([^\d.,]*)$/s;

const questions = asker();
const isTarget = (cell) => Boolean(cell) && fieldOf(cell) === "target";

function noteOf(cell) {
  const box = cell.parentElement;
  const found = box.querySelector("[data-target-note]");
  return found || box.appendChild(make("div", { class: "cell-note", "data-target-note": true }));
}

function offerOf(cell, canonical) {
  const attributes = { type: "button", class: "cell-offer", tabindex: "-1", title: "改成印出的写法" };
  const button = make("button", attributes, canonical);
  button.addEventListener("click", () => {
    noteOf(cell).replaceChildren();
    write(cell, canonical);
    cell.focus();
  });
  return button;
}

function show(cell, asked, { canonical }) {
  if (cell.value !== asked) return;
  const differs = Boolean(canonical) && canonical !== cell.value.trim();
  noteOf(cell).replaceChildren(...(differs ? ["印作 ", offerOf(cell, canonical)] : []));
}

function askAbout(cell) {
  const asked = cell.value;
  const address = gridOf(cell).dataset.targetUrl || "/indicators/target/";
  if (asked.trim()) questions.ask(address, { value: asked }, (answer) => show(cell, asked, answer));
  else if (cell.parentElement.querySelector("[data-target-note]")) noteOf(cell).replaceChildren();
}

const withOperator = (text, operator) => operator + text.replace(LEADING, "");
const withUnit = (text, unit) => (NUMBER.test(text) ? text.replace(NUMBER, (_, number) => number + unit) : text + unit);

function palette() {
  const key = (word, kind) => make("button", { type: "button", tabindex: "-1", [`data-${kind}`]: word }, word);
  return make(
    "div", { class: "target-keys", role: "toolbar", "aria-label": "运算符和计量单位" },
    make("div", {}, ...OPERATORS.map((word) => key(word, "operator"))),
    make("div", {}, ...UNITS.map((word) => key(word, "unit"))),
  );
}

function press(cell, { operator, unit }) {
  write(cell, operator ? withOperator(cell.value, operator) : withUnit(cell.value, unit));
  cell.setSelectionRange(cell.value.length, cell.value.length);
}

export function startTargets(root) {
  const keys = palette();
  const cellOfKeys = () => keys.parentElement && keys.parentElement.querySelector("[data-cell]");
  keys.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays in the cell
  keys.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) press(cellOfKeys(), button.dataset);
  });

  root.addEventListener("focusin", ({ target }) => {
    const cell = cellAround(target);
    if (!isTarget(cell) || !isWritable(cell)) return;
    floatAt(cell, keys);
    askAbout(cell);
  });
  root.addEventListener("focusout", ({ target }) => {
    if (isTarget(cellAround(target))) keys.remove();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") keys.remove();
  });
  const typed = ({ target, isComposing }) => {
    const cell = cellAround(target);
    if (isTarget(cell) && !isComposing && cell === document.activeElement) askAbout(cell);
  };
  root.addEventListener("input", typed);
  root.addEventListener("compositionend", typed);
}
