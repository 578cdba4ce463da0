// Words typed into a form marked data-keep="name" stay in this tab until the server has them: an expired session, a
// wrong click or a failed post loses nothing. Kept in sessionStorage, so they are gone with the tab and at logout.
(() => {
  const fields = "textarea[name], input[name]:not([type=hidden]):not([type=password]), select[name]";

  const read = (form) =>
    Array.from(form.querySelectorAll(fields), (field) => [
      field.name,
      field.value,
      field.type === "checkbox" || field.type === "radio" ? field.checked : null,
    ]);

  const put = (form, kept) => {
    const waiting = Array.from(form.querySelectorAll(fields));
    kept.forEach(([name, value, checked]) => {
      const field = waiting.find(
        (one) => one.name === name && (checked === null || one.value === value),
      );
      if (!field) return;
      waiting.splice(waiting.indexOf(field), 1);
      if (checked === null) field.value = value;
      else field.checked = checked;
    });
  };

  document.querySelectorAll("form[data-keep]").forEach((form) => {
    const name = `keep:${form.dataset.keep}`;
    const kept = sessionStorage.getItem(name);
    if (kept) put(form, JSON.parse(kept));
    form.addEventListener("input", () => sessionStorage.setItem(name, JSON.stringify(read(form))));
  });

  const forget = (isGone) =>
    Object.keys(sessionStorage)
      .filter((name) => name.startsWith("keep:") && isGone(name))
      .forEach((name) => sessionStorage.removeItem(name));

  // A page that tells of success and shows the form no more was reached by a post that went through.
  const forms = Array.from(document.querySelectorAll("form[data-keep]"));
  const shown = new Set(forms.map((form) => `keep:${form.dataset.keep}`));
  if (document.querySelector(".notice-success")) forget((name) => !shown.has(name));
  document.querySelectorAll("form[data-logout]").forEach((form) => form.addEventListener("submit", () => forget(() => true)));
})();
