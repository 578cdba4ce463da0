// 资金支出计划 is cumulative: says what is left to 100 %, and marks a month that falls below the one before.
// [data-milestones] holds the fields and [data-milestone-note] for the sentence.

import { readAmount, writeAmount } from "./money.js";

const ALL = 100000000n; // 100 %
const percent = (amount) => `${writeAmount(amount, 0)}%`;

const cellsOf = (box) => Array.from(box.querySelectorAll('[data-cell^="milestone:"]'));
const read = (cell) => readAmount(cell.value.replace(/[%％]/g, ""));

const titleOf = (cell) => (cell.labels[0] ? cell.labels[0].textContent : cell.getAttribute("aria-label") || "").trim();

// Of each cell that falls: { cell, before }.
function falling(cells) {
  let before = null;
  return cells.map((cell) => {
    const amount = read(cell);
    const fall = amount !== null && before !== null && amount < before.amount ? { cell, before: before.cell } : null;
    if (amount !== null) before = { cell, amount };
    return fall;
  }).filter(Boolean);
}

function sentences(cells) {
  const falls = falling(cells).map(({ cell, before }) =>
    `${titleOf(cell)}（${percent(read(cell))}）低于${titleOf(before)}（${percent(read(before))}）：累计数不应减少。`);
  const amounts = cells.map(read).filter((amount) => amount !== null);
  if (!amounts.length) return falls;
  const last = amounts[amounts.length - 1];
  if (last > ALL) return [...falls, `累计 ${percent(last)}，超过 100%。`];
  return [...falls, last === ALL ? "累计至 100%。" : `累计 ${percent(last)}，还剩 ${percent(ALL - last)}。`];
}

function refresh(box) {
  const cells = cellsOf(box);
  const falls = new Set(falling(cells).map(({ cell }) => cell));
  const last = cells.map(read).filter((amount) => amount !== null).pop();
  cells.forEach((cell) => cell.classList.toggle("is-falling", falls.has(cell)));
  const note = box.querySelector("[data-milestone-note]");
  note.textContent = sentences(cells).join("");
  note.classList.toggle("is-right", last === ALL && !falls.size);
  note.classList.toggle("is-wrong", falls.size > 0 || last > ALL);
}

export function startMilestones(root) {
  root.querySelectorAll("[data-milestones]").forEach(refresh);
  root.addEventListener("input", ({ target }) => {
    const box = target.closest("[data-milestones]");
    if (box) refresh(box);
  });
}
