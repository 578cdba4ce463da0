// The same findings in the column beside the work, with what is folded away, and their number wherever one looks:
// on the button that opens the column, in the outline, at the next step.
import { make } from "./make.js";
import { root } from "./page.js";

const section = root.querySelector("[data-findings]");
const isOpen = (item) => "open" in item.dataset;
const isAdvice = (item) => "advice" in item.dataset;

function fill(name, items) {
  const box = section.querySelector(`[data-findings-of="${name}"]`);
  const said = items.map((item) => item.outerHTML).join("");
  if (box.dataset.said !== said) box.querySelector("ul").replaceChildren(...items.map((item) => item.cloneNode(true)));
  box.dataset.said = said;
  box.hidden = !items.length;
  const count = box.querySelector(".count");
  if (count) count.textContent = String(items.length);
}

export function showSide(items) {
  if (!section) return;
  fill("open", items.filter(isOpen));
  fill("advice", items.filter(isAdvice));
  fill("settled", items.filter((item) => !isOpen(item) && !isAdvice(item)));
  section.querySelector("[data-findings-none]").hidden = items.some(isOpen);
  section.querySelector("[data-findings-later]").hidden = true;
  const open = items.filter(isOpen);
  const errors = open.filter((item) => item.classList.contains("is-error")).length;
  root.querySelectorAll("[data-findings-count]").forEach((place) => {
    place.replaceChildren(...marksOf({ errors, warnings: open.length - errors }));
    place.hidden = !open.length;
  });
}

// ✖ 2 ⚠ 1, and in words for who hears the page.
function marksOf({ errors, warnings }) {
  const words = [errors && `错误 ${errors} 处`, warnings && `警告 ${warnings} 处`].filter(Boolean).join("，");
  return [
    errors ? make("span", { class: "found-mark is-error", "aria-hidden": "true" }, `✖${errors}`) : null,
    warnings ? make("span", { class: "found-mark is-warning", "aria-hidden": "true" }, `⚠${warnings}`) : null,
    make("span", { class: "visually-hidden" }, `，检查发现${words}`),
  ].filter(Boolean);
}

// The outline is drawn anew after a while (progress.js): the marks are put back each time.
export function showCounts(counts) {
  root.querySelectorAll("[data-part] > a > .found-marks").forEach((old) => old.remove());
  counts.filter(({ errors, warnings }) => errors || warnings).forEach((count) => {
    const link = root.querySelector(`[data-part="${count.part}"] > a`);
    if (link) link.querySelector(".name").after(make("span", { class: "found-marks" }, ...marksOf(count)));
  });
}
