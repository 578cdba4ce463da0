// 预算数 = 财政资金 + 其他资金, while one types: the sum where there is none yet, the difference where it is another.
// [data-sums] holds a field [data-sum-total], fields [data-sum-part], and [data-sum-note] for the sentence.

import { one, targetOf } from "./dom.js";
import { make } from "./make.js";
import { readAmount, writeAmount } from "./money.js";
import { isWritable, write } from "./table.js";

/** @param {bigint} budget @param {bigint} sum */
function sentence(budget, sum) {
  if (budget === sum) return `财政资金与其他资金合计 ${writeAmount(sum)} 万元，与预算数一致。`;
  const difference = writeAmount(budget > sum ? budget - sum : sum - budget);
  return `财政资金与其他资金合计 ${writeAmount(sum)} 万元，比预算数${budget > sum ? "少" : "多"} ${difference} 万元。`;
}

/** @param {Cell} cell @param {bigint} sum */
function fillButton(cell, sum) {
  const button = make("button", { type: "button", class: "btn-link-plain" }, "填入预算数");
  button.addEventListener("click", () => write(cell, writeAmount(sum)));
  return button;
}

// What is to be said: { words, state, offer }; nothing as long as no part is there, or one is no amount.
/** @param {Cell} budget @param {Cell[]} parts @returns {{ words: string, state: string, offer?: HTMLElement | null }} */
function judge(budget, parts) {
  const given = parts.filter((part) => part.value.trim());
  const amounts = given.flatMap((part) => {
    const amount = readAmount(part.value);
    return amount === null ? [] : [amount];
  });
  if (!given.length || amounts.length < given.length) return { words: "", state: "" };
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  if (!budget.value.trim()) {
    const offer = isWritable(budget) ? fillButton(budget, sum) : null;
    return { words: `合计 ${writeAmount(sum)} 万元。`, state: "", offer };
  }
  const whole = readAmount(budget.value);
  if (whole === null) return { words: "", state: "" };
  return { words: sentence(whole, sum), state: whole === sum ? "is-right" : "is-wrong" };
}

/** @param {HTMLElement} box */
function refresh(box) {
  /** @type {Cell[]} */
  const parts = Array.from(box.querySelectorAll("[data-sum-part]"));
  const { words, state, offer } = judge(one(box, "[data-sum-total]", HTMLInputElement), parts);
  const note = one(box, "[data-sum-note]", HTMLElement);
  note.classList.toggle("is-right", state === "is-right");
  note.classList.toggle("is-wrong", state === "is-wrong");
  note.replaceChildren(words, ...(offer ? [offer] : []));
}

/** @param {HTMLElement} root */
export function startSums(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = root.querySelectorAll("[data-sums]");
  boxes.forEach(refresh);
  root.addEventListener("input", (event) => {
    /** @type {HTMLElement | null} */
    const box = targetOf(event).closest("[data-sums]");
    if (box) refresh(box);
  });
}
