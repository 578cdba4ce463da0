// The session is over while somebody writes: a login beside the work, in one step or two, and the save goes on. Password
// and code go to the site's own pages and are kept nowhere. Another account is refused: these words are not its own.
import {
  adopt, asksCode, asksPassword, errorOf, here, isOurs, postCode, postPassword, reach, sendAway, titleOf,
} from "./login-pages.js";
import { one } from "./dom.js";
import { make } from "./make.js";
import { account } from "./page.js";
import { openPanel } from "./panel.js";

/** @typedef {{ form: HTMLFormElement, name: HTMLElement, password: HTMLElement, code: HTMLElement, sentence: HTMLElement }} LoginForm */

// Resolves when the author is logged in: false where that was so already (in another tab), true where it took a form.
export async function logInAgain() {
  const page = await reach(here);
  if (adopt(page)) return false;
  await new Promise((resolve) => openForm(page, () => resolve(true)));
  return true;
}

/** @param {string} label @param {{ [name: string]: string | undefined }} attributes */
const field = (label, attributes) => make("label", {}, label, make("input", { class: "form-control", ...attributes }));
/** @param {HTMLElement} label */
const inputOf = (label) => one(label, "input", HTMLInputElement);

/** @returns {LoginForm} */
function makeForm() {
  const name = field("账号", { name: "username", autocomplete: "username", value: account });
  const password = field("密码", { name: "password", type: "password", autocomplete: "current-password" });
  const code = field("验证码：手机上的 6 位数字，或一个恢复码", { name: "code", autocomplete: "one-time-code" });
  const sentence = make("p", { class: "panel-error", role: "alert" });
  const button = make("button", { type: "submit", class: "btn btn-primary" }, "登录并继续保存");
  const form = make("form", { class: "login-again" }, name, password, code, sentence, button);
  return { form, name, password, code, sentence };
}

// Only what the page at hand asks for is shown, and has to be filled in.
/** @param {LoginForm} form @param {FetchedPage} page */
function ask({ name, password, code }, page) {
  const wanted = { name: asksPassword(page), password: asksPassword(page), code: asksCode(page) };
  if (!wanted.code && !isOurs(page)) wanted.name = wanted.password = true;
  /** @type {[HTMLElement, boolean][]} */
  const fields = [[name, wanted.name], [password, wanted.password], [code, wanted.code]];
  fields.forEach(([label, isWanted]) => {
    label.hidden = !isWanted;
    inputOf(label).required = isWanted;
  });
  if (wanted.code) inputOf(code).value = "";
}

/** @param {LoginForm} form @param {FetchedPage} page @param {boolean} isFirst */
function say({ sentence }, page, isFirst) {
  if (isOurs(page)) {
    const link = make("a", { href: page.url, target: "_blank" }, titleOf(page));
    sentence.replaceChildren("密码正确。请先在新窗口完成“", link, "”，再回到这里继续保存。");
  } else if (asksPassword(page) || asksCode(page)) {
    sentence.textContent = isFirst ? "" : errorOf(page);
  } else {
    sentence.textContent = strangerSentence(page);
  }
}

/** @param {FetchedPage} page */
const strangerSentence = ({ status }) =>
  (status === 403 || status === 429 ? "该账号暂被锁定，请半小时后再试。文字仍存在本机。"
    : "这些文字是另一个账号写的，请用原来的账号登录。文字仍存在本机，不会以他人名义保存。");

/** @param {LoginForm} form @param {FetchedPage} page */
function answer({ name, password, code }, page) {
  if (asksCode(page)) return postCode(page, inputOf(code).value);
  if (isOurs(page)) return reach(here);
  return postPassword(page, inputOf(name).value, inputOf(password).value);
}

/** @param {FetchedPage} firstPage @param {() => void} done */
function openForm(firstPage, done) {
  const parts = makeForm();
  let page = firstPage;
  let isBusy = false;
  const lead = make("p", { class: "soft" }, "为保护账号已自动退出。您的文字还在页面上，也存在本机；登录后接着保存。");
  const panel = openPanel({ title: "请重新登录", className: "login", content: [lead, parts.form] });
  ask(parts, page);
  say(parts, page, true);
  parts.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return; // a disabled button would lose the focus
    isBusy = true;
    const asked = page;
    page = await answer(parts, asked);
    inputOf(parts.password).value = "";
    isBusy = false;
    if (adopt(page)) {
      panel.close();
      done();
      return;
    }
    say(parts, page, asksCode(page) && !asksCode(asked));
    ask(parts, page);
    if (asksCode(page)) inputOf(parts.code).focus();
    if (!asksPassword(page) && !asksCode(page) && !isOurs(page)) page = await sendAway(page);
  });
}
