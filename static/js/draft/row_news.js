// Others added, moved or removed rows: the page asks how its tables stand at the server, and each table that differs
// gets a line that offers to follow. Rows never move under the author's hands by themselves.
import { getPage } from "./exchange.js";
import { make } from "./make.js";
import { root } from "./page.js";
import { findRow, idOf, rowsOf, stand, takeOut } from "./rows.js";
import { isCellUnsaved, unsavedRows } from "./unsaved.js";

const tables = () => Array.from(root.querySelectorAll("[data-rows]"));
const isOnlyHere = (row) => unsavedRows().some((change) => change.row === row);

export async function takeRowNews(news) {
  const page = await getPage(window.location.href);
  if (!page) return;
  const who = Array.from(new Set(news.map((each) => each.by))).join("、");
  tables().filter((table) => differs(table, page.document)).forEach((table) => offer(table, who));
}

function theirRows(table, theirPage) {
  const { rows, parent } = table.dataset;
  const theirs = theirPage.querySelector(`[data-rows="${rows}"][data-parent="${parent}"]`);
  return theirs ? rowsOf(theirs) : [];
}

function differs(table, theirPage) {
  const ours = rowsOf(table).filter((row) => !isOnlyHere(row));
  return String(ours.map(idOf)) !== String(theirRows(table, theirPage).map(idOf));
}

function offer(table, who) {
  const beside = table.closest("table") || table;
  const before = beside.previousElementSibling;
  if (before && before.matches("[data-row-news]")) before.remove();
  const button = make("button", { type: "button", class: "btn-link-plain" }, "刷新此表");
  const notice = make("p", { class: "row-news", role: "status", "data-row-news": true }, `${who}调整了这张表的行。`, button);
  button.addEventListener("click", () => follow(table, notice));
  beside.before(notice);
}

async function follow(table, notice) {
  const page = await getPage(window.location.href);
  if (!page) return;
  const field = document.activeElement;
  const theirs = theirRows(table, page.document);
  const ids = theirs.map(idOf);
  rowsOf(table).filter((row) => !ids.includes(idOf(row)) && isLeftBehind(row)).forEach(takeOut);
  theirs.reduce((front, row) => {
    const ours = findRow(idOf(row)) || document.importNode(row, true);
    stand(ours, table, front);
    return ours;
  }, null);
  if (field.isConnected) field.focus();
  notice.remove();
  table.dispatchEvent(new CustomEvent("draft:rows", { bubbles: true, detail: { do: "follow", kind: table.dataset.rows } }));
}

// A row in which the author has unsaved words stays: its save will ask.
const isLeftBehind = (row) =>
  !isOnlyHere(row) && !Array.from(row.querySelectorAll("[data-cell]")).some((el) => isCellUnsaved(el.dataset.cell));
