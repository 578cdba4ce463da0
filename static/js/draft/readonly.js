// The text may not be written any more: the fields can be read and copied, and so can the words not yet saved, which
// stay in the journal as well. When it may be written again, the page says so and offers to load itself anew.
import { cellsWithin } from "./cells.js";
import { copyButton } from "./copy-words.js";
import { make } from "./make.js";
import { isWritable, root } from "./page.js";
import { closePanels, openPanel } from "./panel.js";
import { show } from "./state.js";
import { unsavedWords } from "./unsaved.js";

/** @type {Panel | null} */
let panel = null; // what says that the page became read-only under its author's hands

export function lockFields() {
  root.dataset.writable = "0";
  cellsWithin(root).forEach((el) => {
    if (el instanceof HTMLSelectElement) el.disabled = true;
    else el.readOnly = true;
  });
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = root.querySelectorAll("[data-do]");
  buttons.forEach((button) => { button.disabled = true; });
  show("readonly", "只读");
}

// Every answer of the server tells: a sentence why nobody may write in the text now, "" while one may.
/** @param {string | undefined} sentence */
export function hearWhetherReadonly(sentence) {
  if (sentence && isWritable()) becomeReadonly(sentence);
  else if (sentence === "" && panel) offerReload();
}

/** @param {string | undefined} sentence */
export function becomeReadonly(sentence) {
  lockFields();
  closePanels(); // a question about words that cannot be saved has no answer
  const words = unsavedWords();
  const lead = make("p", {}, sentence || "这份文本不能再修改。");
  panel = openPanel({ title: "现在只读", className: "readonly", content: [lead, ...(words.length ? copyable(words) : [])] });
}

function offerReload() {
  if (panel) panel.close();
  panel = null;
  const button = make("button", { type: "button", class: "btn btn-primary" }, "刷新此页");
  button.addEventListener("click", () => window.location.reload());
  const lead = make("p", {}, "这份文本可以继续填写。刷新后，没有保存的文字会请您恢复。");
  openPanel({ title: "可以继续填写", className: "readonly", content: [lead, button] });
}

/** @param {UnsavedWords[]} words */
function copyable(words) {
  const text = make("textarea", { class: "form-control", rows: 6, readonly: true, "aria-label": "未保存的文字" });
  text.value = words.map(({ label, now }) => `${label}：\n${now}`).join("\n\n");
  const lead = make("p", {}, `下面 ${words.length} 处文字没有保存，可以复制；它们也留在本机。`);
  return [lead, text, make("div", { class: "panel-buttons" }, copyButton("复制这些文字", () => text.value))];
}
