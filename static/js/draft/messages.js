// A sentence beside a cell: [data-message-for="<place>"], made after the field when the page has none. "" takes it away.
// Those that came with the page are told to screen readers in the same way.
import { find } from "./cells.js";
import { make } from "./make.js";
import { root } from "./page.js";

// Advice is no error: what stands there may be right.
export function say(place, sentence, isAdvice = false) {
  const el = find(place);
  if (!el) return;
  const message = messageOf(el, place) || (sentence && standBehind(el, place));
  if (!message) return;
  message.textContent = sentence;
  message.hidden = !sentence;
  tone(el, message, isAdvice);
}

const messageOf = (el, place) => el.getRootNode().querySelector(`[data-message-for="${place}"]`);

function standBehind(el, place) {
  const message = make("p", { class: "cell-message", "data-message-for": place });
  el.after(message);
  describe(el, message);
  return message;
}

function describe(el, message) {
  message.id = `message-${message.dataset.messageFor.replace(/:/g, "-")}`;
  el.setAttribute("aria-describedby", [el.getAttribute("aria-describedby"), message.id].filter(Boolean).join(" "));
}

function tone(el, message, isAdvice) {
  message.classList.toggle("is-advice", isAdvice);
  if (message.textContent && !isAdvice) el.setAttribute("aria-invalid", "true");
  else el.removeAttribute("aria-invalid");
}

export function startMessages() {
  const page = root.querySelector("[data-advice]");
  const advice = page ? page.dataset.advice.split(" ") : [];
  root.querySelectorAll("[data-message-for]").forEach((message) => {
    const el = find(message.dataset.messageFor);
    if (!el) return;
    describe(el, message);
    tone(el, message, advice.includes(message.dataset.messageFor));
  });
}
