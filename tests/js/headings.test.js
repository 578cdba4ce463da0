import assert from "node:assert/strict";
import { test } from "node:test";
import { readHeadings } from "../../static/js/draft/headings.js";
import { COLUMNS } from "./grid.js";

const read = (...matrix) => readHeadings(matrix, COLUMNS);

test("a block without heads has none", () => {
  assert.equal(read(["产出指标", "数量指标", "场次"]), null);
  assert.equal(read(["指标值", "场次", "计划"]), null, "one known word may be somebody's text");
});

test("stars, brackets, colons and blanks in heads do not matter", () => {
  assert.deepEqual(read(["指 标 值*", "三级指标（必填）：", "二级指标"], ["≥12场", "场次", "数量指标"]),
    { columns: ["target", "name", "level2"], heads: ["指 标 值*", "三级指标（必填）：", "二级指标"], first: 0, from: 1 });
});

test("beside 运算符 the 指标值 holds the number alone", () => {
  assert.deepEqual(read(["三级指标", "运算符", "指标值", "单位"]).columns, ["name", "operator", "number", "unit"]);
  assert.deepEqual(read(["三级指标", "指标值", "确定依据"]).columns, ["name", "target", "basis"]);
});

test("heads on two lines under a title: the lower line says what is under a merged head", () => {
  const found = read(["乡土读本绩效目标表", null, null, null, null],
    ["二级指标", "三级指标", "指标值", null, null],
    ["二级指标", "三级指标", "运算符", "数值", "计量单位"],
    ["质量指标", "合格率", "≥", "95", "%"]);

  assert.deepEqual(found, {
    columns: ["level2", "name", "operator", "number", "unit"],
    heads: ["二级指标", "三级指标", "运算符", "数值", "计量单位"], first: 1, from: 3,
  });
});

test("of two columns of one name the first one has it", () => {
  assert.deepEqual(read(["三级指标", "指标值", "指标值"]).columns, ["name", "target", null]);
});

test("heads are looked for in the first forty lines", () => {
  const above = (count) => Array.from({ length: count }, () => ["基本情况", ""]);
  assert.equal(read(...above(39), ["三级指标", "指标值"]).first, 39);
  assert.equal(read(...above(40), ["三级指标", "指标值"]), null);
});
