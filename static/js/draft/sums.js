// 预算数 = 财政资金 + 其他资金, while one types: the sum where there is none yet, the difference where it is another.
// The sentence stands in [data-sum-for="<project>"], made below the amounts where the page has none.

import { make } from "./make.js";
import { readAmount, writeAmount } from "./money.js";
import { isWritable, write } from "./table.js";

const PARTS = ["fiscal_funds", "other_funds"];
const AMOUNTS = ["budget", ...PARTS];

const cellOf = (root, project, name) => root.querySelector(`[data-cell="project:${project}:${name}"]`);

function noteOf(root, project) {
  const found = root.querySelector(`[data-sum-for="${project}"]`);
  if (found) return found;
  const last = cellOf(root, project, "other_funds").parentElement;
  const note = make("p", { class: "sum-note", role: "status", "data-sum-for": project });
  last.after(note);
  return note;
}

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
    return { words: `合计 ${writeAmount(sum)} 万元。`, state: "", offer: isWritable(budget) ? fillButton(budget, sum) : null };
  }
  const whole = readAmount(budget.value);
  if (whole === null) return { words: "", state: "" };
  return { words: sentence(whole, sum), state: whole === sum ? "is-right" : "is-wrong" };
}

function refresh(root, project) {
  const budget = cellOf(root, project, "budget");
  const parts = PARTS.map((name) => cellOf(root, project, name));
  if (!budget || parts.includes(null)) return;
  const { words, state, offer } = judge(budget, parts);
  const note = noteOf(root, project);
  note.classList.toggle("is-right", state === "is-right");
  note.classList.toggle("is-wrong", state === "is-wrong");
  note.replaceChildren(words, ...(offer ? [offer] : []));
}

export function startSums(root) {
  root.querySelectorAll('[data-cell^="project:"][data-cell$=":budget"]').forEach((cell) => {
    refresh(root, cell.dataset.cell.split(":")[1]);
  });
  root.addEventListener("input", ({ target }) => {
    const [kind, id, name] = (target.dataset.cell || "").split(":");
    if (kind === "project" && AMOUNTS.includes(name)) refresh(root, id);
  });
}
