// The page of a text with what is said about it: its parts, and where threads are raised ("" for whoever may not).
export const root = document.querySelector("[data-review]");
export const paper = root.querySelector("[data-paper]");
export const side = root.querySelector("[data-side]");
export const raiseUrl = root.dataset.raiseUrl || "";

export const threads = () => Array.from(side.querySelectorAll("[data-thread]"));
export const isPhone = () => window.matchMedia("(max-width: 767px)").matches;

// On a phone the columns are tabs (panes.js); elsewhere they all stand there.
export function showPane(name) {
  if (isPhone()) root.querySelector(`.panes-switch [data-pane="${name}"]`).click();
}

const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
root.append(voice);

export function announce(sentence) {
  voice.textContent = sentence;
}
