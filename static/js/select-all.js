// A checkbox data-select-all="name" ticks all boxes of that name in its form.
document.querySelectorAll("[data-select-all]").forEach((all) => {
  const boxes = Array.from(all.form.querySelectorAll(`input[name="${all.dataset.selectAll}"]`));
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) =>
    box.addEventListener("change", () => (all.checked = boxes.every((one) => one.checked))),
  );
});
