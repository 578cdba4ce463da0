// 退回清单: words stay until they are sent, and after an answer one goes on where one was.
import { startPosts } from "./posts.js";
import { startUnsent } from "./unsent.js";

startPosts();
startUnsent();

// What was just done may be gone from a narrowed list: then the next one that waits.
function goOn(id) {
  const item = document.getElementById(`thread-${id}`) || document.querySelector(".work-item.is-waiting");
  if (item) item.focus({ preventScroll: true });
}

document.addEventListener("thread-answered", ({ detail }) => {
  document.addEventListener("htmx:afterSettle", () => goOn(detail.thread), { once: true });
});
document.body.dataset.started = "";
