// The changes of a returned file ([data-returned]): filtered by kind, ticked group by group, counted on the button.
// eslint-disable-next-line max-lines-per-function -- a plain script: this one is its scope, those within are short
document.querySelectorAll("[data-returned]").forEach((form) => {
  const boxes = Array.from(form.querySelectorAll('input[name="chosen"]'));
  const count = form.querySelector("[data-count]");
  const filter = form.querySelector("[data-filter]");

  const groups = Array.from(form.querySelectorAll("[data-group]")).map((element) => {
    const label = element.querySelector("[data-group-all]");
    return {
      element,
      all: label.querySelector("input"),
      label,
      boxes: Array.from(element.querySelectorAll('input[name="chosen"]')),
      rows: Array.from(element.querySelectorAll("[data-tone]")),
    };
  });

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (count) count.textContent = ` ${chosen} 处`;
    groups.forEach((group) => {
      const ticked = group.boxes.filter((box) => box.checked).length;
      group.all.checked = ticked > 0 && ticked === group.boxes.length;
      group.all.indeterminate = ticked > 0 && ticked < group.boxes.length;
    });
  };

  groups.forEach((group) => {
    group.label.hidden = group.boxes.length === 0;
    group.all.addEventListener("change", () => {
      group.boxes.forEach((box) => {
        if (!box.closest("tr").hidden) box.checked = group.all.checked;
      });
      tell();
    });
  });
  form.addEventListener("change", tell);

  if (filter) {
    filter.hidden = false;
    const buttons = Array.from(filter.querySelectorAll("[data-show]"));
    buttons.forEach((button) =>
      button.addEventListener("click", () => {
        const wanted = button.dataset.show;
        buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
        groups.forEach((group) => {
          group.rows.forEach((row) => {
            row.hidden = wanted !== "" && row.dataset.tone !== wanted && row.dataset.do !== wanted;
          });
          group.element.hidden = group.rows.every((row) => row.hidden);
        });
      }),
    );
  }
  tell();
});
