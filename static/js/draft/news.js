// What others changed arrives in the fields, softly marked; never under the author's hands.
import { asShown, find, heard, placeOf, put, setHeard } from "./cells.js";
import { updateConflict } from "./conflict.js";
import { root } from "./page.js";
import { momentOf } from "./times.js";
import { takeRowNews } from "./row_news.js";
import { isCellUnsaved } from "./unsaved.js";

const ROW_NEWS = ["add", "move", "remove", "restore"];
const later = new Map(); // place -> news for the field the author stands in

export function takeNews(news) {
  const rows = news.filter((each) => ROW_NEWS.includes(each.place.split(":")[1]));
  if (rows.length) takeRowNews(rows);
  news.filter((each) => !rows.includes(each)).forEach((each) => take(`${each.kind}:${each.place}`, each));
}

function take(place, news) {
  const el = find(place);
  if (!el || news.value === null || news.value === heard(el)) return;
  if (isCellUnsaved(place)) updateConflict(place, news); // else its save will meet the other's words
  else if (el === document.activeElement) later.set(place, news);
  else fill(el, news);
}

function fill(el, { value, by, at }) {
  setHeard(el, value);
  put(el, asShown(el, value));
  el.classList.add("is-news");
  el.title = `${by} ${momentOf(at)} 修改`;
}

export function startNews() {
  root.addEventListener("focusout", ({ target }) => {
    if (!target.matches("[data-cell]") || !later.has(placeOf(target))) return;
    const news = later.get(placeOf(target));
    later.delete(placeOf(target));
    if (!isCellUnsaved(placeOf(target))) fill(target, news);
  });
  root.addEventListener("focusin", ({ target }) => {
    if (!target.classList.contains("is-news")) return;
    target.classList.remove("is-news");
    target.removeAttribute("title");
  });
}
