// Places that came along from last year ([data-carried]="<found words>" in the list beside the work): marked in their
// cells until the words are others, or somebody confirms that they stay. Confirming needs no new page.
import { announce } from "./state.js";
import { csrfToken, heard, root } from "./page.js";
import { getPage } from "./exchange.js";
import { freshen } from "./progress.js";
import { toast } from "./toast.js";

const places = () => Array.from(root.querySelectorAll("[data-carried]"));
const cellOf = (place) => root.querySelector(`[data-cell="${place.querySelector("[data-go]").dataset.go}"]`);

function mark() {
  root.querySelectorAll(".is-carried").forEach((cell) => cell.classList.remove("is-carried"));
  places().forEach((place) => {
    const cell = cellOf(place);
    if (!cell) return;
    const isStill = cell.value.includes(place.dataset.carried);
    place.classList.toggle("is-changed", !isStill);
    if (isStill) cell.classList.add("is-carried");
  });
}

async function confirm(button) {
  button.disabled = true;
  const words = { csrfmiddlewaretoken: csrfToken(), do: button.value, seen: heard.seen, was: "{}" };
  const page = await getPage(window.location.href, { method: "POST", body: new URLSearchParams(words) });
  if (page && freshen(page.document)) {
    announce("已核对。");
    return;
  }
  button.disabled = false;
  toast("没有记下，请稍后再试。");
}

export function startCarried() {
  mark();
  root.addEventListener("draft:fresh", mark);
  root.addEventListener("input", ({ target }) => target.classList.contains("is-carried") && mark());
  root.addEventListener("click", (event) => {
    const button = event.target.closest('[name="do"][value^="confirm:"]');
    if (!button) return;
    event.preventDefault();
    confirm(button);
  });
}
