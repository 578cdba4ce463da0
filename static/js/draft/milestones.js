// 资金支出计划 is cumulative: says what is left to 100 %, and marks a month that falls below the one before.
// [data-milestones] holds the fields and [data-milestone-note] for the sentence.

import { one, targetOf } from "./dom.js";
import { readAmount, writeAmount } from "./money.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {{ cell: Field, amount: bigint }} Read */

const ALL = 100000000n; // 100 %
/** @param {bigint} amount */
const percent = (amount) => `${writeAmount(amount, 0)}%`;

/** @param {Element} box @returns {Field[]} */
const cellsOf = (box) => Array.from(box.querySelectorAll('[data-cell^="milestone:"]'));
/** @param {Field} cell */
const read = (cell) => readAmount(cell.value.replace(/[%％]/g, ""));

/** @param {Field} cell */
const titleOf = (cell) => ((cell.labels && cell.labels[0] ? cell.labels[0].textContent : cell.getAttribute("aria-label")) || "").trim();

// The fields in which an amount stands.
/** @param {Field[]} cells @returns {Read[]} */
const readAll = (cells) => cells.flatMap((cell) => {
  const amount = read(cell);
  return amount === null ? [] : [{ cell, amount }];
});

// Of each that falls: { now, before }.
/** @param {Field[]} cells */
function falling(cells) {
  const known = readAll(cells);
  return known.slice(1).map((now, at) => ({ now, before: known[at] })).filter(({ now, before }) => now.amount < before.amount);
}

/** @param {Field[]} cells */
function sentences(cells) {
  const falls = falling(cells).map(({ now, before }) =>
    `${titleOf(now.cell)}（${percent(now.amount)}）低于${titleOf(before.cell)}（${percent(before.amount)}）：累计数不应减少。`);
  const amounts = readAll(cells).map(({ amount }) => amount);
  if (!amounts.length) return falls;
  const last = amounts[amounts.length - 1];
  if (last > ALL) return [...falls, `累计 ${percent(last)}，超过 100%。`];
  return [...falls, last === ALL ? "累计至 100%。" : `累计 ${percent(last)}，还剩 ${percent(ALL - last)}。`];
}

/** @param {HTMLElement} box */
function refresh(box) {
  const cells = cellsOf(box);
  const falls = new Set(falling(cells).map(({ now }) => now.cell));
  const [last = 0n] = readAll(cells).map(({ amount }) => amount).slice(-1);
  cells.forEach((cell) => cell.classList.toggle("is-falling", falls.has(cell)));
  const note = one(box, "[data-milestone-note]", HTMLElement);
  note.textContent = sentences(cells).join("");
  note.classList.toggle("is-right", last === ALL && !falls.size);
  note.classList.toggle("is-wrong", falls.size > 0 || last > ALL);
}

/** @param {HTMLElement} root */
export function startMilestones(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = root.querySelectorAll("[data-milestones]");
  boxes.forEach(refresh);
  root.addEventListener("input", (event) => {
    /** @type {HTMLElement | null} */
    const box = targetOf(event).closest("[data-milestones]");
    if (box) refresh(box);
  });
}
