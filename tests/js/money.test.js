import assert from "node:assert/strict";
import { test } from "node:test";
import { readAmount, writeAmount } from "../../static/js/draft/money.js";
import { chance } from "./chance.js";

test("amounts as people write them", () => {
  const read = { "1,322.00": 1322000000n, "1，322": 1322000000n, " 12 ": 12000000n, "0.000001": 1n, "0": 0n };
  for (const [text, amount] of Object.entries(read)) assert.equal(readAmount(text), amount, text);
});

test("what is no amount", () => {
  for (const text of ["", "13万", "-1", "1.", ".5", "1.1234567", "１２", "1234567890123"]) assert.equal(readAmount(text), null, text);
});

test("amounts have two places at least, and no more than they need", () => {
  assert.equal(writeAmount(1322000000n), "1322.00");
  assert.equal(writeAmount(1500n), "0.0015");
  assert.equal(writeAmount(-500000n), "-0.50");
  assert.equal(writeAmount(12000000n, 0), "12");
});

test("an amount that is written reads as itself, and sums are exact", () => {
  const { below } = chance(3);
  for (let turn = 0; turn < 2000; turn += 1) {
    const amount = BigInt(below(1e9)) * 1000n + BigInt(below(1000));
    assert.equal(readAmount(writeAmount(amount)), amount);
  }
  assert.equal(writeAmount(["0.1", "0.2"].reduce((sum, text) => sum + readAmount(text), 0n)), "0.30");
});
