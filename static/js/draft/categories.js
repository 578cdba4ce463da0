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
