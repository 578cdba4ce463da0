// What the automatic review finds, beside the writing. After a save the project at hand is asked about (a few
// milliseconds at the server), when there is time the whole text. What a project alone shows and what needs the whole
// text are two layers: an answer about the project renews its own and leaves the other.
import { getPage } from "./exchange.js";
import { fade, showBeside } from "./findings-beside.js";
import { startMending } from "./findings-mend.js";
import { showCounts, showSide } from "./findings-side.js";
import { heard, root } from "./page.js";

const SOON = 300; // ms after a save
const QUIET = 2500; // ms after a save before the whole text is looked at
const LEAST = 8000; // ms between two looks at the whole text, 2000 where the page is part one

const url = root.dataset.findingsUrl;
const paper = root.querySelector("[data-project]");
const project = paper ? paper.dataset.project : "";
const layers = { project: [], text: [] };
let counts = [];
let shown = heard.seen; // the version of the text that was asked about last
let told = 0; // the version that the answer spoke of
let lastWhole = 0;
const timers = {};

function later(name, pause, what) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(what, pause);
}

async function ask(isWhole) {
  if (document.visibilityState !== "visible") return;
  if (isWhole) lastWhole = Date.now();
  const query = new URLSearchParams({ ...(project && { project }), ...(isWhole && { whole: 1 }) });
  const page = await getPage(`${url}?${query}`);
  const found = page && page.document.querySelector("[data-found]");
  if (found) take(found);
}

function take(found) {
  if (Number(found.dataset.version) < told) return; // an older answer, overtaken
  told = Number(found.dataset.version);
  const items = Array.from(found.querySelectorAll("[data-finding]"), (item) => document.importNode(item, true));
  layers.project = items.filter((item) => item.dataset.layer === "project");
  if (found.dataset.found === "whole") {
    layers.text = items.filter((item) => item.dataset.layer !== "project");
    counts = Array.from(found.querySelectorAll("[data-count-of]"), countOf);
  }
  show();
}

const countOf = (el) => ({
  part: el.dataset.countOf, errors: Number(el.dataset.errors), warnings: Number(el.dataset.warnings),
});

const inOrder = () => [...layers.project, ...layers.text].sort((one, other) => (one.dataset.order < other.dataset.order ? -1 : 1));

// Of the project at hand the page knows more than the last look at the whole text.
function renewed(items) {
  if (!project) return counts;
  const open = items.filter((item) => "open" in item.dataset);
  const errors = open.filter((item) => item.classList.contains("is-error")).length;
  const others = counts.filter(({ part }) => part !== project);
  return [...others, { part: project, errors, warnings: open.length - errors }];
}

function show() {
  const items = inOrder();
  showBeside(items);
  showSide(items);
  showCounts(renewed(items));
}

function changed() {
  if (heard.seen === shown) return;
  shown = heard.seen;
  if (project) {
    later("project", SOON, () => ask(false));
    later("whole", Math.max(QUIET, lastWhole + LEAST - Date.now()), () => ask(true));
  } else {
    later("whole", Math.max(SOON, lastWhole + LEAST / 4 - Date.now()), () => ask(true));
  }
}

export function startFindings() {
  if (!url) return;
  startMending();
  root.addEventListener("draft:heard", changed);
  root.addEventListener("draft:fresh", () => showCounts(renewed(inOrder())));
  root.addEventListener("draft:rows", () => queueMicrotask(() => showBeside(inOrder())));
  root.addEventListener("input", ({ target }) => fade(target.dataset.cell));
  document.addEventListener("visibilitychange", () => { if (told < heard.seen) ask(true); });
  ask(true);
}
