// The first real table of what Excel, WPS or Word put on the clipboard as HTML, as rows of plain cells.

import { tidy } from "./tsv.js";

// Formats go before parsing: nothing of them is wanted, and the page's security policy would complain of each.
const FORMATS = /<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|\sstyle=("[^"]*"|'[^']*')/gi;
const BLOCKS = new Set(["P", "DIV", "LI"]);
const MOST = 100; // no honest table is wider; a damaged colspan must not make us walk a million cells

// Line breaks of the source are blanks, those of the cell are <br> and the ends of paragraphs.
/** @param {Node} node @returns {string} */
function textOf(node) {
  if (node instanceof Text) return node.data.replace(/[ \t\r\n]+/g, " ");
  if (node.nodeName === "BR") return "\n";
  const inside = Array.from(node.childNodes, textOf).join("");
  return BLOCKS.has(node.nodeName) ? `${inside}\n` : inside;
}

/** @param {Element} cell */
const cellText = (cell) => tidy(textOf(cell).replace(/ *\n */g, "\n").replace(/\n+$/, ""));
/** @param {Element} cell @param {string} name */
const span = (cell, name) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), MOST);

// A cell merged downwards stands in each of its rows; of one merged sideways the rest is null.
/** @param {Matrix} rows @param {number} line @param {Element} cell */
function place(rows, line, cell) {
  let column = 0;
  while (rows[line][column] !== undefined) column += 1;
  const text = cellText(cell);
  for (let down = 0; down < span(cell, "rowspan") && line + down < rows.length; down += 1) {
    for (let aside = 0; aside < span(cell, "colspan"); aside += 1) {
      rows[line + down][column + aside] = aside ? null : text;
    }
  }
}

/** @param {string} html @returns {Matrix | null} */
export function parseHtmlTable(html) {
  const page = new DOMParser().parseFromString(html.replace(FORMATS, ""), "text/html");
  /** @type {HTMLTableRowElement[]} */
  const lines = Array.from(page.querySelectorAll("tr")).filter((line) => !line.querySelector("table"));
  if (!lines.length) return null;
  /** @type {Matrix} */
  const rows = lines.map(() => []);
  lines.forEach((line, at) => Array.from(line.cells).forEach((cell) => place(rows, at, cell)));
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, at) => (row[at] === undefined ? "" : row[at])));
}
