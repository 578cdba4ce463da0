// Others added, moved or removed rows: the page asks how its tables stand at the server, and each table that differs
// gets a line that offers to follow. Rows never move under the author's hands by themselves.
import { cellsWithin, placeOf } from "./cells.js";
import { getPage } from "./exchange.js";
import { make } from "./make.js";
import { root } from "./page.js";
import { findRow, idOf, rowsOf, stand, takeOut } from "./rows.js";
import { isCellUnsaved, unsavedRows } from "./unsaved.js";

/** @returns {HTMLElement[]} */
const tables = () => Array.from(root.querySelectorAll("[data-rows]"));
/** @param {HTMLElement} row */
const isOnlyHere = (row) => unsavedRows().some((change) => change.row === row);

/** @param {News[]} news */
export async function takeRowNews(news) {
  const page = await getPage(window.location.href);
  if (!page) return;
  const who = Array.from(new Set(news.map((each) => each.by))).join("、");
  tables().filter((table) => differs(table, page.document)).forEach((table) => offer(table, who));
}

/** @param {HTMLElement} table @param {Document} theirPage */
function theirRows(table, theirPage) {
  const { rows, parent } = table.dataset;
  /** @type {HTMLElement | null} */
  const theirs = theirPage.querySelector(`[data-rows="${rows}"][data-parent="${parent}"]`);
  return theirs ? rowsOf(theirs) : [];
}

/** @param {HTMLElement} table @param {Document} theirPage */
function differs(table, theirPage) {
  const ours = rowsOf(table).filter((row) => !isOnlyHere(row));
  return String(ours.map(idOf)) !== String(theirRows(table, theirPage).map(idOf));
}

/** @param {HTMLElement} table @param {string} who */
function offer(table, who) {
  const beside = table.closest("table") || table;
  const before = beside.previousElementSibling;
  if (before && before.matches("[data-row-news]")) before.remove();
  const button = make("button", { type: "button", class: "btn-link-plain" }, "刷新此表");
  const notice = make("p", { class: "row-news", role: "status", "data-row-news": true }, `${who}调整了这张表的行。`, button);
  button.addEventListener("click", () => follow(table, notice));
  beside.before(notice);
}

/** @param {HTMLElement} table @param {HTMLElement} notice */
async function follow(table, notice) {
  const page = await getPage(window.location.href);
  if (!page) return;
  const field = /** @type {HTMLElement | null} */ (document.activeElement);
  const theirs = theirRows(table, page.document);
  const ids = theirs.map(idOf);
  rowsOf(table).filter((row) => !ids.includes(idOf(row)) && isLeftBehind(row)).forEach(takeOut);
  /** @type {HTMLElement | null} */
  let front = null;
  for (const row of theirs) {
    const ours = findRow(idOf(row)) || document.importNode(row, true);
    stand(ours, table, front);
    front = ours;
  }
  if (field && field.isConnected) field.focus();
  notice.remove();
  table.dispatchEvent(new CustomEvent("draft:rows", { bubbles: true, detail: { do: "follow", kind: table.dataset.rows } }));
}

// A row in which the author has unsaved words stays: its save will ask.
/** @param {HTMLElement} row */
const isLeftBehind = (row) =>
  !isOnlyHere(row) && !cellsWithin(row).some((el) => isCellUnsaved(placeOf(el)));
