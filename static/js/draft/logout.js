// Logging out (form[data-logout], with the account in data-user) wipes the words kept in this browser: it may be a
// shared one. Words that exist nowhere else are not wiped unasked.
import { make } from "./make.js";
import { recordsOf, wipe } from "./store.js";

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[data-logout]");
forms.forEach((form) => {
  const leave = async () => {
    await wipe(form.dataset.user).catch(() => {});
    form.submit();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const records = await recordsOf(form.dataset.user).catch(() => []);
    if (records.length) ask(records, leave);
    else leave();
  });
});

/** @param {JournalRecord[]} records @param {() => void} leave */
function ask(records, leave) {
  const pages = Array.from(new Map(records.map(({ path, title }) => [path, title])));
  const list = make("ul", {}, ...pages.map(([path, title]) => make("li", {}, make("a", { href: path }, title))));
  const stay = make("button", { type: "button", class: "btn btn-primary" }, "先不退出");
  const go = make("button", { type: "button", class: "btn btn-quiet" }, "清除并退出");
  const dialog = make("dialog", { class: "draft-logout", "aria-labelledby": "logout-title" },
    make("h2", { id: "logout-title" }, `还有 ${records.length} 处文字只存在本机`),
    make("p", {}, "退出会清除它们。打开下面的页面可以恢复并保存。"), list,
    make("div", { class: "panel-buttons" }, stay, go));
  stay.addEventListener("click", () => dialog.close());
  go.addEventListener("click", leave);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
