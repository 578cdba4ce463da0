// Answers of the server to posts of fragments. A refusal is a sentence that goes to its place ([role=alert] in the
// form); a whole page in place of a fragment means that something is wrong. Where the session is over the login asks for
// a fresh page: not before whoever writes has read why.
const KEPT = "您写的内容还在这里";

function sentenceFor(xhr) {
  if (xhr.status === 404) return [`这份文本或这条意见已不能打开，请刷新页面。${KEPT}。`, "刷新页面", window.location.href];
  if (xhr.status === 403) return [`页面已过期，没有提交。${KEPT}，刷新后可以接着提交。`, "刷新页面", window.location.href];
  if (xhr.status >= 400) return [`服务器没能处理，还没有提交。${KEPT}，请稍后再试。`];
  const login = new URL(xhr.responseURL);
  const next = encodeURIComponent(window.location.pathname + window.location.search);
  return [`登录已过期，还没有提交。${KEPT}，登录后可以接着提交。`, "重新登录", `${login.pathname}?next=${next}`];
}

function tell(source, [sentence, label, address]) {
  const place = source && (source.querySelector(".said") || source);
  if (!place) return;
  place.textContent = sentence;
  if (!label) return;
  const link = document.createElement("a");
  Object.assign(link, { href: address, textContent: label });
  if (label === "刷新页面") link.addEventListener("click", (event) => { event.preventDefault(); window.location.reload(); });
  place.append(" ", link);
}

export function startPosts() {
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.getResponseHeader("HX-Refresh") !== "true") return;
    event.preventDefault();
    tell(requestConfig.elt, sentenceFor(xhr));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    const isPage = /^\s*<!doctype/i.test(detail.xhr.responseText);
    if (isPage || detail.xhr.status >= 500) {
      detail.shouldSwap = false;
      detail.isError = false;
      tell(detail.requestConfig.elt, sentenceFor(detail.xhr));
    } else if (detail.xhr.status >= 400) {
      detail.shouldSwap = true; // a sentence, sent to its place
      detail.isError = false;
    }
  });
  document.addEventListener("htmx:sendError", ({ detail }) => {
    tell(detail.requestConfig.elt, [`没有连上服务器，还没有提交。${KEPT}，请稍后再试。`]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest(".thread-form, .raise-form");
    const button = form && form.querySelector("[data-by-enter]");
    if (button) button.click();
  });
}
