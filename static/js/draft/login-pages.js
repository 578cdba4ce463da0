// The pages of a login, read by this program: what each of them asks for, and what is posted to it.
import { one } from "./dom.js";
import { getPage } from "./exchange.js";
import { setCsrfToken, user } from "./page.js";

const RETRY = 3000; // ms
export const here = window.location.pathname + window.location.search;

/** @param {string} url @param {RequestInit} [init] */
export async function reach(url, init) {
  for (;;) {
    const page = await getPage(url, init); // one after the other: the server may be away as well
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

/** @param {FetchedPage} page @param {string} name */
const has = ({ document: page }, name) => Boolean(page.querySelector(`input[name=${name}]`));
/** @param {FetchedPage} page */
export const asksPassword = (page) => has(page, "username") && has(page, "password");
/** @param {FetchedPage} page */
export const asksCode = (page) => has(page, "code") && !has(page, "password");

// Logged in as whom we are, but something must be done first (a password that has expired).
/** @param {FetchedPage} page */
export function isOurs({ document: page }) {
  /** @type {HTMLFormElement | null} */
  const logout = page.querySelector("form[data-logout]");
  return logout !== null && logout.dataset.user === user;
}

// Is this our page, opened by the same account? Then its token counts from now on.
/** @param {FetchedPage} page */
export function adopt({ document: page }) {
  /** @type {HTMLElement | null} */
  const draft = page.querySelector("[data-draft]");
  if (!draft || draft.dataset.user !== user) return false;
  setCsrfToken(one(page, "meta[name=csrf-token]", HTMLMetaElement).content);
  return true;
}

/** @param {FetchedPage} page */
export const titleOf = ({ document: page }) => ((page.querySelector("h1") || page.head).textContent || "").trim();

/** @param {FetchedPage} page */
export function errorOf({ document: page }) {
  const error = page.querySelector(".alert-danger, .invalid-feedback, .notice-error");
  return error ? (error.textContent || "").trim() : "未能登录，请核对账号和密码。";
}

// Always to a fresh page of the kind: its token is the one that counts.
/** @param {FetchedPage} page @param {{ [name: string]: string }} words */
async function post(page, words) {
  /** @type {HTMLInputElement | null} */
  const token = page.document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) return page;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, ...words });
  return reach(page.url, { method: "POST", body });
}

/** @param {FetchedPage} page @param {string} username @param {string} password */
export async function postPassword(page, username, password) {
  const login = asksPassword(page) ? page : await reach(here);
  return asksPassword(login) ? post(login, { username, password, next: here }) : login;
}

/** @param {FetchedPage} page @param {string} code */
export const postCode = (page, code) => post(page, { code });

// The other account, which was let in by this very form, is logged out again.
/** @param {FetchedPage} page */
export async function sendAway(page) {
  const logout = page.document.querySelector("form[data-logout]");
  if (logout) await post({ ...page, url: logout.getAttribute("action") || "" }, {});
  return reach(here);
}
