// Findings beside the cells they speak of: below a grid row in the table's whole width, below a field elsewhere. A list
// that says the same as before is left alone, so nothing moves under who reads it.
import { find } from "./cells.js";
import { make } from "./make.js";
import { root } from "./page.js";

const standing = new Map(); // key -> {element, said, cells}

// Where the findings of a place stand: { key, put(element) }, and the field they describe.
function spotOf(place) {
  const el = find(place);
  const row = el && el.closest("[data-grid] [data-row]");
  if (row) return { key: row.dataset.row, after: row, isRow: true };
  const box = el && el.closest(".fields, .sums, .milestones");
  if (box) return { key: place, into: box };
  if (el) return { key: place, after: el.closest("label, .is-title") || el };
  return headingOf(place);
}

function headingOf(place) {
  const heading = document.getElementById(place);
  const header = heading && heading.closest(".paper-head");
  if (heading && heading.tagName === "LEGEND") return { key: place, into: heading.parentElement };
  return { key: place, after: header || heading || root.querySelector(".paper-head") };
}

export function showBeside(items) {
  const groups = new Map();
  items.filter((item) => "open" in item.dataset).forEach((item) => {
    const spot = spotOf(item.dataset.at);
    if (!spot.after && !spot.into) return;
    if (!groups.has(spot.key)) groups.set(spot.key, { spot, items: [] });
    groups.get(spot.key).items.push(item);
  });
  standing.forEach((one, key) => { if (!groups.has(key)) takeAway(key, one); });
  groups.forEach((group, key) => stand(key, group));
  markCells(items);
}

function stand(key, { spot, items }) {
  const said = items.map((item) => item.outerHTML).join("");
  const before = standing.get(key);
  const isSame = before && before.said === said && before.element.isConnected;
  const element = isSame ? before.element : listOf(key, spot, items);
  if (before && !isSame) before.element.remove();
  if (spot.into && element.parentElement !== spot.into) spot.into.append(element);
  if (spot.after && spot.after.nextElementSibling !== element) spot.after.after(element);
  standing.set(key, { element, said });
  if (!isSame) items.forEach((item) => describe(item.dataset.at, element));
}

// Where several findings want the same difference, the first one shows it.
function offerOnce(list) {
  const offered = new Set();
  list.querySelectorAll("[data-edits]").forEach((item) => {
    if (offered.has(item.dataset.edits)) item.querySelector(".finding-change").remove();
    offered.add(item.dataset.edits);
  });
}

function takeAway(key, { element }) {
  element.remove();
  standing.delete(key);
}

function listOf(key, spot, items) {
  const id = `findings-${key.replace(/:/g, "-")}`;
  const list = make("ul", { class: "findings beside", id }, ...items.map((item) => item.cloneNode(true)));
  offerOnce(list);
  if (!spot.isRow) return list;
  const cell = make("td", { colspan: "7" }, list);
  return make("tr", { class: "row-findings" }, cell);
}

// Screen readers hear the findings with the field.
function describe(place, element) {
  const el = find(place);
  const list = element.matches("ul") ? element : element.querySelector("ul");
  if (!el) return;
  const known = (el.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && !id.startsWith("findings-"));
  el.setAttribute("aria-describedby", [...known, list.id].join(" "));
}

// A corner of the cell in the grid, as spreadsheets mark a comment.
function markCells(items) {
  root.querySelectorAll("[data-found-here]").forEach((box) => box.removeAttribute("data-found-here"));
  const open = items.filter((item) => "open" in item.dataset);
  [...open.filter((item) => !isError(item)), ...open.filter(isError)].forEach((item) => {
    const el = find(item.dataset.at);
    const box = el && el.closest("[data-grid] td");
    if (box) box.dataset.foundHere = isError(item) ? "error" : "warning";
  });
}

const isError = (item) => item.classList.contains("is-error");

// What is being typed over speaks of words that are gone, until the next answer.
export function fade(place) {
  if (!place) return;
  root.querySelectorAll(`.findings.beside [data-at="${place}"]`).forEach((item) => item.classList.add("is-stale"));
}
