// Which column of a pasted block is which: by its heads where it has any, else by what stands in it and by place.

import { key } from "./categories.js";
import { readHeadings } from "./headings.js";
import { LEVELS, namesOf } from "./table.js";

const OPERATOR = /^([≥≤=＝≧≦<>＜＞]|>=|<=|大于等于|小于等于|等于|大于|小于|定性|文字描述)$/;
const NUMBER = /^[\d.,，%％]+$/;

/** @param {Matrix} matrix @param {number} at @returns {string[]} */
const column = (matrix, at) => matrix.flatMap((row) => row[at] || []);
/** @param {string[]} words @param {(word: string) => boolean} test */
const most = (words, test) => words.length > 0 && words.filter(test).length * 2 > words.length;

/** @param {string[]} words */
const isCounter = (words) => words.length > 1 && words.every((word, at) => word === String(at + 1));

/** @param {Categories} categories @returns {{ [level: string]: (word: string) => boolean }} */
function levelTests(categories) {
  const level1 = new Set(Array.from(categories.values(), (category) => key(category.level1)));
  ["产出", "效益", "满意度", "成本"].forEach((word) => level1.add(word));
  return { level1: (word) => level1.has(key(word)), level2: (word) => categories.has(key(word)) };
}

// 运算符, 数值, 计量单位 beside each other, without heads: found by their signs.
/** @param {Matrix} matrix @param {number} width */
function findSplit(matrix, width) {
  for (let at = 0; at + 1 < width; at += 1) {
    const isSplit = most(column(matrix, at), (word) => OPERATOR.test(word))
      && most(column(matrix, at + 1), (word) => NUMBER.test(word));
    if (isSplit) return at;
  }
  return -1;
}

/** @param {(string | null)[]} columns @param {number} from @param {number} to @param {string[]} fields */
function fill(columns, from, to, fields) {
  const free = fields.slice();
  for (let at = from; at < to; at += 1) {
    if (!columns[at]) columns[at] = free.shift() || columns[at];
  }
}

/** @param {Matrix} matrix @param {Categories} categories @param {number} width */
function leading(matrix, categories, width) {
  /** @type {(string | null)[]} */
  const columns = new Array(width).fill(null);
  const is = levelTests(categories);
  let at = 0;
  if (width > 1 && isCounter(column(matrix, 0))) columns[at++] = "counter";
  for (const level of LEVELS) {
    const words = at < width ? column(matrix, at) : [];
    const isBesideIts1 = level === "level2" && columns[at - 1] === "level1"; // then one known is enough
    if (isBesideIts1 ? words.some(is[level]) : most(words, is[level])) columns[at++] = level;
  }
  return { columns, at };
}

// Without heads and levels a block begins where the author stands, unless it can only be a whole row's.
/** @param {Columns} known @param {number} start @param {number} width */
function firstField(known, start, width) {
  if (width >= known.own.filter(({ isOptional }) => !isOptional).length) return 0;
  const texts = namesOf(known).indexOf("name");
  return width > 1 && start < texts ? texts : start;
}

/** @param {Matrix} matrix @param {Categories} categories @param {number} start @param {Columns} known */
function byPlace(matrix, categories, start, known) {
  const fields = namesOf(known);
  const width = matrix[0].length;
  const { columns, at } = leading(matrix, categories, width);
  const split = findSplit(matrix, width);
  const texts = fields.slice(fields.indexOf("name"));
  if (split >= at) {
    fill(columns, at, split, ["name", "description"]);
    ["operator", "number", "unit"].forEach((field, step) => { columns[split + step] = field; });
    fill(columns, split + 3, width, fields.slice(fields.indexOf("target") + 1));
  } else if (columns.includes("level2") || columns.includes("level1")) {
    fill(columns, at, width, texts);
  } else {
    fill(columns, at, width, fields.slice(firstField(known, start, width - at)));
  }
  return columns.slice(0, width);
}

// { columns, heads, first, from }: the field of each column (null where it has none), its head, the line the heads
// begin on and the first line of values. `known` are the columns of the page (table.js, columnsOf).
/** @param {Matrix} matrix @param {Categories} categories @param {number} start @param {Columns} known @returns {ReadColumns} */
export function readColumns(matrix, categories, start, known) {
  const read = readHeadings(matrix, known);
  if (read) return read;
  return { columns: byPlace(matrix, categories, start, known), heads: matrix[0].map(() => ""), first: 0, from: 0 };
}
