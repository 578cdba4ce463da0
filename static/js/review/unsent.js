// Words typed into a form stay in this tab until the server has them: a failed post, an expired session or a wrong
// click loses nothing. With them stays the identity of what is being written, so sending again is no second one.
// Gone with the tab and at logout.
const owner = document.querySelector("[data-user]").dataset.user;
const PREFIX = `unsent:${owner}:`;
const BESIDE = ["csrfmiddlewaretoken", "on", "only"];

const fields = (form) =>
  Array.from(form.elements).filter((field) => field.name && field.type !== "submit" && !BESIDE.includes(field.name));
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

export function keep(name, form, more = {}) {
  const values = Object.fromEntries(fields(form).map((field) => [field.name, valueOf(field)]));
  sessionStorage.setItem(PREFIX + name, JSON.stringify({ ...more, values }));
}

export function kept(name) {
  return JSON.parse(sessionStorage.getItem(PREFIX + name) || "null");
}

export const forget = (name) => sessionStorage.removeItem(PREFIX + name);

export const keptNames = () =>
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));

export function put(name, form) {
  const found = kept(name);
  if (!found) return false;
  fields(form).forEach((field) => {
    if (!(field.name in found.values)) return;
    if (field.type === "checkbox") field.checked = found.values[field.name];
    else field.value = found.values[field.name];
  });
  return true;
}

// Forms marked [data-unsent="<name>"], now and whenever they are drawn anew.
function putAll() {
  document.querySelectorAll("form[data-unsent]").forEach((form) => {
    if (!put(form.dataset.unsent, form)) return;
    const folded = form.querySelector("[data-reply]");
    if (folded) folded.open = true;
  });
}

export function startUnsent() {
  putAll();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsent]");
    if (!form) return;
    if (form.elements.body.value) keep(form.dataset.unsent, form);
    else forget(form.dataset.unsent);
  });
  document.addEventListener("thread-answered", (event) => forget(`thread:${event.detail.thread}`));
  document.addEventListener("htmx:afterSettle", putAll);
  document.querySelectorAll("form[data-logout]").forEach((form) => {
    form.addEventListener("submit", () => keptNames().forEach(forget));
  });
}
