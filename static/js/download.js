// A link that the server marks [data-download] in a fragment is followed once, when it arrives.
document.addEventListener("htmx:afterSettle", () => {
  const link = document.querySelector("[data-download]:not([data-is-started])");
  if (!link) return;
  link.dataset.isStarted = "";
  window.location.assign(link.href);
});
