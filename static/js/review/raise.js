// The form in which a thread is raised floats beside its place. The server fills it in; what is typed stays in this
// tab, by place, until it is sent; places with unsent words carry a pencil in the margin.
import { announce, paper, raiseUrl, root, showPane } from "./page.js";
import { choose, elementOf, placeAt } from "./places.js";
import { activate, threadsAt } from "./threads.js";
import { isSideOpen } from "./side.js";
import { forget, keep, kept, keptNames, put } from "./unsent.js";

const WIDTH = 380;
const holder = document.createElement("div");
holder.className = "raise-holder";
holder.hidden = true;
holder.setAttribute("role", "dialog");
holder.setAttribute("aria-label", "提意见");
const pencils = document.createElement("div");
pencils.className = "pencils";

let open = null; // {name, element}
const placeOf = (name) => elementOf(name.slice("raise:".length), "cover");
const form = () => holder.querySelector("[data-raise-form]");

function position() {
  const sheet = paper.getBoundingClientRect();
  const cell = open.element.getBoundingClientRect();
  const height = holder.offsetHeight;
  const isBelow = cell.bottom + height + 16 < window.innerHeight || cell.top - height < 120;
  const top = isBelow ? cell.bottom - sheet.top + 8 : cell.top - sheet.top - height - 8;
  holder.style.top = `${top}px`;
  holder.style.left = `${Math.max(8, Math.min(cell.left - sheet.left, sheet.width - WIDTH - 8))}px`;
  holder.scrollIntoView({ block: "nearest" });
}

function syncKinds() {
  const { is_internal: internal, is_blocking: blocking, place, suggestion } = form().elements;
  blocking.disabled = internal.checked;
  if (internal.checked) blocking.checked = false;
  const isWhole = "isWhole" in place.selectedOptions[0].dataset;
  suggestion.disabled = isWhole;
  form().querySelector("[data-suggestion]").hidden = isWhole;
  const quote = form().querySelector("[data-quote]");
  if (quote) quote.hidden = isWhole;
}

function makePencil(name) {
  const pencil = document.createElement("button");
  Object.assign(pencil, { type: "button", className: "mark pencil", textContent: "✎", title: "这里有没提交的意见" });
  pencil.setAttribute("aria-label", "没提交的意见，继续写");
  pencil.dataset.unsentName = name;
  pencil.addEventListener("click", () => raiseAt(placeOf(name)));
  return pencil;
}

// A pencil that stands is only moved: one made anew between press and release would not hear the click.
function drawPencils() {
  const top = paper.getBoundingClientRect().top;
  const wanted = keptNames().filter((name) => name.startsWith("raise:") && (!open || open.name !== name));
  const standing = new Map(Array.from(pencils.children, (pencil) => [pencil.dataset.unsentName, pencil]));
  standing.forEach((pencil, name) => { if (!wanted.includes(name)) pencil.remove(); });
  wanted.forEach((name) => {
    const pencil = standing.get(name) || makePencil(name);
    pencil.style.top = `${placeOf(name).getBoundingClientRect().top - top}px`;
    if (!pencil.isConnected) pencils.append(pencil);
  });
}

export function closeRaise() {
  if (!open) return;
  if (form() && kept(open.name)) keep(open.name, form(), { isOpen: false });
  open.element.classList.remove("is-raising");
  open = null;
  holder.hidden = true;
  holder.replaceChildren();
  drawPencils();
}

const isUntouched = () => !open || !kept(open.name);
let asked = 0;

async function openForm(name, element, address) {
  closeRaise();
  asked += 1;
  const mine = asked;
  open = { name, element };
  element.classList.add("is-raising");
  holder.hidden = false;
  holder.textContent = "正在打开…";
  position();
  await window.htmx.ajax("GET", address, { target: holder, source: holder, swap: "innerHTML" }).catch(() => {});
  if (mine !== asked || !open) return;
  if (form()) {
    if (put(name, form())) form().querySelector("[data-suggestion]").open = Boolean(form().elements.suggestion.value);
    keepOpen();
    syncKinds();
    form().querySelector("[data-close-raise]").hidden = false;
    form().elements.body.focus({ preventScroll: true });
  }
  position();
  drawPencils();
}

const keepOpen = () => { if (kept(open.name)) keep(open.name, form(), { isOpen: true }); };

export function raiseAt(element) {
  const { place } = element.dataset;
  if (!raiseUrl || !place) return;
  if (open && open.name === `raise:${place}`) {
    if (form()) form().elements.body.focus();
    return;
  }
  openForm(`raise:${place}`, element, `${raiseUrl}?place=${encodeURIComponent(place)}`);
}

// From a finding: the form comes filled in with its sentence, and with words of one's own where some wait unsent.
export function raiseFrom(element, place, address) {
  openForm(`raise:${place}`, element, address);
}

// A usual sentence takes the place of nothing, or of another usual one; never of what somebody wrote.
function fillSentence(select) {
  const usual = Array.from(select.options, (option) => option.dataset.sentence);
  const { body } = form().elements;
  if (body.value && !usual.includes(body.value)) return;
  body.value = select.selectedOptions[0].dataset.sentence || "";
}

function onInput(event) {
  if (!form()) return;
  if (event.target.matches("[data-reasons]")) fillSentence(event.target);
  syncKinds();
  keep(open.name, form(), { isOpen: true });
}

function onPaper(event) {
  const element = placeAt(event.target);
  if (!element || event.target.closest("a, button, .raise-holder") || !window.getSelection().isCollapsed) return;
  choose(element, { scroll: false });
  const [thread] = threadsAt(element);
  if (thread && isSideOpen()) activate(thread);
  if (raiseUrl) raiseAt(element);
}

function onRaised({ detail }) {
  if (!open) return;
  const { element, name } = open;
  forget(name);
  closeRaise();
  document.addEventListener("htmx:afterSettle", () => {
    const thread = document.getElementById(`thread-${detail.thread}`);
    if (isSideOpen()) activate(thread);
    choose(element, { scroll: false });
    announce(`${thread.getAttribute("aria-label")}，已提出。`);
  }, { once: true });
}

export function startRaise() {
  paper.append(holder, pencils);
  paper.addEventListener("click", onPaper);
  if (!raiseUrl) return;
  holder.addEventListener("input", onInput);
  holder.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-raise]")) leave();
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-raise-part]");
    if (!link) {
      if (!event.target.closest(".raise-holder, [data-place]") && isUntouched()) closeRaise();
      return;
    }
    event.preventDefault();
    const heading = document.getElementById(link.dataset.raisePart);
    showPane("text");
    heading.scrollIntoView({ block: "start" });
    openForm(`raise:${heading.dataset.place || heading.id}`, heading, link.href);
  });
  document.addEventListener("thread-raised", onRaised);
  new ResizeObserver(() => { if (open) position(); drawPencils(); }).observe(paper);
  reopen();
}

// Closed by hand: back to the place.
export function leave() {
  if (!open) return false;
  const { element } = open;
  closeRaise();
  choose(element, { scroll: false });
  return true;
}

// The form that was open when the page was left, by a new login for example.
function reopen() {
  const name = keptNames().find((one) => one.startsWith("raise:") && kept(one).isOpen);
  if (!name) {
    drawPencils();
    return;
  }
  const element = placeOf(name);
  element.scrollIntoView({ block: "center" });
  raiseAt(element);
}
