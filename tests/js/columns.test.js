import assert from "node:assert/strict";
import { test } from "node:test";
import { readColumns } from "../../static/js/draft/columns.js";
import { chance } from "./chance.js";
import { COLUMNS, FIELDS, TREE } from "./grid.js";

const columns = (matrix, start = 0) => readColumns(matrix, TREE, start, COLUMNS).columns;

test("a whole row", () => assert.deepEqual(columns([["产出指标", "数量指标", "场次", "说明", "≥12场", "计划"]], 2), FIELDS));

test("a column that counts is no value", () => {
  const line = (at, level1, level2) => [at, level1, level2, "甲", "乙", "≥1场", "丙"];
  assert.deepEqual(columns([line("1", "产出", "数量"), line("2", "产出", "质量")]), ["counter", ...FIELDS]);
});

test("运算符, 数值 and 计量单位 are found by their signs", () => {
  assert.deepEqual(columns([["产出指标", "数量指标", "场次", "说明", "≥", "12", "场", "计划"]]),
    ["level1", "level2", "name", "description", "operator", "number", "unit", "basis"]);
  assert.deepEqual(columns([["场次", "大于等于", "12", "场"]]), ["name", "operator", "number", "unit"]);
});

test("from the cell where one stands", () => {
  assert.deepEqual(columns([["≥12场", "计划"]], 4), ["target", "basis"]);
  assert.deepEqual(columns([["计划", "多余"]], 5), ["basis", null]);
});

test("words on a level go to the words, one word stays where it is", () => {
  assert.deepEqual(columns([["场次", "说明"]], 0), ["name", "description"]);
  assert.deepEqual(columns([["产业指标"]], 0), ["level1"]);
});

test("whatever is pasted: as many columns as it has, none of the grid's twice", () => {
  const { below, one } = chance(99);
  const words = ["", null, "1", "2", "产出", "数量指标", "≥", "95", "%", "≥95%", "三级指标", "指标值", "计划文件", "二级指标"];
  for (let turn = 0; turn < 3000; turn += 1) {
    const width = 1 + below(9);
    const matrix = Array.from({ length: 1 + below(4) }, () => Array.from({ length: width }, () => one(words)));
    const found = columns(matrix, below(6));
    const named = found.filter(Boolean);
    assert.equal(found.length, width, JSON.stringify(matrix));
    assert.equal(new Set(named).size, named.length, `${JSON.stringify(matrix)} ${found}`);
  }
});
