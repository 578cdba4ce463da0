// The 一级 and 二级指标 that a grid knows: those of the cycle's tree ([data-categories]), else those in its rows.

import { gridOf, rowsOf, valuesOf } from "./table.js";

// 数量, 数量指标 and 数 量 指 标 are one.
/** @param {string | null | undefined} word */
export const key = (word) => (word || "").replace(/\s/g, "").replace(/指标$/, "");

/** @param {HTMLElement} grid @returns {Categories} */
export function categoriesOf(grid) {
  /** @type {[string, string][]} */
  const given = grid.dataset.categories ? JSON.parse(grid.dataset.categories) : [];
  /** @type {[string, string][]} */
  const own = rowsOf(grid).map(valuesOf).map((row) => [row.level1, row.level2]);
  /** @type {Categories} */
  const known = new Map();
  (given.length ? given : own).forEach(([level1, level2]) => {
    if (level2 && !known.has(key(level2))) known.set(key(level2), { level1, level2, order: known.size });
  });
  return known;
}

// The row that a new one of this category follows: the last of its own, else of what the tree prints before it.
/** @param {Element} inside @param {Values} values */
export function rowBefore(inside, values) {
  const grid = gridOf(inside);
  const rows = rowsOf(grid);
  const categories = categoriesOf(grid);
  /** @param {Values} row */
  const order = (row) => (categories.get(key(row.level2)) || { order: -1 }).order;
  /** @param {(row: Values) => boolean} test */
  const last = (test) => rows.filter((row) => test(valuesOf(row))).pop();
  const own = last((row) => key(row.level2) === key(values.level2));
  if (own || !rows.length) return own;
  if (order(values) < 0) return last((row) => row.level1 === values.level1);
  return last((row) => order(row) >= 0 && order(row) < order(values)) || null;
}
