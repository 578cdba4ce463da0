// A link [data-go="<place>"] in the list of what is missing leads into the cell itself.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  const cell = link && document.querySelector(`[data-cell="${link.dataset.go}"]`);
  if (!cell) return;
  event.preventDefault();
  const folded = cell.closest("details");
  if (folded) folded.open = true;
  cell.scrollIntoView({ block: "center" });
  cell.focus({ preventScroll: true });
});
