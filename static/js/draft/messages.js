// A sentence beside a cell: [data-message-for="<place>"], made after the field when the page has none. "" takes it away.
// Those that came with the page are told to screen readers in the same way.
import { find } from "./cells.js";
import { make } from "./make.js";
import { root } from "./page.js";

// Advice is no error: what stands there may be right.
/** @param {Place} place @param {string} sentence */
export function say(place, sentence, isAdvice = false) {
  const el = find(place);
  if (!el) return;
  const message = messageOf(el, place) || (sentence && standBehind(el, place));
  if (!message) return;
  message.textContent = sentence;
  message.hidden = !sentence;
  tone(el, message, isAdvice);
}

/** @param {Cell} el @param {Place} place @returns {HTMLElement | null} */
const messageOf = (el, place) => (el.isConnected ? document : rootOf(el)).querySelector(`[data-message-for="${place}"]`);

/** @param {Cell} el @param {Place} place */
function standBehind(el, place) {
  const message = make("p", { class: "cell-message", "data-message-for": place });
  el.after(message);
  describe(el, message);
  return message;
}

/** @param {HTMLElement} message */
const placeOfMessage = (message) => message.dataset.messageFor || "";

/** @param {Cell} el @param {HTMLElement} message */
function describe(el, message) {
  message.id = `message-${placeOfMessage(message).replace(/:/g, "-")}`;
  el.setAttribute("aria-describedby", [el.getAttribute("aria-describedby"), message.id].filter(Boolean).join(" "));
}

/** @param {Cell} el @param {HTMLElement} message @param {boolean} isAdvice */
function tone(el, message, isAdvice) {
  message.classList.toggle("is-advice", isAdvice);
  if (message.textContent && !isAdvice) el.setAttribute("aria-invalid", "true");
  else el.removeAttribute("aria-invalid");
}

// Of a row that was taken out: the row itself.
/** @param {Cell} el */
const rootOf = (el) => /** @type {HTMLElement} */ (el.getRootNode());

export function startMessages() {
  /** @type {HTMLElement | null} */
  const page = root.querySelector("[data-advice]");
  const advice = page ? (page.dataset.advice || "").split(" ") : [];
  /** @type {NodeListOf<HTMLElement>} */
  const messages = root.querySelectorAll("[data-message-for]");
  messages.forEach((message) => {
    const place = placeOfMessage(message);
    const el = find(place);
    if (!el) return;
    describe(el, message);
    tone(el, message, advice.includes(place));
  });
}
