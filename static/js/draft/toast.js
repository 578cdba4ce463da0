// A sentence at the foot of the page for some seconds, with one thing that can be done about it.

import { make } from "./make.js";

const STAYS = 8000; // ms

/** @type {HTMLElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function close() {
  clearTimeout(timer);
  if (shown) shown.remove();
  shown = null;
}

// `isBrief`: it goes as soon as the author types, because what it offers would then mean something else.
/** @param {string} sentence @param {{ label?: string, act?: () => void, isBrief?: boolean }} [offer] */
export function toast(sentence, { label, act, isBrief = false } = {}) {
  close();
  const button = label && make("button", { type: "button", class: "toast-act" }, label);
  shown = make("div", { class: "draft-toast", role: "status" }, make("span", {}, sentence), button);
  if (button) {
    button.addEventListener("click", () => {
      close();
      if (act) act();
    });
  }
  if (isBrief) document.addEventListener("input", ({ isTrusted }) => isTrusted && close(), { once: true });
  document.body.append(shown);
  timer = setTimeout(close, STAYS);
}
