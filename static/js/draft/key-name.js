// A pressed key with what is held: Ctrl+Alt+Shift+Enter, in this order.
/** @type {["ctrlKey" | "altKey" | "shiftKey", string][]} */
const HELD = [["ctrlKey", "Ctrl"], ["altKey", "Alt"], ["shiftKey", "Shift"]];

/** @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">} event */
export function nameOfKey(event) {
  const held = HELD.filter(([name]) => event[name] || (name === "ctrlKey" && event.metaKey));
  return [...held.map(([, name]) => name), event.key].join("+");
}

// 229: a key that the input method takes; Chrome says isComposing one event too late.
/** @param {Pick<KeyboardEvent, "isComposing" | "keyCode">} event */
export const isComposed = (event) => event.isComposing || event.keyCode === 229;
