// Tables as plain text, the way Excel and WPS put them on the clipboard: tabs between cells, a line a row,
// a cell in quotation marks when it holds a tab or a line break.

const NEEDS_QUOTES = /[\t\n]/;

// A quoted cell at `start`, or null: "直径" alone is a word in quotation marks, not a quoted cell.
/** @param {string} text @param {number} start */
function quoted(text, start) {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') {
      value += text[at];
    } else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else {
      const isEnd = at + 1 === text.length || NEEDS_QUOTES.test(text[at + 1]);
      const isMeant = NEEDS_QUOTES.test(value) || value.includes('"');
      return isEnd && isMeant ? { value, end: at + 1 } : null;
    }
  }
  return null;
}

/** @param {string} text @param {number} start */
function plain(text, start) {
  let end = start;
  while (end < text.length && !NEEDS_QUOTES.test(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

// A cell's text without what cannot be seen: no zero-width signs, no blanks at its ends.
/** @param {string} text */
export function tidy(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ").replace(/(?:\u200b|\u200c|\u200d|\ufeff)/g, "")
    .replace(/[ \t]+\n/g, "\n").trim();
}

// Rows of cells; the line break that ends the last row makes none.
/** @param {string} raw */
export function parseTsv(raw) {
  const text = raw.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  /** @type {string[][]} */
  const rows = [[]];
  let at = 0;
  while (at <= text.length) {
    const cell = (text[at] === '"' && quoted(text, at)) || plain(text, at);
    rows[rows.length - 1].push(tidy(cell.value));
    if (text[cell.end] === "\n") rows.push([]);
    at = cell.end + 1;
  }
  return rows;
}

/** @param {string} cell */
const written = (cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/** @param {string[][]} rows */
export const formatTsv = (rows) => rows.map((row) => row.map(written).join("\t")).join("\r\n");
