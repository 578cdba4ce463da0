// 按此修改: the difference that is shown is written into the fields as if typed, so it is saved and undone like anything
// typed. A field whose words are others by now is left alone.
import { asShown, find, typed } from "./cells.js";
import { isWritable, root } from "./page.js";
import { announce } from "./state.js";
import { replace } from "./undo.js";

function mend(item) {
  const edits = JSON.parse(item.dataset.edits).map((edit) => ({ ...edit, el: find(edit.place) }));
  if (edits.some(({ el }) => !el)) {
    window.location.assign(root.dataset.fixUrl); // a field of another page: there it is shown and written
    return;
  }
  if (edits.some(({ el, was }) => el.readOnly || typed(el) !== asShown(el, was))) {
    announce("这里刚刚改过，请看过新的检查结果再改。");
    return;
  }
  edits[0].el.focus();
  edits.forEach(({ el, now }) => replace(el, now));
  announce("已按此修改，可用 Ctrl+Z 撤销。");
}

export function startMending() {
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-mend]");
    if (button && isWritable()) mend(button.closest("[data-finding]"));
  });
}
