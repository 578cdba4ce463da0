// The editing page: its root element and what the server wrote on it. Everybody else reads from here.
import { one } from "./dom.js";

export const root = one(document, "[data-draft]", HTMLElement);
export const { plan, user, account, saveUrl } = root.dataset;

// `seen` is the version of the text that this page last heard of; a step that sends the page as a form tells it, too.
export const heard = { seen: Number(root.dataset.version) };
/** @param {number} version */
export function hearOf(version) {
  heard.seen = Math.max(heard.seen, version);
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = root.querySelectorAll("input[name=seen]");
  fields.forEach((field) => { field.value = String(heard.seen); });
}

export const isWritable = () => root.dataset.writable === "1";

// The token of the login; a new login brings a new one (login.js).
const token = () => one(document, "meta[name=csrf-token]", HTMLMetaElement);
export const csrfToken = () => token().content;
/** @param {string} value */
export const setCsrfToken = (value) => { token().content = value; };
