// When unsaved words travel: after a pause, at most MOST_WAIT while one types on, one request in flight,
// not in the middle of an IME composition, again and again with growing pauses while there is no answer.
import { takeAnswer } from "./answer.js";
import { conflictCount, onConflict } from "./conflict.js";
import { send, sendLast } from "./exchange.js";
import { keepsWords } from "./journal.js";
import { logInAgain } from "./login.js";
import { isWritable, root } from "./page.js";
import { focusPanel } from "./panel.js";
import { becomeReadonly } from "./readonly.js";
import { announce, show } from "./state.js";
import { momentOf } from "./times.js";
import { isComposing } from "./typing.js";
import * as unsaved from "./unsaved.js";

const PAUSE = 700; // ms
const MOST_WAIT = 5000;
const FIRST_RETRY = 1000;
const MOST_RETRY = 30000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {number | null} */
let since = null; // when the oldest unsaved words were typed
/** @type {Promise<void> | null} */
let running = null; // the promise of the request in flight
/** @type {SaveRequest | null} */
let flying = null; // its content
let failures = 0;
let isLoggedOut = false;
let refusals = 0; // in a row, of a login that is in order
let most = unsaved.MOST_CHANGES;
let savedAt = root.dataset.savedAt || null; // the text as the page came was saved, too

export const isSending = () => running !== null;

function touched() {
  if (!isWritable()) return;
  showState();
  if (!unsaved.hasSendable() || running || failures) return;
  since = since || Date.now();
  wait(Math.max(0, Math.min(PAUSE, since + MOST_WAIT - Date.now())));
}

/** @param {number} pause */
function wait(pause) {
  clearTimeout(timer);
  timer = setTimeout(go, pause);
}

function go() {
  if (!running && !isComposing() && isWritable()) sendNext(); // compositionend touches again
}

function sendNext() {
  clearTimeout(timer);
  const request = unsaved.compose(most);
  if (!request) return null;
  since = null;
  flying = request;
  running = exchange(request).finally(() => {
    running = flying = null;
    touched();
  });
  showState();
  return running;
}

/** @param {SaveRequest} request */
async function exchange(request) {
  const result = await send(request);
  if (result.kind === "answer") taken(request, result.body);
  else if (result.kind === "readonly") readonly(request, result.error);
  else if (result.kind === "refused") refused(request, result.error);
  else if (result.kind === "login") await login(request);
  else offline(request);
}

/** @param {SaveRequest} request @param {Answer} body */
function taken(request, body) {
  failures = refusals = 0;
  most = unsaved.MOST_CHANGES;
  savedAt = body.at;
  takeAnswer(body, request);
}

/** @param {SaveRequest} request */
function offline(request) {
  unsaved.lost(request);
  const pause = Math.min(MOST_RETRY, FIRST_RETRY * 2 ** failures);
  failures += 1;
  wait(pause * (0.75 + Math.random() / 2)); // an office must not return in one blow
}

/** @param {SaveRequest} request */
async function login(request) {
  isLoggedOut = true;
  unsaved.lost(request);
  showState();
  const hadToAsk = await logInAgain();
  isLoggedOut = false;
  failures = 0;
  refusals = hadToAsk ? 0 : refusals + 1;
  if (refusals > 2) becomeReadonly("服务器不接受这里的修改，请刷新页面后再试。");
}

/** @param {SaveRequest} request @param {string | undefined} error */
function readonly(request, error) {
  unsaved.lost(request);
  becomeReadonly(error);
}

// Halved until the one change that is refused stands alone; the others must not wait for it.
/** @param {SaveRequest} request @param {string | undefined} error */
function refused(request, error) {
  const count = request.rows.length + request.cells.length;
  most = Math.max(1, Math.floor(count / 2));
  if (count > 1) return;
  most = unsaved.MOST_CHANGES;
  unsaved.refuse(request);
  announce(`有一处内容未能保存：${error || "服务器未接受"}。文字仍在原处，修改后会再次保存。`);
}

function showState() {
  if (!isWritable()) return;
  if (conflictCount()) show("conflict", conflictCount() > 1 ? `有冲突 ${conflictCount()} 处` : "有冲突", focusPanel);
  else if (isLoggedOut) show("offline", keepsWords() ? "登录已过期，已存本机" : "登录已过期，尚未保存", focusPanel);
  else if (failures) show("offline", keepsWords() ? "离线，已存本机" : "离线，尚未保存，请不要关闭此页");
  else if (running || unsaved.hasSendable()) show("saving", "正在保存");
  else if (!unsaved.isEverythingSaved()) show("offline", "有内容未能保存");
  else if (savedAt) show("saved", `已保存 ${momentOf(savedAt)}`);
}

// Saves all that is unsaved now; tells whether everything is. Called before a step, and before the page is left.
export async function flush() {
  if (running) await running;
  while (isWritable() && unsaved.hasSendable() && !failures) {
    const sent = sendNext();
    if (!sent) break;
    await sent;
  }
  return unsaved.isEverythingSaved();
}

// The page may be gone in a moment: send at once, whatever is in flight.
export function flushLast() {
  const request = isWritable() ? unsaved.compose(unsaved.MOST_CHANGES, flying) : null;
  if (request) sendLast(request);
}

// There is a sign of the server: no need to wait out the pause.
export function retryNow() {
  if (failures && !running) wait(0);
}

export function startQueue() {
  unsaved.onUnsaved(touched);
  onConflict(showState);
  window.addEventListener("online", retryNow);
  showState();
}
