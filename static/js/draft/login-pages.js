// The pages of a login, read by this program: what each of them asks for, and what is posted to it.
import { getPage } from "./exchange.js";
import { setCsrfToken, user } from "./page.js";

const RETRY = 3000; // ms
export const here = window.location.pathname + window.location.search;

export async function reach(url, init) {
  for (;;) {
    const page = await getPage(url, init); // one after the other: the server may be away as well
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

const has = ({ document: page }, name) => Boolean(page.querySelector(`input[name=${name}]`));
export const asksPassword = (page) => has(page, "username") && has(page, "password");
export const asksCode = (page) => has(page, "code") && !has(page, "password");

// Logged in as whom we are, but something must be done first (a password that has expired).
export function isOurs({ document: page }) {
  const logout = page.querySelector("form[data-logout]");
  return Boolean(logout) && logout.dataset.user === user;
}

// Is this our page, opened by the same account? Then its token counts from now on.
export function adopt({ document: page }) {
  const draft = page.querySelector("[data-draft]");
  if (!draft || draft.dataset.user !== user) return false;
  setCsrfToken(page.querySelector("meta[name=csrf-token]").content);
  return true;
}

export const titleOf = ({ document: page }) => (page.querySelector("h1") || page.head).textContent.trim();

export function errorOf({ document: page }) {
  const error = page.querySelector(".alert-danger, .invalid-feedback, .notice-error");
  return error ? error.textContent.trim() : "未能登录，请核对账号和密码。";
}

// Always to a fresh page of the kind: its token is the one that counts.
async function post(page, words) {
  const token = page.document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) return page;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, ...words });
  return reach(page.url, { method: "POST", body });
}

export async function postPassword(page, username, password) {
  const login = asksPassword(page) ? page : await reach(here);
  return asksPassword(login) ? post(login, { username, password, next: here }) : login;
}

export const postCode = (page, code) => post(page, { code });

// The other account, which was let in by this very form, is logged out again.
export async function sendAway(page) {
  const logout = page.document.querySelector("form[data-logout]");
  if (logout) await post({ ...page, url: logout.getAttribute("action") }, {});
  return reach(here);
}
