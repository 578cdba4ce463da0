// Drafting in the browser, started by [data-draft]. How a typed letter gets to the server:
//   typing.js    an `input` event: words are finished (never amid an IME composition)
//   unsaved.js   the cell is unsaved: what it shows is not what the server is known to have
//   journal.js   within half a second the words are in the browser's own database (store.js)
//   queue.js     after a pause they travel, one request at a time (exchange.js)
//   answer.js    what became of them: saved, or met another's words (conflict.js); what others did (news.js)
// Beside the way: undo.js, rows.js, recovery.js, login.js (with login-pages.js), readonly.js, heartbeat.js and presence.js, leaving.js.
import { asShown, cellsWithin, heard } from "./cells.js";
import { startHeartbeat } from "./heartbeat.js";
import { startJournal } from "./journal.js";
import { startLeaving } from "./leaving.js";
import { startMessages } from "./messages.js";
import { startNews } from "./news.js";
import { isWritable, root } from "./page.js";
import { startPanels } from "./panel.js";
import { startQueue } from "./queue.js";
import { lockFields } from "./readonly.js";
import { startRecovery } from "./recovery.js";
import { startState } from "./state.js";
import { changed, startTyping } from "./typing.js";
import { startUndo } from "./undo.js";

startState();
startPanels();
startJournal();
startQueue();
startTyping();
startUndo();
startMessages();
startNews();
startLeaving();
takeEarlyWords();
if (!isWritable()) lockFields();
startHeartbeat();
startRecovery();
root.dataset.started = "";

// Words typed before this script arrived are the author's. Words that the browser put back on a reload are not:
// they may be older than the server's, and the journal offers them.
function takeEarlyWords() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const isFresh = !visit || visit.type === "navigate";
  cellsWithin(root).forEach((el) => {
    const told = asShown(el, heard(el));
    if (el.value === told) return;
    if (isFresh) changed(el);
    else el.value = told;
  });
}
