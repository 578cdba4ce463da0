// Words onto the clipboard, from a field that shows them or from one made for it.
// execCommand, because the newer way asks for https, which not every office has.
import { make } from "./make.js";

/** @param {HTMLTextAreaElement} field */
function copyFrom(field) {
  field.select();
  document.execCommand("copy");
}

// A button that copies what `words()` says at that moment.
/** @param {string} label @param {() => string} words */
export function copyButton(label, words) {
  const button = make("button", { type: "button", class: "btn btn-quiet" }, label);
  button.addEventListener("click", () => {
    const field = make("textarea", { class: "draft-voice" });
    field.value = words();
    button.after(field);
    copyFrom(field);
    field.remove();
    button.textContent = "已复制";
    button.focus();
  });
  return button;
}
