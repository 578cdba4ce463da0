// An address that ends in #<place> (a missing cell, a thread that speaks of it) leads into the cell itself. A place that
// is no cell is a heading, and the browser finds it.
function arrive() {
  const place = decodeURIComponent(window.location.hash.slice(1));
  const cell = Array.from(document.querySelectorAll("[data-cell]")).find((one) => one.dataset.cell === place);
  if (!cell) return;
  const folded = cell.closest("details");
  if (folded) folded.open = true;
  cell.scrollIntoView({ block: "center" });
  cell.focus({ preventScroll: true });
}

window.addEventListener("hashchange", arrive);
arrive();
