// The reading page: one begins here. Each of these is one behaviour.
import { announce } from "./page.js";
import { startFindings } from "./findings.js";
import { redraw, startFilter } from "./filter.js";
import { startKeys } from "./keys.js";
import { startPosts } from "./posts.js";
import { startRaise } from "./raise.js";
import { startSide } from "./side.js";
import { activate, activeThread, draw, startThreads } from "./threads.js";
import { startUnsent } from "./unsent.js";

startPosts();
startUnsent();
startSide();
startThreads();
startFilter();
startRaise();
startKeys();
startFindings();

document.addEventListener("htmx:afterSettle", () => {
  redraw();
  draw();
});
document.addEventListener("thread-answered", ({ detail }) => {
  announce(detail.done);
  document.addEventListener("htmx:afterSettle", () => {
    const thread = document.getElementById(`thread-${detail.thread}`);
    if (thread) activate(thread, { focus: true });
    else if (activeThread()) activate(activeThread());
  }, { once: true });
});
// What stands above the paper has found its height only now: the place of the address is looked for again.
const place = window.location.hash && document.getElementById(window.location.hash.slice(1));
if (place) place.scrollIntoView();
document.querySelector("[data-review]").dataset.started = "";
