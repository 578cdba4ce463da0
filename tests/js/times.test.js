import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "../../static/js/draft/times.js";

test("a moment of another day, in Beijing", () => {
  assert.equal(momentOf("2020-11-20T16:03:00Z"), "11月21日 00:03");
  assert.equal(momentOf("2020-01-01T01:00:00+00:00"), "1月1日 09:00");
});

test("a moment of today is its time", () => assert.match(momentOf(new Date().toISOString()), /^\d\d:\d\d$/));

test("no moment", () => {
  assert.equal(momentOf(""), "");
  assert.equal(momentOf(null), "");
});
