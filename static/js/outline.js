// The outline ([data-outline]) shows where one is, finds a project by its name, and turns to the next
// or the one before with the keys J and K.
document.querySelectorAll("[data-outline]").forEach((outline) => {
  const links = Array.from(outline.querySelectorAll('a[href^="#"]'));
  const stops = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  const under = 130; // what the two bars cover, with some air
  let current = -1;

  const here = () => {
    const below = stops.findIndex((stop) => stop.getBoundingClientRect().top > under);
    return (below < 0 ? stops.length : Math.max(below, 1)) - 1;
  };

  const keepInView = (link) => {
    const box = outline.getBoundingClientRect();
    const line = link.getBoundingClientRect();
    if (line.top < box.top || line.bottom > box.bottom) {
      outline.scrollTop += line.top - box.top - box.height / 3;
    }
  };

  const mark = () => {
    const now = here();
    if (now === current || now < 0) return;
    current = now;
    links.forEach((link) => link.removeAttribute("aria-current"));
    const link = links.find((each) => each.hash === `#${stops[now].id}`);
    link.setAttribute("aria-current", "location");
    keepInView(link);
  };

  let isAsked = false;
  document.addEventListener("scroll", () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      mark();
    });
  }, { passive: true });

  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (!step || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const stop = stops[here() + step];
    if (stop) stop.scrollIntoView();
  });

  const find = outline.querySelector("[data-outline-find]");
  if (find) {
    find.hidden = false;
    find.addEventListener("input", () => {
      const words = find.value.trim().toLowerCase();
      links.forEach((link) => {
        link.parentElement.hidden = !link.textContent.toLowerCase().includes(words);
      });
    });
  }
  mark();
});
