// A comparison ([data-compare]): shows all or only what changed, at once, and walks from change to change with the
// buttons or the keys J and K. Without this script the switch is a link to the same page the other way round.
// eslint-disable-next-line max-lines-per-function -- a plain script: this one is its scope, those within are short
document.querySelectorAll("[data-compare]").forEach((root) => {
  const toggle = root.querySelector("[data-compare-switch]");
  const told = root.querySelector("[data-compare-at]");
  const changes = Array.from(root.querySelectorAll("[data-change]"));
  let current = changes.findIndex((change) => `#${change.id}` === window.location.hash);

  const tell = () => {
    if (told) told.textContent = current < 0 ? `共 ${changes.length} 处` : `第 ${current + 1} 处，共 ${changes.length} 处`;
  };

  const go = (index) => {
    if (!changes[index]) return;
    current = index;
    changes[current].scrollIntoView({ block: "center" });
    changes[current].focus({ preventScroll: true });
    tell();
  };

  // What one looks at stays where it is when rows above it come or go.
  const switchOver = () => {
    const seen = changes.find((change) => change.getBoundingClientRect().bottom > window.innerHeight / 4);
    const before = seen && seen.getBoundingClientRect().top;
    root.classList.toggle("only-changes");
    if (seen) window.scrollBy(0, seen.getBoundingClientRect().top - before);
  };

  if (toggle) {
    toggle.addEventListener("click", (event) => {
      event.preventDefault();
      const here = window.location.href;
      switchOver();
      window.history.replaceState(null, "", toggle.href);
      toggle.href = here;
    });
  }

  root.querySelectorAll("[data-compare-step]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => go(current + Number(button.dataset.compareStep)));
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#change-"]');
    const chosen = link ? changes.findIndex((change) => `#${change.id}` === link.hash) : -1;
    if (chosen < 0) return;
    event.preventDefault();
    window.history.replaceState(null, "", link.hash);
    go(chosen);
  });
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    go(current + step);
  });
  tell();
});
