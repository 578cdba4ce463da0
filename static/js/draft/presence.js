// Who else is in this text: names in [data-others], and a mark at the cell where each of them is.
import { find, labelOf } from "./cells.js";
import { make } from "./make.js";
import { root } from "./page.js";
import { momentOf } from "./times.js";

/** @returns {HTMLElement | null} */
const line = () => document.querySelector("[data-others]");
let told = "";

/** @param {Other[]} others */
export function showOthers(others) {
  if (JSON.stringify(others) === told) return;
  told = JSON.stringify(others);
  const place = line();
  if (place) place.textContent = others.map(sentenceOf).join("；");
  root.querySelectorAll(".other-mark").forEach((mark) => mark.remove());
  others.forEach(markPlace);
}

/** @param {Other} other */
function sentenceOf({ name, role, place, where: elsewhere, since }) {
  const cell = place && labelOf(place);
  const where = cell ? `“${cell}”` : elsewhere || "此文本中";
  const who = role && role !== name ? `${role} ${name}` : name;
  return `${who} 在${where}（${momentOf(since)} 起）`;
}

/** @param {Other} other */
function markPlace({ name, place }) {
  const el = place ? find(place) : null;
  if (!el || !el.isConnected) return;
  if (el.parentElement) el.parentElement.classList.add("has-other");
  el.after(make("span", { class: "other-mark", title: `${name} 在这里` }, name));
}
