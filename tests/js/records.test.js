import assert from "node:assert/strict";
import { test } from "node:test";
import { readColumns } from "../../static/js/draft/columns.js";
import { joinTarget, readRecords } from "../../static/js/draft/records.js";
import { chance } from "./chance.js";
import { COLUMNS, FIELDS, TREE } from "./grid.js";

const read = (matrix, start = 0) => readRecords(matrix, readColumns(matrix, TREE, start, COLUMNS), FIELDS);
const values = (matrix) => read(matrix).records.map((record) => record.values);

test("a target of three cells is one value, its unit once", () => {
  const joined = [
    [{ operator: "≥", number: "95", unit: "百分比" }, "≥95%"], [{ operator: "≥", number: "95%", unit: "百分比" }, "≥95%"],
    [{ operator: "≥", number: "95％", unit: "%" }, "≥95％"], [{ operator: "≥", number: "12场", unit: "场" }, "≥12场"],
    [{ operator: "定性", number: "优良", unit: "/" }, "优良"], [{ operator: "=", number: "100" }, "=100"],
    [{ operator: "≤", number: "", unit: "万元" }, "≤"], [{}, ""],
  ];
  for (const [parts, target] of joined) assert.equal(joinTarget(parts), target, JSON.stringify(parts));
});

test("a level left empty, as Excel leaves merged cells, is the one above", () => {
  const found = values([["产出指标", "数量指标", "甲", "", "", ""], ["", "", "乙", "", "", ""], ["效益指标", "", "丙", "", "", ""]]);
  assert.deepEqual(found.map(({ level1, level2, name }) => [level1, level2, name]),
    [["产出指标", "数量指标", "甲"], ["产出指标", "数量指标", "乙"], ["效益指标", "", "丙"]]);
});

test("a field that the block has no column for is not said to be empty", () => {
  assert.deepEqual(values([["二级指标", "三级指标"], ["数量指标", "场次"]]), [{ level2: "数量指标", name: "场次" }]);
});

test("what has no place is kept with its line: titles above, notes below, columns too many", () => {
  const found = read([["绩效目标表", null, null], ["一级指标", "三级指标", "备注"], ["产出指标", "场次", "见附件"], ["注：按学年统计", null, null]]);
  assert.deepEqual(found.rest, [
    { line: 1, text: "绩效目标表" }, { line: 3, column: 2, text: "见附件" }, { line: 4, text: "注：按学年统计" },
  ]);
  assert.deepEqual(found.records.map(({ line }) => line), [3]);
});

test("no word of a block is dropped in silence; what stands among the levels is a level", () => {
  const { below, one } = chance(5);
  const words = ["甲", "乙", "≥95%", "数量指标", "产出指标", "", "备注"];
  for (let turn = 0; turn < 2000; turn += 1) {
    const width = 1 + below(8);
    const body = Array.from({ length: 1 + below(4) }, (_, line) => Array.from({ length: width }, (__, at) => {
      const word = one(words);
      return word && `${word}${["甲", "乙", "备注"].includes(word) ? `${line}.${at}` : ""}`;
    }));
    const { records, rest } = read(body);
    const levels = readColumns(body, TREE, 0, COLUMNS).columns.indexOf("level2");
    const kept = JSON.stringify([records, rest]);
    for (const word of body.flatMap((line) => line.filter((_, at) => at !== levels)).filter((each) => /^[甲乙备]/.test(each))) assert.ok(kept.includes(word), `${word}: ${JSON.stringify(body)}`);
  }
});
