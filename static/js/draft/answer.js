// What the server answered, brought to the page: what became of each change, and what others did meanwhile.
import { find, typed } from "./cells.js";
import { meet, meetGone } from "./conflict.js";
import { say } from "./messages.js";
import { takeNews } from "./news.js";
import { hearOf, heard, root } from "./page.js";
import { showOthers } from "./presence.js";
import { hearWhetherReadonly } from "./readonly.js";
import { cellIsSaved, isOwnLost, rowsAreDone } from "./unsaved.js";
import { rowIsInTheWay, rowIsMissing } from "./row-answers.js";

// `request` is null for news that were only asked for.
/** @param {Answer} body @param {SaveRequest | null} request */
export function takeAnswer(body, request) {
  hearOf(body.version);
  if (request) takeOutcomes(body, request);
  takeNews(body.news || []);
  showOthers(body.others || []);
  const advice = body.advice || [];
  Object.entries(body.messages || {}).forEach(([place, sentence]) => say(place, sentence, advice.includes(place)));
  hearWhetherReadonly(body.read_only);
  root.dispatchEvent(new CustomEvent("draft:heard", { bubbles: true, detail: { version: heard.seen } }));
}

/** @param {Answer} body @param {SaveRequest} request */
function takeOutcomes(body, request) {
  rowsAreDone(request.rows);
  request.rows.forEach((change, index) => takeRow(change, (body.rows || [])[index] || {}));
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map((body.cells || []).map((outcome) => [`${outcome.id}:${outcome.cell}`, outcome]));
  request.cells.forEach((change) => {
    if (!(body.messages || {})[change.place]) say(change.place, "");
    takeCell(change, outcomes.get(change.place.slice(change.place.indexOf(":") + 1)) || {});
  });
}

/** @param {RowChange} change @param {Outcome} outcome */
function takeRow(change, { state, by, at }) {
  if (state === "conflict") rowIsInTheWay(change.row, by, at);
  if (state === "gone") rowIsMissing(change);
}

/** @param {CellChange} change @param {Outcome} outcome */
function takeCell({ place, now }, { state, value, by, at }) {
  const el = find(place);
  if (state === "saved" || state === "same" || !el) cellIsSaved(place, now);
  else if (state === "gone") meetGone(place, by, at);
  else if (value !== undefined && (isOwnLost(place, value) || value === typed(el))) cellIsSaved(place, value);
  else meet(place, { value: value || "", by, at });
}
