// The 一级 and 二级指标 that a grid knows: those of the cycle's tree ([data-categories]), else those in its rows.

import { rowsOf, valuesOf } from "./table.js";

// 数量, 数量指标 and 数 量 指 标 are one.
export const key = (word) => (word || "").replace(/\s/g, "").replace(/指标$/, "");

export function categoriesOf(grid) {
  const given = grid.dataset.categories ? JSON.parse(grid.dataset.categories) : [];
  const pairs = given.length ? given : rowsOf(grid).map(valuesOf).map((row) => [row.level1, row.level2]);
  const known = new Map();
  pairs.forEach(([level1, level2]) => {
    if (level2 && !known.has(key(level2))) known.set(key(level2), { level1, level2, order: known.size });
  });
  return known;
}

// The row that a new one of this category follows: the last of its own, else of what the tree prints before it.
export function rowBefore(inside, values) {
  const grid = inside.closest("[data-grid]");
  const rows = rowsOf(grid);
  const categories = categoriesOf(grid);
  const order = (row) => (categories.get(key(row.level2)) || { order: -1 }).order;
  const last = (test) => rows.filter((row) => test(valuesOf(row))).pop();
  const own = last((row) => key(row.level2) === key(values.level2));
  if (own || !rows.length) return own;
  if (order(values) < 0) return last((row) => row.level1 === values.level1);
  return last((row) => order(row) >= 0 && order(row) < order(values)) || null;
}
