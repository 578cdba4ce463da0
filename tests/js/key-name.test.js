import assert from "node:assert/strict";
import { test } from "node:test";
import { isComposed, nameOfKey } from "../../static/js/draft/key-name.js";

const pressed = (key, ...held) => ({ key, ...Object.fromEntries(held.map((name) => [`${name}Key`, true])) });

test("what is held is named in one order", () => {
  assert.equal(nameOfKey(pressed("Enter")), "Enter");
  assert.equal(nameOfKey(pressed("Enter", "shift", "alt", "ctrl")), "Ctrl+Alt+Shift+Enter");
});

test("a Mac's command is Ctrl", () => assert.equal(nameOfKey(pressed("z", "meta")), "Ctrl+z"));

test("a key of the input method is its own, also one event too early", () => {
  assert.equal(isComposed({ isComposing: true, keyCode: 13 }), true);
  assert.equal(isComposed({ isComposing: false, keyCode: 229 }), true);
  assert.equal(isComposed({ isComposing: false, keyCode: 13 }), false);
});
