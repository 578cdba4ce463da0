import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTsv, parseTsv, tidy } from "../../static/js/draft/tsv.js";
import { chance } from "./chance.js";

const CASES = {
  "Excel ends each line with CR LF, the last one too": ["数量\t≥12场\r\n质量\t≥95%\r\n", [["数量", "≥12场"], ["质量", "≥95%"]]],
  "WPS ends lines with LF, the last one not": ["数量\t≥12场\n质量\t≥95%", [["数量", "≥12场"], ["质量", "≥95%"]]],
  "an old Mac's CR": ["甲\r乙", [["甲"], ["乙"]]],
  "a quoted cell holds breaks, tabs and quotation marks": ['甲\t"一\n二"\t"说 ""是"""\r\n乙\t丙\t', [["甲", "一\n二", '说 "是"'], ["乙", "丙", ""]]],
  "a quoted cell holds a tab": ['"甲\t乙"\t丙', [["甲\t乙", "丙"]]],
  "words in quotation marks are no quoted cell": ['"直径"\tb\n', [['"直径"', "b"]]],
  "Chinese quotation marks are words": ["“放管服”\t改革", [["“放管服”", "改革"]]],
  "an open quotation mark is words": ['"a\tb', [['"a', "b"]]],
  "empty cells stay, and so do empty lines": ["a\t\tb\n\n\tc", [["a", "", "b"], [""], ["", "c"]]],
  "blanks that nobody sees go": ["\u3000甲\u00a0\t\u200b乙\ufeff\n", [["甲", "乙"]]],
  "one cell": ["95%\r\n", [["95%"]]],
  nothing: ["", [[""]]],
};

for (const [name, [text, rows]] of Object.entries(CASES)) {
  test(`text with tabs: ${name}`, () => assert.deepEqual(parseTsv(text), rows));
}

test("joined signs that no one sees do not hold words together", () => {
  assert.equal(tidy("教\u200d师\u200c 人数 \t\n二\u00a0"), "教师 人数\n二");
});

test("what is copied out ends its lines as Excel does", () => {
  assert.equal(formatTsv([["甲", "一\n二"], ["a\tb", '12"']]), '甲\t"一\n二"\r\n"a\tb"\t12"');
});

test("what is copied out comes back, whatever stands in it", () => {
  const { below, words } = chance(20210);
  for (let turn = 0; turn < 2000; turn += 1) {
    const width = 1 + below(4);
    const block = Array.from({ length: 1 + below(4) }, () => Array.from({ length: width }, () => tidy(words('甲乙"\t\n≥5 ', 6))));
    // A cell that itself is written as a quoted one (with the quotation marks) cannot be told from it: none of those.
    if (block.flat().some((cell) => cell.startsWith('"'))) continue;
    assert.deepEqual(parseTsv(`${formatTsv(block)}\r\n`), block, JSON.stringify(block));
  }
});
