// How far the text is. The server works it out from the whole text, so a little after a save this page is fetched again,
// and every [data-fresh="<name>"] takes what its namesake there holds: outline, what is missing, offers, totals.
import { getPage } from "./exchange.js";
import { heard, root } from "./page.js";

const QUIET = 1500; // ms after a save, for the author may go on typing
const LEAST = 6000; // ms between two fetches: a whole page costs the server several times a save

let shown = heard.seen; // the version of the text that the page tells of
let last = 0;
let timer = null;

// Whoever stands in a part keeps it as it is until the next time. False where the answer is no such page.
export function freshen(page) {
  const theirs = page.querySelector("[data-draft]");
  if (!theirs) return false;
  shown = Number(theirs.dataset.version);
  root.querySelectorAll("[data-fresh]").forEach((part) => {
    const fresh = theirs.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (!fresh || part.contains(document.activeElement) || part.innerHTML === fresh.innerHTML) return;
    part.replaceChildren(...document.importNode(fresh, true).childNodes);
  });
  root.dispatchEvent(new CustomEvent("draft:fresh", { bubbles: true }));
  return true;
}

async function refresh() {
  if (document.visibilityState !== "visible") return; // the next heartbeat comes when it is
  last = Date.now();
  const page = await getPage(window.location.href);
  if (page) freshen(page.document);
}

export function startProgress() {
  root.addEventListener("draft:heard", () => {
    if (heard.seen === shown) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.max(QUIET, last + LEAST - Date.now()));
  });
}
