// The editing page: its root element and what the server wrote on it. Everybody else reads from here.
export const root = document.querySelector("[data-draft]");
export const { plan, user, account, saveUrl } = root.dataset;

// `seen` is the version of the text that this page last heard of; a step that sends the page as a form tells it, too.
export const heard = { seen: Number(root.dataset.version) };
export function hearOf(version) {
  heard.seen = Math.max(heard.seen, version);
  root.querySelectorAll("input[name=seen]").forEach((field) => { field.value = heard.seen; });
}

export const isWritable = () => root.dataset.writable === "1";

// The token of the login; a new login brings a new one (login.js).
const token = document.querySelector("meta[name=csrf-token]");
export const csrfToken = () => token.content;
export const setCsrfToken = (value) => { token.content = value; };
