// 预算数 = 财政资金 + 其他资金, while one types: the sum where there is none yet, the difference where it is another.
// [data-sums] holds a field [data-sum-total], fields [data-sum-part], and [data-sum-note] for the sentence.

import { make } from "./make.js";
import { readAmount, writeAmount } from "./money.js";
import { isWritable, write } from "./table.js";

function sentence(budget, sum) {
  if (budget === sum) return `财政资金与其他资金合计 ${writeAmount(sum)} 万元，与预算数一致。`;
  const difference = writeAmount(budget > sum ? budget - sum : sum - budget);
  return `财政资金与其他资金合计 ${writeAmount(sum)} 万元，比预算数${budget > sum ? "少" : "多"} ${difference} 万元。`;
}

function fillButton(cell, sum) {
  const button = make("button", { type: "button", class: "btn-link-plain" }, "填入预算数");
  button.addEventListener("click", () => write(cell, writeAmount(sum)));
  return button;
}

// What is to be said: { words, state, offer }; nothing as long as no part is there, or one is no amount.
function judge(budget, parts) {
  const given = parts.filter((part) => part.value.trim());
  const amounts = given.map((part) => readAmount(part.value));
  if (!given.length || amounts.includes(null)) return { words: "", state: "" };
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  if (!budget.value.trim()) {
    const offer = isWritable(budget) ? fillButton(budget, sum) : null;
    return { words: `合计 ${writeAmount(sum)} 万元。`, state: "", offer };
  }
  const whole = readAmount(budget.value);
  if (whole === null) return { words: "", state: "" };
  return { words: sentence(whole, sum), state: whole === sum ? "is-right" : "is-wrong" };
}

function refresh(box) {
  const parts = Array.from(box.querySelectorAll("[data-sum-part]"));
  const { words, state, offer } = judge(box.querySelector("[data-sum-total]"), parts);
  const note = box.querySelector("[data-sum-note]");
  note.classList.toggle("is-right", state === "is-right");
  note.classList.toggle("is-wrong", state === "is-wrong");
  note.replaceChildren(words, ...(offer ? [offer] : []));
}

export function startSums(root) {
  root.querySelectorAll("[data-sums]").forEach(refresh);
  root.addEventListener("input", ({ target }) => {
    const box = target.closest("[data-sums]");
    if (box) refresh(box);
  });
}
