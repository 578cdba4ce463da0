// Columns of a page ([data-panes]): beside each other where there is room, one at a time on a phone.
// [data-fold] buttons fold a column away; [data-pane] buttons choose the one that a phone shows.
document.querySelectorAll("[data-panes]").forEach((page) => {
  const choices = page.querySelectorAll("[data-pane]");
  const bodies = page.querySelectorAll("[data-pane-body]");

  const places = {}; // how far each pane was scrolled when one left it
  let shown = page.dataset.panes;

  const show = (name) => {
    places[shown] = window.scrollY;
    shown = name;
    choices.forEach((choice) => choice.setAttribute("aria-pressed", String(choice.dataset.pane === name)));
    bodies.forEach((body) => body.classList.toggle("is-shown", body.dataset.paneBody === name));
  };

  choices.forEach((choice) => {
    choice.parentElement.hidden = false;
    choice.addEventListener("click", () => {
      show(choice.dataset.pane);
      window.scrollTo(0, places[shown] || 0);
    });
  });
  // A link to a place inside another pane shows that pane first; the browser then finds the place in it.
  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const body = place && place.closest("[data-pane-body]");
    if (body) show(body.dataset.paneBody);
  });
  page.querySelectorAll("[data-fold]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const isFolded = page.classList.toggle("is-folded");
      button.setAttribute("aria-expanded", String(!isFolded));
    });
  });
  show(shown);
});
