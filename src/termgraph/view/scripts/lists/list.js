// All terms from A to Z. An entry says in a line or two what it is, and opens in place.

import { articleOf, firstWords, groupArticle, groupNotation, notationOf } from "../term/article.js";
import { isolated } from "../page/direction.js";
import { bdi, button, byId, element } from "../page/dom.js";
import { letterOf } from "../data/fold.js";
import { alphabetical } from "../data/names.js";
import { whenSeen } from "../page/seen.js";

/** Up to so many terms stand on one page; of more, one letter at a time. */
const ONE_PAGE = 600;
const PIECE = 100;
/** What stands in the place of a letter before the collections. */
const COLLECTIONS = "Collections";

/**
 * The terms under their letters, in the order of the chosen language: [[letter, [concept, …]], …], "#" last.
 * Collections follow, as ~ their numbers. Unless `fits` says what to list, what only helps to explain others is
 * left out, but for the chosen concept.
 */
export function lettersOf(model, fits = null, chosen = -1) {
  const all = [];
  const isListed = fits ?? ((concept) => concept === chosen || !model.isAuxiliary(concept));
  for (let concept = 0; concept < model.size; concept++) if (isListed(concept)) all.push(concept);
  const letters = new Map();
  for (const concept of alphabetical(model, all)) {
    const letter = letterOf(model.label(concept).text);
    const under = letters.get(letter);
    if (under) under.push(concept);
    else letters.set(letter, [concept]);
  }
  const fitting = model.collections.map((_, n) => ~n).filter((n) => !fits || model.collections[~n].members?.some(fits));
  const sorted = [...letters].sort(([a], [b]) => (a === "#") - (b === "#"));
  return fitting.length ? [...sorted, [COLLECTIONS, fitting]] : sorted;
}

/** What can be said of a term that is not defined: its other names, or where it stands. */
function whereabouts(model, concept) {
  const names = model.names(concept).filter(({ lang, kind }) => {
    return !["hidden", "notation", "proposed"].includes(kind) && (!lang || lang === model.language);
  });
  const { headings, say } = model.words;
  if (names.length) return `${headings.names}: ${names.map(({ text }) => isolated(text)).join(say("comma"))}`;
  return model.trail(concept).slice(0, -1).map((above) => isolated(model.label(above).text)).join(" › ");
}

/** The list in its section of the page. `address` gives the address of a change of what is shown. */
export function createList({ model, section, address }) {
  const { count, headings, say } = model.words;
  let letters = [];
  let madeFor = null;
  let shownLetter = null;

  const facts = element("p", { class: "facts" });
  const openAll = button("", () => {
    const willOpen = entries.querySelector("details:not([open])") !== null;
    for (const entry of entries.querySelectorAll("details")) entry.open = willOpen;
    tellOpenAll();
  });
  const nav = element("nav", { class: "letters", "aria-label": say("letters") });
  const entries = element("div", { class: "entries" });
  const title = element("h2", { id: "list-heading" }, say("list"));
  section.replaceChildren(element("div", { class: "head" }, title, facts, openAll), nav, entries);
  section.setAttribute("aria-labelledby", "list-heading");
  const seen = whenSeen((made) => gloss(made));

  function tellOpenAll() {
    openAll.hidden = !entries.querySelector("details");
    openAll.textContent = say(entries.querySelector("details:not([open])") ? "open_all" : "close_all");
  }

  function groupEntry(group) {
    const collection = model.collections[group];
    const { text, lang } = model.groupLabel(group);
    const summary = element("summary", {}, element("h4", {}, groupNotation(model, group), bdi(text, lang)));
    const said = firstWords(model, collection) || count("member", collection.members?.length ?? 0);
    summary.append(element("span", { class: "gloss" }, said));
    const made = element("details", { class: "entry", id: `group=${collection.key}` }, summary);
    const onMap = element("a", { class: "button", href: address({ group: collection.key, view: null }), "data-leads": "map" },
      say("show_on_map"));
    const fill = () => made.append(element("div", { class: "opened" }, groupArticle(model, group, 4, { bare: true }), onMap));
    made.addEventListener("toggle", fill, { once: true });
    return made;
  }

  function entry(concept) {
    if (concept < 0) return groupEntry(~concept);
    const label = model.label(concept);
    const name = element("h4", {}, notationOf(model, concept), bdi(label.text, label.lang));
    const summary = element("summary", {}, name);
    if (model.isMisnomer(concept)) summary.append(" ", element("small", { class: "misleading" }, say("misleading_name")));
    if (model.isDeprecated(concept)) summary.append(" ", element("small", { class: "badge warning" }, say("deprecated")));
    if (model.hasUses) summary.append(" ", element("small", { class: "badge" }, model.usedText(concept)));
    summary.append(element("span", { class: "gloss" }));
    const id = `term=${model.key(concept)}`;
    const made = element("details", { class: "entry", id, "data-concept": concept }, summary);
    made.addEventListener("toggle", () => made.open && fill(made));
    seen.watch(made);
    return made;
  }

  async function gloss(made) {
    const said = await model.article(Number(made.dataset.concept));
    const told = firstWords(model, said) || whereabouts(model, Number(made.dataset.concept));
    const place = made.querySelector(".gloss");
    if (told) place.replaceChildren(told);
    else place.remove();
  }

  async function fill(made) {
    if (made.querySelector("article")) return;
    const concept = Number(made.dataset.concept);
    const said = await model.article(concept);
    if (made.querySelector("article")) return;
    const onMap = element("a", { class: "button", href: address({ term: model.key(concept), view: null }),
      "data-leads": "map" }, say("show_on_map"));
    made.append(element("div", { class: "opened" }, articleOf(model, concept, said, 4, { bare: true }), onMap));
  }

  const counting = (letter, under) => count(letter === COLLECTIONS ? "collection" : "term", under.length);
  const named = (letter) => (letter === COLLECTIONS ? headings.collections : letter);
  const heading = (letter) => element("h3", { id: `letter-${letter}`, tabindex: "-1" }, named(letter));

  function drawAll() {
    // Of nothing the page says how to begin.
    const rows = letters.flatMap(([letter, concepts]) => [heading(letter), ...concepts.map(entry)]);
    entries.replaceChildren(...(model.size ? rows : [element("p", {}, byId("empty").textContent)]));
    tellOpenAll();
  }

  /** One letter, from a place in it on, in pieces: the next one when the end comes into sight. */
  function drawLetter(letter, from) {
    const concepts = letters.find(([one]) => one === letter)?.[1] ?? [];
    let first = from - (from % PIECE);
    let last = Math.min(first + PIECE, concepts.length);
    const list = element("div", {}, concepts.slice(first, last).map(entry));
    const before = button("", () => {
      const start = Math.max(0, first - PIECE);
      const top = list.firstElementChild;
      list.prepend(...concepts.slice(start, first).map(entry));
      first = start;
      tell();
      top?.querySelector("summary").focus();
    });
    const after = button("", () => {
      const end = Math.min(last + PIECE, concepts.length);
      list.append(...concepts.slice(last, end).map(entry));
      last = end;
      tell();
    });
    const tell = () => {
      before.hidden = first === 0;
      after.hidden = last === concepts.length;
      before.textContent = count("before", first);
      after.textContent = count("others", concepts.length - last);
      tellOpenAll();
    };
    const title = heading(letter);
    title.append(element("small", {}, ` ${counting(letter, concepts)}`));
    entries.replaceChildren(title, before, list, after);
    tell();
    const end = whenSeen(() => {
      if (after.hidden) return;
      after.click();
      end.watch(after);
    });
    end.watch(after);
  }

  function drawNav(current) {
    nav.replaceChildren(...letters.map(([letter, concepts]) => element("a", {
      href: address({ view: "list", letter, term: null }), title: counting(letter, concepts),
      "aria-current": letter === current ? "true" : null,
    }, named(letter))));
  }

  const reveal = (made, isOpen) => {
    if (!made) return;
    if (isOpen) made.open = true;
    made.scrollIntoView({ block: "start" });
    made.querySelector("summary")?.focus({ preventScroll: true });
  };

  const termCount = () => letters.reduce((sum, [, under]) => sum + under.filter((concept) => concept >= 0).length, 0);

  return {
    /** Show the list, at a letter, or at a term or a group, which is then open. */
    render({ concept, group, letter, fits, version }) {
      const chosen = concept >= 0 && model.isAuxiliary(concept) ? concept : -1;
      const isNew = madeFor !== `${version} ${chosen}`;
      const isGroup = group >= 0;
      if (isNew) {
        letters = lettersOf(model, fits, chosen);
        madeFor = `${version} ${chosen}`;
        shownLetter = null;
        facts.textContent = letters.at(-1)?.[0] === COLLECTIONS
          ? `${count("term", termCount())} · ${counting(...letters.at(-1))}` : count("term", termCount());
      }
      const isOnePage = termCount() <= ONE_PAGE;
      const id = concept >= 0 ? `term=${model.key(concept)}` : isGroup ? `group=${model.collections[group].key}`
        : letter === null ? null : `letter-${letter}`;
      const own = concept >= 0 ? letterOf(model.label(concept).text) : isGroup ? COLLECTIONS : letter;
      if (isOnePage) {
        if (isNew) drawAll();
        drawNav(null);
      } else {
        const wanted = letters.some(([one]) => one === own) ? own : letters[0]?.[0];
        const place = letters.find(([one]) => one === wanted)?.[1].indexOf(isGroup ? ~group : concept) ?? 0;
        if (wanted !== shownLetter || (id && !document.getElementById(id))) drawLetter(wanted, Math.max(0, place));
        shownLetter = wanted;
        drawNav(wanted);
      }
      const isOne = concept >= 0 || isGroup;
      if (id && (isOnePage || isOne)) reveal(document.getElementById(id), isOne);
      else scrollTo(0, 0);
    },
  };
}
