// Places of the paper: which element shows a place, and the one where the reader is (it has the focus ring).
import { paper, root } from "./page.js";

const UNDER = 110; // what the two bars cover
const elements = new Map();
const known = (place, element) => { if (element && !elements.has(place)) elements.set(place, element); };
const rowOf = (place) => place.split(":")[0];

// Headings and rows stand for what is below them; the paper itself names cells and paragraphs only.
function nameWholes() {
  const sections = { overall_goal: "section-1", sub_goals: "section-2", measures: "section-3", projects: "part-2" };
  Object.entries(sections).forEach(([part, id]) => {
    const heading = document.getElementById(id);
    if (heading) heading.dataset.place = `${root.dataset.text}:${part}`;
  });
  paper.querySelectorAll("h2.table-title").forEach((heading) => {
    const name = heading.querySelector("[data-place]");
    if (name) heading.dataset.place = `${rowOf(name.dataset.place)}:project`;
  });
  paper.querySelectorAll(".indicators tbody tr").forEach((row) => {
    const cell = row.querySelector("td[data-place]");
    if (cell) row.dataset.place = `${rowOf(cell.dataset.place)}:row`;
  });
}

nameWholes();
// A project's name stands in its title and in its cell: the cell, the later one, is meant.
const stops = Array.from(paper.querySelectorAll("[data-place]"));
stops.slice().reverse().forEach((element) => known(element.dataset.place, element));
paper.querySelectorAll("h3[data-place]").forEach((title) => known(`${rowOf(title.dataset.place)}:row`, title));

// Where a thread stands; what is not on the paper any more is shown at its row, else at its heading.
export const elementOf = (place, anchor) =>
  elements.get(place) || elements.get(`${rowOf(place)}:row`) || document.getElementById(anchor);

export const placeAt = (target) => target.closest("[data-paper] [data-place]");

// Marked places in the order of the paper, each once.
export const marked = () =>
  Array.from(paper.querySelectorAll("[data-noted], [data-changed]"))
    .filter((element) => !element.dataset.place || elements.get(element.dataset.place) === element);

let current = null;
export const here = () => current;

export function choose(element, { scroll = true } = {}) {
  if (current) current.tabIndex = -1;
  current = element;
  element.tabIndex = 0;
  if (scroll) element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

// The next of these elements from where the reader is, or from what is in view; around the end again.
export function nextOf(list, step) {
  if (!list.length) return null;
  const isBehind = (element) => (current
    ? current.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
    : element.getBoundingClientRect().top > UNDER);
  const others = list.filter((element) => element !== current);
  const after = others.filter(isBehind);
  const before = others.filter((element) => !isBehind(element));
  const order = step > 0 ? [...after, ...before] : [...before.reverse(), ...after.reverse()];
  return order[0] || current;
}

const isInView = (element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > UNDER && box.top < window.innerHeight;
};

// What the reader has before the eyes: the place where they are, else the first one below the bars.
export function inView() {
  if (current && isInView(current)) return current;
  return cells().find((element) => element.getBoundingClientRect().top > UNDER) || null;
}

const cells = () => stops.filter((element) => element.tagName !== "TR");

function isUnder(box, other) {
  const middle = (box.left + box.right) / 2;
  return other.left <= middle && other.right >= middle;
}

// The place beside this one: left and right in reading order, up and down by the eye.
export function beside(element, key) {
  const all = cells();
  const at = all.indexOf(element);
  if (key === "ArrowLeft") return all[at - 1];
  if (key === "ArrowRight") return all[at + 1];
  const box = element.getBoundingClientRect();
  const near = key === "ArrowDown" ? all.slice(at + 1, at + 60) : all.slice(Math.max(0, at - 60), at).reverse();
  return near.find((other) => {
    const there = other.getBoundingClientRect();
    const isBeyond = key === "ArrowDown" ? there.top >= box.bottom - 4 : there.bottom <= box.top + 4;
    return isBeyond && isUnder(box, there);
  }) || near[0];
}

if (stops[0]) cells()[0].tabIndex = 0;
