// Look-ups in the page with the type of what is found. `one` is for what the templates always write; what may be
// missing is asked for with querySelector and looked at.

/**
 * @template {Element} T
 * @param {ParentNode} around @param {string} selector @param {new () => T} kind
 */
export function one(around, selector, kind) {
  const found = around.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`${selector}: no ${kind.name} on this page`);
}

// The element that an event happened in: those that bubble up to a page's root come from elements alone.
/** @param {Event} event */
export const targetOf = (event) => /** @type {HTMLElement} */ (event.target);
