// What the automatic review found, beside the paper and as thin underlines on it. The list comes after the page, as a
// fragment of its own: reading never waits for it. Only the bureau has it ([data-findings-url]).
import { paper, root, showPane, side, threads } from "./page.js";
import { choose, elementOf, placeAt } from "./places.js";
import { raiseFrom } from "./raise.js";
import { isSideOpen, showInSide } from "./side.js";

const SEVERITY = ["info", "warning", "error"];
const list = () => side.querySelector("[data-findings]");
const found = () => Array.from(list().querySelectorAll("[data-finding]:not([data-settled])"));
const cellOf = (one) => elementOf(one.dataset.place, one.dataset.anchor);

function underline() {
  paper.querySelectorAll("[data-found]").forEach((element) => element.removeAttribute("data-found"));
  found().forEach((one) => {
    const cell = cellOf(one);
    if (!cell) return;
    const known = SEVERITY.indexOf(cell.dataset.found);
    if (SEVERITY.indexOf(one.dataset.level) > known) cell.dataset.found = one.dataset.level;
  });
}

function count() {
  const errors = list().querySelector("[data-error-count]");
  if (!errors) return;
  const warnings = list().querySelector("[data-warning-count]");
  side.querySelector("[data-found-counts]").textContent = `✖${errors.textContent} ⚠${warnings.textContent}`;
}

// A finding on a place that has an open thread says so: nothing is said twice by accident.
function tellRaised() {
  const spoken = new Set(threads().filter((one) => !one.classList.contains("is-settled")).map((one) => one.dataset.place));
  found().forEach((one) => {
    const link = one.querySelector("[data-raise-finding]");
    if (link) link.textContent = spoken.has(one.dataset.place) ? "已有意见，再提" : "提意见";
  });
}

function draw() {
  underline();
  count();
  tellRaised();
}

function light(one) {
  list().querySelectorAll(".is-active").forEach((other) => other.classList.remove("is-active"));
  one.classList.add("is-active");
  one.scrollIntoView({ block: "nearest" });
}

function onSide(event) {
  const one = event.target.closest("[data-finding]");
  if (!one) return;
  const isGoing = event.target.closest("[data-goto-finding]");
  const raising = event.target.closest("[data-raise-finding]");
  if (!isGoing && !raising) return;
  const cell = cellOf(one);
  if (!cell) return;
  event.preventDefault();
  light(one);
  showPane("text");
  requestAnimationFrame(() => {
    choose(cell);
    if (raising) raiseFrom(cell, one.dataset.place, raising.href);
  });
}

function onPaper(event) {
  const cell = placeAt(event.target);
  if (!cell || !cell.dataset.found || !isSideOpen()) return;
  const one = found().find((other) => cellOf(other) === cell);
  if (one) light(one);
}

// An address with ?finding=… (a hint of the 审核表) leads to the very cell.
function arrive() {
  const name = new URLSearchParams(window.location.search).get("finding");
  const one = name && document.getElementById(`finding-${name}`);
  const cell = one && cellOf(one);
  if (!cell) return;
  showInSide("findings");
  light(one);
  choose(cell);
}

export function startFindings() {
  const slot = side.querySelector("[data-findings-url]");
  if (!slot) return;
  const choice = side.querySelector("[data-side-switch]");
  choice.hidden = false;
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    if (button) showInSide(button.dataset.shows);
  });
  showInSide("threads");
  side.addEventListener("click", onSide);
  paper.addEventListener("click", onPaper);
  document.addEventListener("htmx:afterSettle", draw);
  root.dataset.findings = "waiting";
  window.htmx.ajax("GET", slot.dataset.findingsUrl, { target: slot, source: slot, swap: "outerHTML" })
    .then(() => { arrive(); root.dataset.findings = "shown"; }, () => { root.dataset.findings = "missing"; });
}
