// Cards for terms on other people's pages: <a data-term="softmax">. What a card says is read from the file of terms that
// lies beside this script, or that its data-terms names. Goes in as text only, and styles by properties, under any policy.

import { fold } from "../data/fold.js";
import { safeHref } from "../page/text.js";

const WAIT = 250;
const LINGER = 300;
const GAP = 6;
const WIDTH = 360;
const CARD = "termgraph-card";

const script = document.currentScript;

/** What there is to say of the term that an element names by its attribute or, where that is empty, by its text. */
function termOf({ terms, names }, place) {
  const name = place.dataset.term || place.textContent;
  const key = Object.hasOwn(terms, name) ? name : names[fold(name)];
  return key === undefined || !Object.hasOwn(terms, key) ? null : { key, ...terms[key] };
}

const explorer = script.dataset.explorer ?? "";

/** Where the link to a term leads that has no address of its own: to the explorer, else to the term's. */
const hrefOf = ({ key, href }) => (explorer ? `${explorer}#term=${encodeURIComponent(key)}` : safeHref(href));

function line(text, style = {}) {
  const made = document.createElement("div");
  made.dir = "auto";
  made.textContent = text;
  Object.assign(made.style, style);
  return made;
}

/** The colours of the page where an element stands, so that the card is as light or dark as that is. */
function colorsAt(place) {
  let ground = place;
  const isClear = (one) => /^(?:transparent|rgba\(.*, 0\))$/.test(getComputedStyle(one).backgroundColor);
  while (ground && isClear(ground)) ground = ground.parentElement;
  const color = getComputedStyle(place.parentElement ?? place).color;
  return { color: ground ? color : "CanvasText", background: ground ? getComputedStyle(ground).backgroundColor : "Canvas" };
}

function createCards(data) {
  const card = document.createElement("div");
  card.id = CARD;
  card.className = CARD;
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  Object.assign(card.style, {
    position: "fixed", zIndex: "9999", boxSizing: "border-box", padding: ".6em .8em", border: "1px solid #8888",
    borderRadius: "8px", boxShadow: "0 6px 24px #0004", font: "0.875rem/1.45 system-ui, sans-serif", overflow: "auto",
  });
  document.body.append(card);
  let shownAt = null;
  let timer = 0;

  function show(place) {
    const term = termOf(data, place);
    if (!term || !place.isConnected) return;
    hide();
    const { words } = data;
    const small = { fontSize: ".85em", opacity: ".8" };
    const said = [["suggests", term.suggests], ["clearer", term.clearer]].filter(([, names]) => names);
    card.replaceChildren(line(term.label, { fontWeight: "600" }));
    if (term.misleads) card.append(line(words.misleading, { ...small, fontWeight: "600" }));
    for (const [what, names] of said) card.append(line(`${words[what]}: ${names.join(words.comma)}`, small));
    if (term.text) card.append(line(term.text, { marginTop: ".3em" }));
    card.lang = data.language;
    Object.assign(card.style, colorsAt(place));
    card.hidden = false;
    place.setAttribute("aria-describedby", CARD);
    shownAt = place;
    put(place.getBoundingClientRect());
  }

  /** Put the card below a place, or above it where there is more room, and within the window. */
  function put({ left, top, bottom }) {
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    const width = Math.min(WIDTH, wide - 2 * GAP);
    const isBelow = high - bottom > top;
    card.style.width = `${width}px`;
    card.style.left = `${Math.max(GAP, Math.min(left, wide - width - GAP))}px`;
    card.style.maxHeight = `${Math.max(40, (isBelow ? high - bottom : top) - 2 * GAP)}px`;
    card.style.top = isBelow ? `${bottom + GAP}px` : `${Math.max(GAP, top - GAP - card.offsetHeight)}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (shownAt?.getAttribute("aria-describedby") === CARD) shownAt.removeAttribute("aria-describedby");
    shownAt = null;
    card.hidden = true;
  }

  const soon = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  const placeOf = (target) => target.closest?.("[data-term]");
  const enter = ({ target, type }) => {
    const place = placeOf(target);
    if (card.contains(target) || (place && place === shownAt)) clearTimeout(timer);
    else if (place) soon(() => show(place), type === "focusin" ? 0 : WAIT);
  };
  const leave = ({ target }) => (placeOf(target) || card.contains(target)) && soon(hide, LINGER);
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, enter);
  for (const type of ["pointerout", "focusout"]) document.addEventListener(type, leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("scroll", ({ target }) => target !== card && hide(), true);
}

/** Let links without an address lead to their terms, and what is no link be reached with the keyboard. */
function prepare(data) {
  for (const place of document.querySelectorAll("[data-term]")) {
    const term = termOf(data, place);
    if (!term) continue;
    const href = place.tagName === "A" && !place.hasAttribute("href") ? hrefOf(term) : "";
    if (href) place.setAttribute("href", href);
    if (place.tabIndex < 0) place.tabIndex = 0;
  }
}

async function main() {
  const answer = await fetch(script.dataset.terms ?? new URL("terms.json", script.src));
  if (!answer.ok) throw new Error(`no terms at ${answer.url}: ${answer.status}`);
  const data = await answer.json();
  if (document.readyState === "loading") await new Promise((go) => document.addEventListener("DOMContentLoaded", go));
  prepare(data);
  createCards(data);
}

main();
