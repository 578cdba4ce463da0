// What others changed arrives in the fields, softly marked; never under the author's hands.
import { asShown, find, heard, placeOf, put, setHeard } from "./cells.js";
import { updateConflict } from "./conflict.js";
import { targetOf } from "./dom.js";
import { root } from "./page.js";
import { momentOf } from "./times.js";
import { takeRowNews } from "./row-news.js";
import { isCellUnsaved } from "./unsaved.js";

/** @typedef {{ value: string, by: string, at: string }} Told */

const ROW_NEWS = ["add", "move", "remove", "restore"];
/** @type {Map<Place, Told>} */
const later = new Map(); // place -> news for the field the author stands in

/** @param {News[]} news */
export function takeNews(news) {
  const rows = news.filter((each) => ROW_NEWS.includes(each.place.split(":")[1]));
  if (rows.length) takeRowNews(rows);
  news.filter((each) => !rows.includes(each)).forEach((each) => take(`${each.kind}:${each.place}`, each));
}

/** @param {Place} place @param {News} news */
function take(place, news) {
  const el = find(place);
  const { value, by, at } = news;
  if (!el || value === null || value === heard(el)) return;
  const told = { value, by, at };
  if (isCellUnsaved(place)) updateConflict(place, told); // else its save will meet the other's words
  else if (el === document.activeElement) later.set(place, told);
  else fill(el, told);
}

/** @param {Cell} el @param {Told} news */
function fill(el, { value, by, at }) {
  setHeard(el, value);
  put(el, asShown(el, value));
  el.classList.add("is-news");
  el.title = `${by} ${momentOf(at)} 修改`;
}

export function startNews() {
  root.addEventListener("focusout", (event) => {
    const el = /** @type {Cell} */ (targetOf(event));
    const news = later.get(placeOf(el));
    if (!news) return;
    later.delete(placeOf(el));
    if (!isCellUnsaved(placeOf(el))) fill(el, news);
  });
  root.addEventListener("focusin", (event) => {
    const target = targetOf(event);
    if (!target.classList.contains("is-news")) return;
    target.classList.remove("is-news");
    target.removeAttribute("title");
  });
}
