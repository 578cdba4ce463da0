// While the page is seen and its author is about, every 15 seconds: who else is here, and what they changed.
// Somebody who left the desk asks nothing, so that the session may end as it should.
import { takeAnswer } from "./answer.js";
import { hear } from "./exchange.js";
import { heard } from "./page.js";
import { isSending, retryNow } from "./queue.js";

const BEAT = 15000; // ms
const AWAY = 5 * 60 * 1000;

let lastSign = Date.now();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function beat() {
  clearTimeout(timer);
  const isAbout = document.visibilityState === "visible" && Date.now() - lastSign < AWAY;
  if (isAbout && !isSending()) await ask();
  timer = setTimeout(beat, BEAT);
}

async function ask() {
  const { seen } = heard;
  const heardNow = await hear();
  if (heardNow.kind !== "answer") return; // a save finds out what is wrong
  if (!isSending() && heard.seen === seen) takeAnswer(heardNow.body, null); // else a save has brought newer news
  retryNow();
}

function sign() {
  const wasAway = Date.now() - lastSign >= AWAY;
  lastSign = Date.now();
  if (wasAway) beat();
}

export function startHeartbeat() {
  ["keydown", "pointerdown", "pointermove", "wheel"].forEach((kind) =>
    document.addEventListener(kind, sign, { passive: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") beat();
  });
  beat();
}
