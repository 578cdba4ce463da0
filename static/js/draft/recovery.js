// Words that an earlier visit could not save (a crash, a cut line, a session that ended) are offered, never applied by
// themselves. Taken back, they are saved as usual: over newer words of others only after asking.
import { asShown, find, heard, setHeard, typed } from "./cells.js";
import { copyButton } from "./copy-words.js";
import { getPage } from "./exchange.js";
import { visit, writeNow } from "./journal.js";
import { make } from "./make.js";
import { isWritable, plan, user } from "./page.js";
import { openPanel } from "./panel.js";
import { addRow, findRow } from "./rows.js";
import { forget, recordsOf } from "./store.js";
import { momentOf } from "./times.js";
import { replace } from "./undo.js";

const ANSWER_TIME = 300; // ms for other tabs to say that their words are their own
const here = window.location.pathname;
const channel = new BroadcastChannel("drafting");

/** @typedef {JournalRecord & { records: JournalRecord[] }} Item what is offered as one: a cell, or a row with its words */
/** @typedef {{ path: string, title: string, count: number }} PageLeft */

export async function startRecovery() {
  const records = await left();
  const stored = records.filter((each) => each.path === here && isStored(each));
  const mine = records.filter((each) => each.path === here && !stored.includes(each));
  const elsewhere = await pagesWith(records.filter((each) => each.path !== here));
  await forget([...stored, ...elsewhere.stored]);
  const items = itemsOf(mine);
  if (items.length || elsewhere.pages.length) offer(items, elsewhere.pages);
}

// Records of visits that have ended: a tab that still lives answers for its own.
async function left() {
  const alive = new Set([visit]);
  channel.addEventListener("message", ({ data }) => {
    if (data.ask) channel.postMessage({ alive: visit });
    if (data.alive) alive.add(data.alive);
  });
  channel.postMessage({ ask: true });
  await new Promise((resolve) => setTimeout(resolve, ANSWER_TIME));
  return (await recordsOf(user, plan)).filter((each) => !alive.has(each.page));
}

/** @param {JournalRecord} record */
function isStored({ place, now, row }) {
  if (row) return Boolean(findRow(row.id));
  const el = find(place);
  return el !== null && typed(el) === asShown(el, now);
}

// Other pages of the text, asked whether they have these words by now.
/** @param {JournalRecord[]} records */
async function pagesWith(records) {
  /** @type {JournalRecord[]} */
  const stored = [];
  /** @type {PageLeft[]} */
  const pages = [];
  for (const path of new Set(records.map((each) => each.path))) {
    const page = await getPage(path);
    const ofPath = records.filter((each) => each.path === path);
    const open = ofPath.filter((each) => !page || !standsIn(page.document, each));
    stored.push(...ofPath.filter((each) => !open.includes(each)));
    if (open.length) pages.push({ path, title: open[0].title, count: open.length });
  }
  return { stored, pages };
}

/** @param {Document} page @param {JournalRecord} record */
function standsIn(page, { place, now, row }) {
  if (row) return Boolean(page.querySelector(`[data-row$=":${row.id}"]`));
  /** @type {Cell | null} */
  const el = page.querySelector(`[data-cell="${place}"]`);
  return el !== null && asShown(el, heard(el)) === asShown(el, now);
}

// A new row and the words in it are one thing.
/** @param {JournalRecord[]} records @returns {Item[]} */
function itemsOf(records) {
  const rows = records.filter((each) => each.row);
  /** @param {JournalRecord} each */
  const inRow = (each) => rows.find(({ page, row }) => page === each.page && row && each.place.split(":")[1] === row.id);
  const words = records.filter((each) => !each.row && !inRow(each)).map((each) => ({ ...each, records: [each] }));
  const whole = rows.map((one) => ({ ...one, records: records.filter((each) => each === one || inRow(each) === one) }));
  return [...words, ...whole].sort((a, b) => a.time - b.time);
}

/** @param {Item[]} items @param {PageLeft[]} pages */
function offer(items, pages) {
  const list = make("ul", { class: "recovery-list" });
  const lead = isWritable() ? "离开时没有来得及保存。恢复后照常保存；其间他人改过的，会先问您。"
    : "离开时没有来得及保存。这里现在不能修改，可以复制留存。";
  const content = [make("p", { class: "soft" }, lead), list];
  const panel = openPanel({ title: `本机存有 ${items.length + pages.length} 处未保存的文字`, className: "recovery", content });
  const lines = new Map(items.map((item) => [item, lineOf(item, () => drop(item))]));
  /** @param {Item} item */
  function drop(item) {
    const line = lines.get(item);
    if (line) line.remove();
    lines.delete(item);
    if (!list.children.length) panel.close();
  }
  list.append(...lines.values(), ...pages.map(pageLine));
  if (items.length > 1) list.after(buttons(() => Array.from(lines.keys()), drop));
}

/** @param {() => Item[]} open @param {(item: Item) => void} drop */
function buttons(open, drop) {
  /** @param {Item[]} items @param {(item: Item) => Promise<unknown>} what */
  const all = (items, what) => items.forEach((item) => what(item).then(() => drop(item)));
  return make("div", { class: "panel-buttons" },
    isWritable() && button("恢复全部", () => all(open().filter(isRestorable), restore)),
    button("全部放弃", () => all(open(), giveUp)));
}

/** @param {Item} item @param {() => void} drop */
function lineOf(item, drop) {
  const el = find(item.place);
  const words = item.row ? item.records.map((each) => each.now).filter(Boolean).join("，") : item.now;
  const mayRestore = isWritable() && isRestorable(item);
  const isNewer = el !== null && !item.row && typed(el) !== asShown(el, item.was);
  /** @param {() => Promise<unknown>} what */
  const act = (what) => () => what().then(drop);
  return make("li", {},
    make("h3", {}, item.label || "已不在文本中的一行", make("span", { class: "faint" }, ` ${momentOf(item.time)}`)),
    make("p", { class: "recovery-now" }, words || "（空）"),
    make("p", { class: "faint" }, `原为：${item.was || "（空）"}`),
    el !== null && isNewer && make("p", { class: "faint" }, `现为：${typed(el) || "（空）"}`),
    make("div", { class: "panel-buttons" },
      mayRestore ? button("恢复", act(() => restore(item))) : copyButton("复制", () => words),
      button("放弃", act(() => giveUp(item)))));
}

// A cell whose row is gone can only be copied.
/** @param {Item} item */
const isRestorable = ({ place, row }) => Boolean(row || find(place));
/** @param {Item} item */
const giveUp = ({ records }) => forget(records);

/** @param {PageLeft} left */
const pageLine = ({ path, title, count }) =>
  make("li", {}, `${title}：${count} 处 `, make("a", { href: path }, "打开"));

/** @param {Item} item */
async function restore(item) {
  const el = find(item.place);
  if (item.row) restoreRow(item.row, item.records);
  else if (el) {
    setHeard(el, item.was); // what stood there when it was typed: another's newer words will be met
    replace(el, item.now);
  }
  await writeNow();
  await forget(item.records);
}

/** @param {JournalRow} row @param {JournalRecord[]} records */
function restoreRow(row, records) {
  const cells = Object.fromEntries(records.filter((each) => !each.row).map((each) => [each.place.split(":")[2], each.now]));
  const after = row.after === null || findRow(row.after) ? row.after : undefined;
  addRow(row.kind, { parent: row.parent, after, id: row.id, cells });
}

/** @param {string} label @param {() => void} onClick */
function button(label, onClick) {
  const element = make("button", { type: "button", class: "btn btn-quiet" }, label);
  element.addEventListener("click", onClick);
  return element;
}
