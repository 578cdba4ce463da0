// What the author sees of saving: the line [data-save-state], and sentences for screen readers.
import { root } from "./page.js";
import { make } from "./make.js";

/** @returns {HTMLElement | null} */
const line = () => document.querySelector("[data-save-state]");
const voice = make("p", { class: "draft-voice", role: "status" });
/** @type {{ [state: string]: string }} */
const ICONS = { saved: "✓", saving: "…", offline: "⚠", conflict: "⚠", readonly: "■" };

// `state` is one of ICONS; `onClick` makes the words a button that leads to what is to be done.
/** @param {string} state @param {string} words @param {() => void} [onClick] */
export function show(state, words, onClick) {
  const place = line();
  if (!place || (place.dataset.saveState === state && place.dataset.words === words)) return;
  const isNew = place.dataset.saveState !== state;
  Object.assign(place.dataset, { saveState: state, words });
  const mark = make("span", { "aria-hidden": "true" }, `${ICONS[state]} `);
  const text = onClick ? make("button", { type: "button", class: "btn-link-plain" }, words) : words;
  if (onClick && text instanceof Element) text.addEventListener("click", onClick);
  place.replaceChildren(mark, text);
  if (isNew && state !== "saving" && state !== "saved") announce(words);
}

/** @param {string} sentence */
export function announce(sentence) {
  voice.textContent = sentence;
}

export function startState() {
  document.body.append(voice);
  root.querySelectorAll("[data-save-state]").forEach((el) => el.setAttribute("aria-live", "off"));
}
