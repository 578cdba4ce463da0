// The heads of a pasted block, as county templates, the provincial systems and our own table word them: the page says
// which words mean which column (table.js, columnsOf).

const ASIDE = /[\s:：*＊]|[（(][^）)]*[）)]/g; // blanks, stars of required fields, what stands in brackets
const SEARCHED = 40; // a whole 绩效目标表 has some ten lines above its indicators

/** @param {string} text */
const plain = (text) => text.replace(ASIDE, "");

// A function from the words of a head to the field they mean, null where they mean none.
/** @param {Columns} columns @returns {(text: string | null) => string | null} */
function readerOf(columns) {
  /** @type {Map<string, string>} */
  const known = new Map();
  [...columns.own, ...columns.beside].forEach(({ name, label, wordings }) => {
    [label, ...wordings].forEach((words) => known.set(plain(words), name));
  });
  return (text) => (text ? known.get(plain(text)) || null : null);
}

// A line of heads: at least two columns known, and more known than not.
/** @param {(string | null)[]} row @param {(text: string | null) => string | null} fieldOf */
function isHeading(row, fieldOf) {
  const words = row.filter((text) => text);
  const known = words.filter(fieldOf);
  return known.length > 1 && known.length * 2 > words.length;
}

// A head merged over several columns counts for each of them, until a head below says otherwise.
/** @param {(string | null)[]} row @param {(string | null)[]} above @param {(text: string | null) => string | null} fieldOf */
function fieldsOf(row, above, fieldOf) {
  /** @type {string | null} */
  let last = null;
  return row.map((text, at) => {
    if (text !== null) last = fieldOf(text);
    return last || above[at] || null;
  });
}

// Where 运算符 or 计量单位 has a column of its own, 指标值 holds the number alone.
/** @param {(string | null)[]} columns */
function withNumber(columns) {
  if (!columns.includes("operator") && !columns.includes("unit")) return columns;
  return columns.map((field) => (field === "target" && !columns.includes("number") ? "number" : field));
}

// Two columns of one name: the first one has it.
/** @param {(string | null)[]} columns */
const once = (columns) => columns.map((field, at) => (columns.indexOf(field) === at ? field : null));

// { columns, heads, first, from } of a block with heads: the line they begin on and the first line of values;
// null without heads.
/** @param {Matrix} matrix @param {Columns} known @returns {ReadColumns | null} */
export function readHeadings(matrix, known) {
  const fieldOf = readerOf(known);
  const first = matrix.slice(0, SEARCHED).findIndex((row) => isHeading(row, fieldOf));
  if (first < 0) return null;
  let at = first;
  /** @type {(string | null)[]} */
  let columns = [];
  /** @type {string[]} */
  let heads = [];
  for (; at < matrix.length && isHeading(matrix[at], fieldOf); at += 1) {
    columns = fieldsOf(matrix[at], columns, fieldOf);
    heads = matrix[at].map((text, column) => text || heads[column] || "");
  }
  return { columns: once(withNumber(columns)), heads, first, from: at };
}
