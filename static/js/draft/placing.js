// Where each line of a pasted block goes, and what it replaces there. Nothing is written here.
//
// A step is { line, at, isUnknown, changes }: `at` is the row of the grid (null for a new one), `isUnknown` says that
// its 二级指标 is not of the cycle's tree; a change is { field, was, now }.

import { key } from "./categories.js";
import { LEVELS } from "./table.js";

/** @param {Values} row @param {string[]} fields */
const isBlank = (row, fields) => fields.every((field) => LEVELS.includes(field) || !row[field]);

// The levels as the tree prints them; 二级指标 decides. An unknown one stays as it was typed.
/** @param {Values} values @param {Categories} categories @returns {Values} */
function withLevels(values, categories) {
  const known = categories.get(key(values.level2));
  if (known) return { ...values, level1: known.level1, level2: known.level2 };
  const beside = Array.from(categories.values()).find(({ level1 }) => key(level1) === key(values.level1));
  return beside && values.level1 ? { ...values, level1: beside.level1 } : values;
}

/** @param {PastedRecord} record @param {number | null} at @param {Values[]} rows @param {Whereabouts} where @returns {Step} */
function step(record, at, rows, { categories, fields }) {
  const values = withLevels(record.values, categories);
  const was = at === null ? {} : rows[at];
  const changes = fields.filter((field) => field in values)
    .map((field) => ({ field, was: was[field] || "", now: values[field] || "" }));
  return { line: record.line, at, isUnknown: Boolean(values.level2) && !categories.has(key(values.level2)), changes };
}

// Line by line from where the author stands, as in Excel; past the end, more rows like the last one.
/** @param {PastedRecord[]} records @param {Values[]} rows @param {Whereabouts} where */
function downwards(records, rows, where) {
  const { active } = where;
  const last = rows[rows.length - 1] || {};
  return records.map((record, n) => {
    const at = active + n < rows.length ? active + n : null;
    /** @type {Values} */
    const levels = at === null ? { level1: last.level1 || "", level2: last.level2 || "" } : {};
    return step({ ...record, values: { ...levels, ...record.values } }, at, rows, where);
  });
}

// Each line to the next row of its 二级指标 (from where the author stands, in the author's own); then a new row.
/** @param {PastedRecord[]} records @param {Values[]} rows @param {Whereabouts} where */
function byCategory(records, rows, where) {
  const { active, fields, isKept } = where;
  const used = new Set();
  const own = rows[active] ? key(rows[active].level2) : null;
  return records.map((record) => {
    const category = key(record.values.level2);
    const from = category === own ? active : 0;
    const found = rows.findIndex((row, at) => at >= from && !used.has(at) && key(row.level2) === category
      && (!isKept || isBlank(row, fields)));
    used.add(found);
    return step(record, found < 0 ? null : found, rows, where);
  });
}

// `where` is { active, categories, fields, isKept }: the row of the author, the tree, the names of the grid's columns.
// `isKept`: what stands in the grid stays, only blank rows are filled and new ones made.
/** @param {PastedRecord[]} records @param {Values[]} rows @param {Whereabouts} where @returns {Step[]} */
export function placeRecords(records, rows, where) {
  const hasLevels = records.some((record) => record.values.level2);
  if (hasLevels) return byCategory(records, rows, where);
  if (!where.isKept) return downwards(records, rows, where);
  const { level1 = "", level2 = "" } = rows[where.active] || {};
  const levelled = records.map((record) => ({ ...record, values: { level1, level2, ...record.values } }));
  return byCategory(levelled, rows, where);
}

/** @param {FieldChange} change */
export const isOver = (change) => Boolean(change.was) && change.was !== change.now;

// Numbers for the sentence above the preview.
/** @param {Step[]} steps */
export function countSteps(steps) {
  const over = steps.flatMap((each) => (each.at === null ? [] : each.changes)).filter(isOver);
  return { rows: steps.length, added: steps.filter(({ at }) => at === null).length, over: over.length };
}
