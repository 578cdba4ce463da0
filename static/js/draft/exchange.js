// One request to the server and what its answer means:
//   {kind: "answer", body}     it was taken
//   {kind: "offline"}          no answer, or the server is in trouble: try again later
//   {kind: "login"}            the session is over, or belongs to another login by now
//   {kind: "readonly", error}  the text may not be written any more
//   {kind: "refused", error}   the request is wrong: a mistake of this program
import { csrfToken, heard, saveUrl } from "./page.js";
import { partsOf, placeOf } from "./cells.js";

const addressOfSaving = saveUrl || ""; // a page that may only be read has none
const PATIENCE = 20000; // ms
const ACCEPT = { headers: { Accept: "application/json" } };
const KEEPALIVE = 60000; // bytes: Chrome refuses more than 64 KiB for a request that outlives its page

const whereAuthorIs = () => {
  /** @type {Cell | null} */
  const el = document.activeElement && document.activeElement.closest("[data-cell]");
  return el ? placeOf(el) : "";
};

// Small requests outlive their page (keepalive): what was on its way when a tab was closed arrives.
/** @param {SaveRequest} request @returns {RequestInit} */
function initOf({ rows, cells }) {
  const body = JSON.stringify({
    seen: heard.seen,
    at: whereAuthorIs(),
    rows: rows.map(({ do: what, kind, id, parent, after }) => ({ do: what, kind, id, parent, after, cells: {} })),
    cells: cells.map(({ place, was, now }) => ({ ...partsOf(place), was, now })),
  });
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), Accept: "application/json" };
  return { method: "POST", headers, body, keepalive: new Blob([body]).size < KEEPALIVE };
}

/** @param {SaveRequest} request */
export const send = (request) => ask(addressOfSaving, initOf(request));

// When the page is left nobody waits for the answer: the journal remembers until the next visit.
/** @param {SaveRequest} request */
export const sendLast = (request) => { fetch(addressOfSaving, initOf(request)).catch(() => {}); };

export const hear = () => ask(`${addressOfSaving}?${new URLSearchParams({ seen: String(heard.seen), at: whereAuthorIs() })}`, ACCEPT);

/** @param {string} url @param {RequestInit} init @returns {Promise<Exchanged>} */
async function ask(url, init) {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), PATIENCE);
  try {
    return await meaningOf(await fetch(url, { ...init, redirect: "manual", signal: clock.signal }));
  } catch {
    return { kind: "offline" };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} response @returns {Promise<Exchanged>} */
async function meaningOf(response) {
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  const body = isJson ? await response.json() : {};
  if (response.type === "opaqueredirect" || response.status === 401 || body.login) return { kind: "login" };
  if (response.ok && isJson) return { kind: "answer", body };
  if (response.status === 404) return { kind: "readonly", error: body.error || "这份文本已不能打开。" };
  if (response.status === 403 && !isJson) return { kind: "login" }; // the token of another login
  if (response.status === 403 || response.status === 409) return { kind: "readonly", error: body.error };
  if (response.status === 400 || response.status === 413) return { kind: "refused", error: body.error };
  return { kind: "offline" };
}

// A page of the site as a document, with the address where it was found (the login page, when the session is over).
/** @param {string} url @param {RequestInit} [init] @returns {Promise<FetchedPage | null>} */
export async function getPage(url, init = {}) {
  try {
    const response = await fetch(url, init);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { document: page, url: response.url, status: response.status };
  } catch {
    return null;
  }
}
