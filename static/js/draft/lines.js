// On which of its wrapped lines the caret of a textarea stands: measured on a twin of the same width and type.

const twin = document.createElement("div");
twin.className = "grid-twin";
twin.setAttribute("aria-hidden", "true");

/** @param {HTMLTextAreaElement} cell @param {string} text */
function heightOf(cell, text) {
  if (!twin.isConnected) document.body.append(twin);
  twin.style.width = `${cell.clientWidth}px`;
  twin.textContent = `${text}\u200b`;
  return twin.offsetHeight;
}

/** @param {HTMLTextAreaElement} cell */
export const isOnFirstLine = (cell) => heightOf(cell, cell.value.slice(0, cell.selectionStart)) === heightOf(cell, "");

/** @param {HTMLTextAreaElement} cell */
export const isOnLastLine = (cell) =>
  heightOf(cell, cell.value.slice(0, cell.selectionEnd)) === heightOf(cell, cell.value);
