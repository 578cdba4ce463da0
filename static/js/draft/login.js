// The session is over while somebody writes: a login beside the work, and the save goes on. The password goes to the
// site's own login page and is kept nowhere. Another account is refused: these words are not its own.
import { getPage } from "./exchange.js";
import { make } from "./make.js";
import { account, setCsrfToken, user } from "./page.js";
import { openPanel } from "./panel.js";

const RETRY = 3000; // ms
const here = window.location.pathname + window.location.search;

// Resolves when the author is logged in: false where that was so already (in another tab), true where it took a form.
export async function logInAgain() {
  const page = await reach(here);
  if (adopt(page)) return false;
  return new Promise((resolve) => openForm(page, () => resolve(true)));
}

async function reach(url, init) {
  for (;;) {
    const page = await getPage(url, init); // one after the other: the server may be away as well
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

const ownerOf = ({ document: page }) => {
  const draft = page.querySelector("[data-draft]");
  return draft && draft.dataset.user;
};

// Is this our page, opened by the same account? Then its token counts from now on.
function adopt(page) {
  if (ownerOf(page) !== user) return false;
  setCsrfToken(page.document.querySelector("meta[name=csrf-token]").content);
  return true;
}

function openForm(firstPage, done) {
  let page = firstPage;
  let isBusy = false;
  const fields = makeFields();
  const sentence = make("p", { class: "panel-error", role: "alert" });
  const button = make("button", { type: "submit", class: "btn btn-primary" }, "登录并继续保存");
  const form = make("form", { class: "login-again" }, ...fields.elements, sentence, button);
  const lead = make("p", { class: "soft" }, "为保护账号已自动退出。您的文字还在页面上，也存在本机；登录后接着保存。");
  const panel = openPanel({ title: "请重新登录", className: "login", content: [lead, form] });
  sentence.textContent = stepOf(page) ? "" : strangerSentence(page);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return; // a disabled button would lose the focus
    isBusy = true;
    const before = stepOf(page);
    page = await post(page, fields.take());
    isBusy = false;
    if (adopt(page)) {
      panel.close();
      done();
      return;
    }
    sentence.textContent = sentenceOf(page, before);
    if (!stepOf(page) && !dutyOf(page)) page = await sendAway(page);
    fields.show(stepOf(page));
  });
}

// Account and password; for an account with two-step login the code comes after them.
function makeFields() {
  const name = make("input", {
    name: "username", class: "form-control", autocomplete: "username", required: true, value: account,
  });
  const password = make("input", {
    name: "password", type: "password", class: "form-control", autocomplete: "current-password", required: true,
  });
  const code = make("input", { name: "code", class: "form-control", autocomplete: "one-time-code", spellcheck: "false" });
  const first = [make("label", {}, "账号", name), make("label", {}, "密码", password)];
  const second = make("label", { hidden: true }, "验证码：手机上的 6 位数字，或一个恢复码", code);
  return {
    elements: [...first, second],
    take() {
      const values = { username: name.value, password: password.value, code: code.value };
      password.value = "";
      code.value = "";
      return values;
    },
    show(step) {
      const isCode = step === "code";
      first.forEach((label) => { label.hidden = isCode; });
      second.hidden = !isCode;
      [name, password].forEach((field) => { field.required = step === "password"; });
      code.required = isCode;
      if (isCode) code.focus();
    },
  };
}

// Which step of the login a page asks for: "password", "code" (two-step login), or none.
const stepOf = ({ document: page }) => {
  const form = page.querySelector("form[data-login]");
  return form && form.dataset.login;
};
// What to say when the login did not lead back to this page, after a page that asked for the step `before`.
function sentenceOf(page, before) {
  if (dutyOf(page)) return dutyOf(page);
  if (!stepOf(page)) return strangerSentence(page);
  const error = page.document.querySelector(".alert-danger, .invalid-feedback, .notice-error");
  if (error) return error.textContent.trim();
  return stepOf(page) === "code" && before !== "code" ? "" : "未能登录，请重新填写账号和密码。";
}

// What the account must do first has a page of its own; meanwhile the words stay here.
const dutyOf = ({ document: page }) => {
  const duty = page.querySelector("[data-duty]");
  return duty && `${duty.textContent.trim()}请在另一个标签页办理，再回到这里点“登录并继续保存”。`;
};
const strangerSentence = ({ status }) =>
  (status === 403 || status === 429 ? "该账号暂被锁定，请半小时后再试。文字仍存在本机。"
    : "这些文字是另一个账号写的，请用原来的账号登录。文字仍存在本机，不会以他人名义保存。");

// Logged in where? Always from a fresh login page: its token is the one that counts.
async function post(page, { username, password, code }) {
  const login = stepOf(page) ? page : await reach(here);
  const token = login.document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token || !stepOf(login)) return login;
  const fields = stepOf(login) === "code" ? { code } : { username, password, next: here };
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, ...fields });
  return reach(login.url, { method: "POST", body });
}

// The other account, which was let in by this very form, is logged out again.
async function sendAway(page) {
  const logout = page.document.querySelector('form[action$="/logout/"]');
  const token = logout && logout.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
    await reach(logout.getAttribute("action"), { method: "POST", body });
  }
  return reach(here);
}
