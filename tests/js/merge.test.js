import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, merge } from "../../static/js/draft/merge.js";
import { chance } from "./chance.js";

const CASES = {
  "only I wrote": ["原文", "原文改", "原文", "原文改"],
  "only the other wrote": ["原文", "原文", "原文改", "原文改"],
  "both wrote the same": ["原文", "新文", "新文", "新文"],
  "at both ends": ["培训教师", "组织培训教师", "培训教师600人次", "组织培训教师600人次"],
  "at both ends, the other way round": ["培训教师", "培训教师600人次", "组织培训教师", "组织培训教师600人次"],
  "two sentences behind one": ["一。", "一。二。", "一。三。", "一。二。三。"],
  "two words in an empty cell": ["", "甲", "乙", "甲 乙"],
  "mine holds the other's": ["", "培训教师", "培训", "培训教师"],
  "the same number twice": ["≥12场", "≥15场", "≥18场", "≥15场 ≥18场"],
  "several lines, additions at one place": ["一\n二", "一改\n二", "一换\n二", "一改 换\n二"],
  "several lines, one stretch made two others": ["一\n二", "三\n二", "四\n二", "三\n二\n四\n二"],
  "the other's hold mine": ["全县中小学教师", "中小学教师", "全县中小学教师培训", "全县中小学教师培训"],
  "one cuts, the other adds elsewhere": ["全县的中小学教师", "全县中小学教师", "全县的中小学教师培训", "全县中小学教师培训"],
};

for (const [name, [was, mine, theirs, both]] of Object.entries(CASES)) {
  test(`two people's words: ${name}`, () => assert.equal(merge(was, mine, theirs), both));
}

test("the stretch that changed", () => {
  assert.deepEqual(changeOf("培训教师", "培训乡村教师"), { start: 2, end: 2, words: "乡村" });
  assert.deepEqual(changeOf("aa", "aaa"), { start: 2, end: 2, words: "a" });
  assert.deepEqual(changeOf("甲", ""), { start: 0, end: 1, words: "" });
});

test("the stretch put into what was gives what is; whoever wrote alone is taken whole", () => {
  const { words } = chance(7);
  for (let turn = 0; turn < 3000; turn += 1) {
    const [was, mine] = [words("甲乙丙。\n", 8), words("甲乙丙。\n", 8)];
    const { start, end, words: put } = changeOf(was, mine);
    assert.equal(was.slice(0, start) + put + was.slice(end), mine);
    assert.equal(merge(was, mine, was), mine);
    assert.equal(merge(was, was, mine), mine);
  }
});

test("what either of the two added is never lost", () => {
  const { below, words } = chance(11);
  for (let turn = 0; turn < 3000; turn += 1) {
    const was = words("甲乙丙。", 8);
    const add = (mark) => {
      const at = below(was.length + 1);
      return was.slice(0, at) + mark + was.slice(at);
    };
    const both = merge(was, add("我的"), add("对方"));
    assert.ok(both.includes("我的") && both.includes("对方"), `${was}: ${both}`);
  }
});
