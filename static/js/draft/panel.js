// A small window beside the work: it never takes the keyboard from who is typing. F6 goes into it and back, Esc back.
import { targetOf } from "./dom.js";
import { make } from "./make.js";
import { announce } from "./state.js";

/** @type {Panel[]} */
const panels = []; // open ones, the newest first

let number = 0;

// `near` is the field it belongs to; without one it stands at the upper edge.
/** @param {PanelParts} parts */
export function openPanel({ title, near, className = "", content }) {
  number += 1;
  const heading = make("h2", { id: `panel-${number}` }, title);
  const hint = make("p", { class: "faint panel-hint" }, "按 F6 进入或返回");
  const element = make("section", {
    class: `draft-panel ${className}`, role: "dialog", "aria-modal": "false", "aria-labelledby": heading.id, tabindex: "-1",
  }, heading, ...content, hint);
  /** @type {Panel} */
  const panel = { element, near, cameFrom: null, close: () => close(panel) };
  document.body.append(element);
  panels.unshift(panel);
  stand(panel);
  announce(`${title}。按 F6 进入。`);
  return panel;
}

export const closePanels = () => panels.slice().forEach(close);

/** @param {Panel} panel */
function close(panel) {
  const index = panels.indexOf(panel);
  if (index < 0) return;
  const hadFocus = panel.element.contains(document.activeElement);
  panels.splice(index, 1);
  panel.element.remove();
  if (hadFocus) goBack(panel);
}

/** @param {Panel} panel */
function goBack(panel) {
  const field = [panel.cameFrom, panel.near].find((el) => el && el.isConnected);
  if (field) field.focus();
}

// Below its field, or above it; where neither has room over the field's right half, always inside the window; at the edge
// while the field is out of view, for the page never scrolls under who is typing.
/** @param {Panel} panel */
function stand({ element, near }) {
  const field = near && near.isConnected ? near.getBoundingClientRect() : null;
  const isInView = field !== null && field.bottom > 0 && field.top < window.innerHeight;
  element.classList.toggle("is-beside", isInView);
  Object.assign(element.style, { left: "", top: "" });
  if (!isInView) return;
  const most = { left: window.innerWidth - element.offsetWidth - 8, top: window.innerHeight - element.offsetHeight - 8 };
  const below = field.bottom + 6;
  const above = field.top - element.offsetHeight - 6;
  const isOver = below > most.top && above < 8;
  const top = below > most.top && !isOver ? above : Math.min(below, most.top);
  const left = isOver ? field.right - element.offsetWidth : field.left;
  element.style.left = `${Math.max(8, Math.min(left, most.left)) + window.scrollX}px`;
  element.style.top = `${Math.max(8, top) + window.scrollY}px`;
}

export function focusPanel() {
  if (!panels.length) return;
  const [panel] = panels;
  if (!panel.element.contains(document.activeElement)) panel.cameFrom = /** @type {HTMLElement | null} */ (document.activeElement);
  if (panel.near && panel.near.isConnected) panel.near.scrollIntoView({ block: "nearest" });
  stand(panel);
  /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLButtonElement)[]} */
  const fields = Array.from(panel.element.querySelectorAll("input, textarea, button"));
  (fields.find((field) => field.tagName === "INPUT" && !field.value && field.offsetParent) || fields[0] || panel.element).focus();
}

export function startPanels() {
  document.addEventListener("keydown", (event) => {
    const inside = panels.find((panel) => panel.element.contains(targetOf(event)));
    if (event.key === "F6" && panels.length) {
      event.preventDefault();
      if (inside) goBack(inside);
      else focusPanel();
    } else if (event.key === "Escape" && inside) {
      event.preventDefault();
      goBack(inside);
    }
  });
}
