// Making elements. Text from the data goes in as text, never as markup.

import { safeHref } from "./text.js";

/** The element with an id; that it is missing is a mistake in the page, told at once. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

const ATTRIBUTE =
  /^(?:aria-[a-z]+|autocomplete|class|data-[a-z]+|dir|for|id|lang|placeholder|role|spellcheck|tabindex|title|type)$/;

/** An element with attributes and children; strings become text. What is null or false is left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "href") link(made, value);
    else if (ATTRIBUTE.test(name)) made.setAttribute(name, value === true ? "" : String(value));
    else throw new Error(`attribute ${name} is not for data`);
  }
  add(made, children);
  return made;
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
  return parent;
}

function link(made, href) {
  const to = safeHref(href);
  if (!to) return;
  made.setAttribute("href", to);
  if (!to.startsWith("#")) made.setAttribute("rel", "noopener noreferrer");
}

/** A button that does something. */
export function button(text, onClick, attributes = {}) {
  const made = element("button", { type: "button", class: "button", ...attributes }, text);
  made.addEventListener("click", onClick);
  return made;
}

/**
 * Of very many things in a row the first and the last, and between them a button that puts the others in its place;
 * `told` says how many there are.
 */
export function folded(items, { first, last, told }) {
  const middle = items.slice(first, items.length - last);
  if (middle.length < 2) return items;
  const more = button(`… ${told(middle.length)} …`, () => {
    const all = middle.flat(Infinity);
    more.replaceWith(...all);
    all.find((one) => one.tagName === "A")?.focus();
  }, { class: "button fold" });
  return [...items.slice(0, first), [more, " "], ...items.slice(items.length - last)];
}

/** The language of a text, where that is to be said since it is not the page's. */
export const langOf = (lang) => (lang && lang !== document.documentElement.lang ? lang : null);

/** Text that keeps its own direction, and says its language where that is not the page's. */
export function bdi(text, lang, className) {
  return element("bdi", { class: className, lang: langOf(lang) }, text);
}
