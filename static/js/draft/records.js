// Lines of a pasted block as values by field; what has no place is kept apart and shown, never dropped in silence.

import { key } from "./categories.js";
import { LEVELS } from "./table.js";

const WORDS = new Set(["定性", "文字描述", "日期", "/", "无", "-"]);

// ≥ 95 百分比 is ≥95%: a unit that the number carries already is not written twice.
/** @param {Values} parts */
export function joinTarget(parts) {
  const operator = WORDS.has(parts.operator) ? "" : parts.operator || "";
  const unit = WORDS.has(parts.unit) ? "" : (parts.unit || "").replace(/^百分比$/, "%");
  const number = parts.number || "";
  const isThere = !number || number.endsWith(unit) || (unit === "%" && /[%％]$/.test(number));
  return `${operator}${number}${isThere ? "" : unit}`;
}

/** @param {(string | null)[]} row @param {(string | null)[]} columns @param {string[]} fields @returns {Values} */
function valuesOf(row, columns, fields) {
  /** @type {Values} */
  const parts = {};
  columns.forEach((field, at) => {
    if (field) parts[field] = row[at] || "";
  });
  const isSplit = "number" in parts || "operator" in parts;
  /** @type {Values} */
  const all = isSplit ? { ...parts, target: joinTarget(parts) } : parts;
  return Object.fromEntries(fields.filter((field) => field in all).map((field) => [field, all[field]]));
}

// A level that is left empty, as Excel leaves merged cells, is that of the line above.
/** @param {Values} above @param {Values} values @returns {Values} */
function levelsFrom(above, values) {
  const isNew = Boolean(values.level1) && key(values.level1) !== key(above.level1);
  return {
    ...("level1" in values ? { level1: values.level1 || above.level1 } : {}),
    ...("level2" in values ? { level2: values.level2 || (isNew ? "" : above.level2) } : {}),
  };
}

/** @param {(string | null)[]} row @param {(string | null)[]} columns */
const leftOver = (row, columns) => row.map((text, at) => ({ text: text || "", at })).filter(({ text, at }) => text && !columns[at]);

// { records, rest }: a record is { line, values }, a rest { line, text }. `fields` are the names of the grid's columns.
/**
 * @param {Matrix} matrix @param {ReadColumns} read @param {string[]} fields
 * @returns {{ records: PastedRecord[], rest: LeftOver[] }}
 */
export function readRecords(matrix, { columns, first, from }, fields) {
  /** @type {PastedRecord[]} */
  const records = [];
  /** @type {LeftOver[]} */
  const rest = matrix.slice(0, first).map((row, at) => ({ line: at + 1, text: row.filter(Boolean).join(" ") }));
  /** @type {Values} */
  let above = {};
  matrix.slice(from).forEach((row, at) => {
    const line = from + at + 1;
    const values = valuesOf(row, columns, fields);
    above = levelsFrom(above, values);
    const isEmpty = fields.every((field) => LEVELS.includes(field) || !values[field]);
    if (!isEmpty) records.push({ line, values: { ...values, ...above } });
    else if (values.level1 && !values.level2) rest.push({ line, text: values.level1 });
    leftOver(row, columns).forEach(({ text, at: column }) => rest.push({ line, column, text }));
  });
  return { records, rest: rest.filter(({ text }) => text) };
}
