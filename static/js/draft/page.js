// The editing page: its root element and what the server wrote on it. Everybody else reads from here.
export const root = document.querySelector("[data-draft]");
export const { plan, user, saveUrl } = root.dataset;

// `seen` is the version of the text that this page last heard of.
export const heard = { seen: Number(root.dataset.version) };

export const isWritable = () => root.dataset.writable === "1";

// The token of the login; a new login brings a new one (login.js).
const token = document.querySelector("meta[name=csrf-token]");
export const csrfToken = () => token.content;
export const setCsrfToken = (value) => { token.content = value; };
