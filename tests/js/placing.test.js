import assert from "node:assert/strict";
import { test } from "node:test";
import { countSteps, isOver, placeRecords } from "../../static/js/draft/placing.js";
import { chance } from "./chance.js";
import { FIELDS, TREE, row } from "./grid.js";

const where = (active, isKept = false) => ({ active, categories: TREE, fields: FIELDS, isKept });
const record = (values, line = 1) => ({ line, values });
const at = (steps) => steps.map((step) => step.at);

const GRID = [row("产出指标", "数量指标", "甲"), row("产出指标", "数量指标"), row("产出指标", "质量指标", "乙")];

test("without levels a block goes downwards from where one stands; past the end come rows like the last", () => {
  const steps = placeRecords([record({ target: "≥1场" }, 1), record({ target: "≥2场" }, 2)], GRID, where(2));
  assert.deepEqual(at(steps), [2, null]);
  assert.deepEqual(steps[1].changes.map(({ field, now }) => [field, now]),
    [["level1", "产出指标"], ["level2", "质量指标"], ["target", "≥2场"]]);
});

test("with levels each line goes to its own 二级指标, else to a new row", () => {
  const steps = placeRecords([record({ level2: "质量", name: "丙" }), record({ level2: "数量指标", name: "丁" }),
    record({ level2: "数 量", name: "戊" }), record({ level2: "数量", name: "己" })], GRID, where(0));
  assert.deepEqual(at(steps), [2, 0, 1, null]);
  assert.equal(steps[0].changes.find(({ field }) => field === "level2").now, "质量指标", "as the tree prints it");
});

test("in the author's own 二级指标 it begins where the author stands", () => {
  assert.deepEqual(at(placeRecords([record({ level2: "数量指标", name: "丁" })], GRID, where(1))), [1]);
});

test("what stands may be kept: blank rows are filled, the rest is new", () => {
  const steps = placeRecords([record({ name: "丁" }), record({ name: "戊" })], GRID, where(0, true));
  assert.deepEqual(at(steps), [1, null]);
  assert.deepEqual(steps.flatMap(({ changes }) => changes).filter(isOver).filter(({ field }) => field === "name"), []);
});

test("a 二级指标 that the tree has not is said, and stays as typed", () => {
  const [step] = placeRecords([record({ level1: "产出", level2: "时效指标", name: "丁" })], GRID, where(0));
  assert.equal(step.isUnknown, true);
  assert.deepEqual(step.changes.slice(0, 2).map(({ now }) => now), ["产出指标", "时效指标"]);
});

test("the sentence above the preview counts rows, new rows and words that go", () => {
  const steps = placeRecords([record({ name: "丁" }), record({ name: "戊" })], GRID, where(2));
  assert.deepEqual(countSteps(steps), { rows: 2, added: 1, over: 1 });
  assert.equal(isOver({ field: "name", was: "甲", now: "甲" }), false);
});

test("an empty grid takes everything as new rows", () => {
  assert.deepEqual(at(placeRecords([record({ name: "丁" })], [], where(0))), [null]);
  assert.deepEqual(at(placeRecords([record({ level2: "数量指标" })], [], where(0))), [null]);
});

test("no two lines go to one row, and kept rows with words are never touched", () => {
  const { below, one } = chance(42);
  const levels = ["数量指标", "质量指标", "社会效益指标", "时效指标"];
  for (let turn = 0; turn < 2000; turn += 1) {
    const grid = Array.from({ length: below(6) }, () => row("产出指标", one(levels), one(["", "甲"])));
    const records = Array.from({ length: 1 + below(6) }, (_, n) => record({ name: `新${n}`, ...(below(2) ? { level2: one(levels) } : {}) }, n + 1));
    const isKept = below(2) === 1;
    const steps = placeRecords(records, grid, where(below(Math.max(grid.length, 1)), isKept));
    const used = at(steps).filter((place) => place !== null);
    assert.equal(steps.length, records.length);
    assert.equal(new Set(used).size, used.length);
    if (isKept) assert.deepEqual(used.filter((place) => grid[place].name), []);
  }
});
