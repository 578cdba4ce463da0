// How the preview of a paste (preview.js) looks: a dialog, a line a row with old words struck out, what has no place.

import { make } from "./make.js";
import { countSteps, isOver } from "./placing.js";
import { namesOf } from "./table.js";

/** @param {FieldChange | undefined} change */
function changeCell(change) {
  if (!change) return make("td");
  if (!isOver(change)) return make("td", { class: change.was === change.now ? "is-same" : "" }, change.now);
  return make("td", { class: "is-over" }, make("del", {}, change.was), make("ins", {}, change.now || "（空）"));
}

/** @param {Step} step @param {string[]} fields */
function stepRow(step, fields) {
  const where = step.at === null ? make("strong", {}, "新增") : `第 ${step.at + 1} 行`;
  const mark = step.isUnknown && make("span", { class: "is-unknown" }, "体系外，请核对");
  const cells = fields.map((field) => changeCell(step.changes.find((change) => change.field === field)));
  if (mark) cells[fields.indexOf("level2")].append(mark);
  return make("tr", { class: step.at === null ? "is-new" : "" }, make("th", { scope: "row" }, where), ...cells);
}

/** @param {Step[]} steps @param {Columns} known */
export function stepsTable(steps, known) {
  const heads = ["位置", ...known.own.map(({ label }) => label)];
  const rows = steps.map((step) => stepRow(step, namesOf(known)));
  const head = make("tr", {}, ...heads.map((title) => make("th", { scope: "col" }, title)));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
}

/** @param {Step[]} steps */
export function sentence(steps) {
  const { rows, added, over } = countSteps(steps);
  if (!rows) return "没有读出可以粘贴的内容。";
  const into = [rows - added && `填入 ${rows - added} 行`, added && `新增 ${added} 行`].filter(Boolean).join("，");
  return `${rows} 行：${into}${over ? `；覆盖 ${over} 格原有内容` : "；不覆盖原有内容"}。`;
}

/** @param {LeftOver[]} rest */
export function restList(rest) {
  /** @param {LeftOver} left */
  const place = ({ line, column }) => `第 ${line} 行${column === undefined ? "" : `第 ${column + 1} 列`}：`;
  return rest.map((each) => make("li", {}, make("span", { class: "faint" }, place(each)), each.text));
}

// Which column goes where may be said otherwise.
/** @param {ReadColumns} read @param {Matrix} matrix @param {number} at @param {{ known: Columns, changed: (at: number, field: string | null) => void }} known */
export function columnChoice(read, matrix, at, { known, changed }) {
  const sample = (matrix.slice(read.from).find((row) => row[at]) || [])[at] || "";
  const label = read.heads[at] || `第 ${at + 1} 列`;
  const choices = [...known.own, ...known.beside].filter(({ name }) => name !== "counter");
  /** @type {{ name: string, label: string }[]} */
  const all = [{ name: "", label: "不粘贴" }, ...choices];
  const options = all.map(({ name, label: title }) =>
    make("option", { value: name, selected: (read.columns[at] || "") === name }, title));
  const choice = make("select", { class: "form-select" }, ...options);
  choice.addEventListener("change", () => changed(at, choice.value || null));
  return make("label", {}, make("span", {}, label), make("small", {}, sample), choice);
}

export function frame() {
  const part = {
    summary: make("p", { class: "preview-summary", role: "status" }),
    steps: make("div", { class: "preview-steps", tabindex: "0" }),
    rest: make("ul", {}),
    columns: make("div", { class: "preview-columns" }),
    isKept: make("input", { type: "checkbox" }),
    paste: make("button", { type: "button", class: "btn btn-primary" }, "粘贴"),
    cancel: make("button", { type: "button", class: "btn btn-quiet" }, "取消"),
  };
  const restBox = make("section", { class: "preview-rest" }, make("h3", {}, "没有放处，不会粘贴"), part.rest);
  const columnsBox = make("details", {}, make("summary", {}, "各列放到哪里"), part.columns);
  const dialog = make(
    "dialog", { class: "preview", "aria-labelledby": "preview-title" },
    make("h2", { id: "preview-title" }, "粘贴表格"), part.summary,
    make("label", { class: "preview-keep" }, part.isKept, "保留已有内容：只填空行，其余另加新行"),
    part.steps, restBox, columnsBox,
    make("div", { class: "preview-buttons" }, part.cancel, part.paste),
  );
  return { ...part, restBox, columnsBox, dialog };
}
