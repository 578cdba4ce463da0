// The text may not be written any more: the fields can be read and copied, and so can the words not yet saved.
import { root } from "./page.js";
import { make } from "./make.js";
import { openPanel } from "./panel.js";
import { show } from "./state.js";
import { unsavedWords } from "./unsaved.js";

export function lockFields() {
  root.dataset.writable = "0";
  root.querySelectorAll("[data-cell]").forEach((el) => {
    if (el.tagName === "SELECT") el.disabled = true;
    else el.readOnly = true;
  });
  root.querySelectorAll("[data-do]").forEach((button) => { button.disabled = true; });
  show("readonly", "只读");
}

export function becomeReadonly(sentence) {
  lockFields();
  const words = unsavedWords();
  const lead = make("p", {}, sentence || "这份文本不能再修改。");
  openPanel({ title: "现在只读", className: "readonly", content: [lead, ...(words.length ? copyable(words) : [])] });
}

function copyable(words) {
  const text = make("textarea", { class: "form-control", rows: 6, readonly: true, "aria-label": "未保存的文字" });
  text.value = words.map(({ label, now }) => `${label}：\n${now}`).join("\n\n");
  const button = make("button", { type: "button", class: "btn btn-quiet" }, "复制这些文字");
  button.addEventListener("click", () => {
    text.select();
    document.execCommand("copy"); // the newer way asks for https, which not every office has
    button.textContent = "已复制";
  });
  const lead = make("p", {}, `下面 ${words.length} 处文字没有保存，可以复制；它们也留在本机。`);
  return [lead, text, make("div", { class: "panel-buttons" }, button)];
}
