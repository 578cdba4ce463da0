// A sentence beside a cell: [data-message-for="<place>"], made after the field when the page has none. "" takes it away.
import { find } from "./cells.js";
import { make } from "./make.js";

export function say(place, sentence) {
  const el = find(place);
  if (!el) return;
  const message = messageOf(el, place) || (sentence && standBehind(el, place));
  if (!message) return;
  message.textContent = sentence;
  message.hidden = !sentence;
  el.toggleAttribute("aria-invalid", Boolean(sentence));
}

const messageOf = (el, place) => el.getRootNode().querySelector(`[data-message-for="${place}"]`);

function standBehind(el, place) {
  const id = `message-${place.replace(/:/g, "-")}`;
  const message = make("p", { class: "cell-message", id, "data-message-for": place });
  el.after(message);
  el.setAttribute("aria-describedby", [el.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  return message;
}
