// The 审核表: shows the grades of the 一般 or the points of the 重点 version, and adds the points up while typing.
(() => {
  const sheet = document.querySelector("[data-review-sheet]");
  if (!sheet) return;
  const grades = [[90, "优"], [80, "良"], [60, "中"], [0, "差"]];

  const show = () => {
    const chosen = sheet.querySelector("input[name=form]:checked");
    const isKey = chosen && chosen.value === "key";
    sheet.querySelectorAll("[data-general]").forEach((node) => (node.hidden = isKey));
    sheet.querySelectorAll("[data-key]").forEach((node) => (node.hidden = !isKey));
    const points = Array.from(sheet.querySelectorAll("input[name$=_points]"), (field) => field.value.trim());
    const isFull = points.every((value) => /^\d+$/.test(value));
    const total = points.reduce((sum, value) => sum + (Number(value) || 0), 0);
    sheet.querySelector("[data-total]").textContent = String(total);
    sheet.querySelector("[data-grade]").textContent = isFull ? grades.find(([least]) => total >= least)[1] : "—";
  };

  sheet.addEventListener("input", show);
  sheet.addEventListener("change", show);
  show();
})();
