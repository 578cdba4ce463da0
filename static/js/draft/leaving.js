// Before the page goes away its words are saved: links and steps wait for the save, a closing tab sends what it can.
import { targetOf } from "./dom.js";
import { writeNow } from "./journal.js";
import { flush, flushLast } from "./queue.js";
import { announce } from "./state.js";
import { isEverythingSaved } from "./unsaved.js";

const PATIENCE = 4000; // ms: then a link is followed all the same, and the journal has the words
let isAllowed = false;

// Saves, with an end to the waiting; the journal is up to date afterwards.
async function flushSoon() {
  /** @type {Promise<boolean>} */
  const late = new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE));
  const isSaved = await Promise.race([flush(), late]);
  await writeNow();
  return isSaved;
}

/** @param {MouseEvent} event */
function onClick(event) {
  /** @type {HTMLAnchorElement | null} */
  const link = targetOf(event).closest("a[href]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || isEverythingSaved() || !leavesPage(link)) return;
  event.preventDefault();
  flushSoon().then(() => window.location.assign(link.href));
}

/** @param {HTMLAnchorElement} link */
const leavesPage = (link) =>
  link.origin === window.location.origin && !link.target && !link.hasAttribute("download") &&
  (link.pathname !== window.location.pathname || link.search !== window.location.search);

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (targetOf(event));
  const { submitter } = event;
  if (isAllowed || form.closest(".draft-panel")) return;
  const isStep = !form.querySelector("[data-cell]") || (submitter && submitter.hasAttribute("formaction"));
  if (isStep && isEverythingSaved()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const isSaved = await flushSoon();
  if (!isStep) return; // the form for browsers without JavaScript: here it saves as typing does
  if (isSaved || form.matches("[data-logout]")) submit(form, submitter);
  else announce("还有内容没有保存，这一步没有进行。");
}

// Not in the turn of the first submission: the browser ignores a second one within it.
/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function submit(form, submitter) {
  setTimeout(() => {
    isAllowed = true;
    form.requestSubmit(submitter);
    isAllowed = false;
  });
}

export function startLeaving() {
  document.addEventListener("click", onClick, true);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    writeNow();
    flush();
  });
  window.addEventListener("pagehide", () => {
    writeNow();
    flushLast();
  });
}
