// Where something is missing: a link [data-go="<place or anchor>"] leads into the cell itself, and the button [data-next]
// to the next of them: on this page first, then in the next part of the outline that is not complete.
import { root } from "./page.js";

let last = null; // the field in which the author was

function focusOn(field) {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

// An anchor is a heading: its section's first empty field, or the button that makes one.
function fieldAt(place) {
  const cell = root.querySelector(`[data-cell="${place}"]`);
  const heading = document.getElementById(place);
  const section = heading && heading.closest("section, fieldset");
  if (cell || !section) return cell;
  const fields = Array.from(section.querySelectorAll("[data-cell]"));
  return fields.find((field) => !field.value) || section.querySelector('[data-do="add"]') || fields[0] || null;
}

function goTo(place) {
  const field = fieldAt(place);
  if (field) focusOn(field);
  return Boolean(field);
}

// As one reads: the next one behind the place where the author is, and from the front again.
function nextHere() {
  const links = Array.from(root.querySelectorAll(".draft-side .gaps [data-go]"));
  const places = links.map((link) => fieldAt(link.dataset.go));
  const isBehind = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const fields = places.filter(Boolean).sort((one, other) => (isBehind(one, other) ? -1 : 1));
  return fields.find((field) => last && isBehind(last, field)) || fields[0];
}

function nextElsewhere() {
  const links = Array.from(root.querySelectorAll(".draft-outline a"));
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const around = [...links.slice(at + 1), ...links.slice(0, at + 1)];
  return around.find((link) => !link.querySelector(".progress-mark.is-ok") && link.pathname !== window.location.pathname);
}

function goOn() {
  const field = nextHere();
  const link = !field && nextElsewhere();
  if (field) focusOn(field);
  else if (link) link.click();
}

export function startGo() {
  root.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-cell]")) last = target;
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link && goTo(link.dataset.go)) event.preventDefault();
    if (event.target.closest("[data-next]")) goOn();
  });
}
