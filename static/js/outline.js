// The outline ([data-outline]) shows where one is, finds a project by its name, and turns to the next
// or the one before with the keys J and K.
// eslint-disable-next-line max-lines-per-function -- a plain script: this one is its scope, those within are short
document.querySelectorAll("[data-outline]").forEach((outline) => {
  const UNDER = 130; // what the two bars cover, with some air
  const links = Array.from(outline.querySelectorAll('a[href^="#"]'))
    .filter((link) => document.getElementById(link.hash.slice(1)));
  const stops = links.map((link) => document.getElementById(link.hash.slice(1)));
  let current = -1;
  let chosen = -1; // by key or click, until one scrolls by hand: near the end it cannot come to the top

  const here = () => {
    const below = stops.findIndex((stop) => stop.getBoundingClientRect().top > UNDER);
    return (below < 0 ? stops.length : Math.max(below, 1)) - 1;
  };

  const keepInView = (link) => {
    const box = outline.getBoundingClientRect();
    const line = link.getBoundingClientRect();
    if (line.top < box.top || line.bottom > box.bottom) {
      outline.scrollTop += line.top - box.top - box.height / 3;
    }
  };

  const isShown = () => stops.length > 0 && stops[stops.length - 1].getClientRects().length > 0;

  const mark = () => {
    if (!isShown()) return;
    const now = chosen >= 0 ? chosen : here();
    if (now === current || !links[now]) return;
    if (links[current]) links[current].removeAttribute("aria-current");
    current = now;
    links[now].setAttribute("aria-current", "location");
    keepInView(links[now]);
  };

  const choose = (index) => {
    chosen = index;
    mark();
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
  ["wheel", "touchmove", "pointerdown"].forEach((byHand) => {
    document.addEventListener(byHand, () => { chosen = -1; }, { passive: true });
  });

  links.forEach((link, index) => link.addEventListener("click", () => choose(index)));
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step) {
      if (!event.target.closest("a")) chosen = -1;
      return;
    }
    if (event.defaultPrevented || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = current + step;
    if (!stops[next]) return;
    stops[next].scrollIntoView();
    choose(next);
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
  const wanted = links.findIndex((link) => link.hash === window.location.hash);
  if (wanted >= 0) choose(wanted);
  mark();
});
