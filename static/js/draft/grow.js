// A field of several lines is as high as its text, at least its own `rows`.
import { root } from "./page.js";

const FIELDS = "textarea.form-control";

// All heights are let go, then all are read, then all are set: one layout, however many fields.
function fit(fields) {
  if (!fields.length) return;
  root.style.minHeight = `${root.offsetHeight}px`; // else the page might jump while its fields are low
  fields.forEach((field) => { field.style.height = "auto"; });
  const heights = fields.map((field) => field.scrollHeight + field.offsetHeight - field.clientHeight);
  fields.forEach((field, at) => {
    if (heights[at]) field.style.height = `${heights[at]}px`; // 0: folded away
  });
  root.style.minHeight = "";
}

export function startGrow() {
  const form = root.querySelector("[data-draft-form]");
  root.classList.add("is-growing");
  const fitAll = () => fit(Array.from(form.querySelectorAll(FIELDS)));
  let width = 0;
  new ResizeObserver(() => {
    if (form.offsetWidth === width) return;
    width = form.offsetWidth;
    fitAll();
  }).observe(form);
  form.addEventListener("input", ({ target }) => target.matches(FIELDS) && fit([target]));
  form.addEventListener("toggle", fitAll, true);
  form.addEventListener("draft:rows", ({ target }) => fit(Array.from(target.querySelectorAll(FIELDS))));
}
