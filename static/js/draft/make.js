// An element with its attributes and children; whatever is text stays text.
/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ [name: string]: string | number | boolean | null | undefined }} attributes
 * @param {...(Node | string | false | null | undefined)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  });
  children.forEach((child) => {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  });
  return element;
}
