// What the page says of a term: the same in the panel, in the list and on a tour of the misleading names.

import { add, bdi, button, element, folded, langOf } from "../page/dom.js";
import { naturally, OF_NAMES, remarkOf } from "../data/names.js";
import { firstSentence, lineOf, richText } from "../page/text.js";

const MOST_CHIPS = 40;
/** So many of a kind can be counted at a glance. */
const MANY = 6;

/** The address of a term, for a plain link: the click handler of the page keeps what else the address says. */
export const termHref = (model, concept) => `#term=${encodeURIComponent(model.key(concept))}`;

const base = (tag) => tag.toLowerCase().split("-")[0];

/** Is a text in the chosen language: the same, a variety of it, or none said? */
const speaks = (model, tag) => !tag || base(tag) === base(model.language);

/** The items in the chosen language, else in the page's, else all. */
function spoken(model, items, tagOf) {
  const fitting = items.filter((item) => speaks(model, tagOf(item)));
  if (fitting.length) return fitting;
  const usual = items.filter((item) => base(tagOf(item)) === base(model.pageLanguage));
  return usual.length ? usual : items;
}

/** The label of a concept behind its notation. */
export function termLabel(model, concept) {
  const { text, lang } = model.label(concept);
  return [notationOf(model, concept), bdi(text, lang)];
}

/** A link to a concept, with its label. */
export function termLink(model, concept, className) {
  const label = model.label(concept);
  return element("a", { href: termHref(model, concept), class: className }, bdi(label.text, label.lang));
}

/** A notation before its label; null where there is none, or where the label begins with it. */
export function notationBefore(notation, label) {
  return notation && !label.startsWith(notation) ? [element("span", { class: "notation" }, bdi(notation)), " "] : null;
}

/** The notation of a concept, which stands before its label. */
export const notationOf = (model, concept) => notationBefore(model.notation(concept), model.label(concept).text);

/** The address of a group, for a plain link. */
export const groupHref = (model, group) => `#group=${encodeURIComponent(model.collections[group].key)}`;

/** The notation of a group, which stands before its label. */
export const groupNotation = (model, group) =>
  notationBefore(model.collections[group].notation, model.groupLabel(group).text);

/** A link to a group, with its label. */
export function groupLink(model, group, className = null) {
  const { text, lang } = model.groupLabel(group);
  return element("a", { href: groupHref(model, group), class: className }, groupNotation(model, group), bdi(text, lang));
}

const textOf = (model, text) => richText(text, (concept) => termHref(model, concept));

/** A reference of the data as a link or a text: a concept's number, ~ a collection's, [text] or [text, href]. */
export function refLink(model, ref, className) {
  if (typeof ref !== "number") {
    const [text, href] = ref;
    return href ? element("a", { href, class: className }, bdi(text)) : element("bdi", { class: className }, text);
  }
  return ref < 0 ? groupLink(model, ~ref, className) : termLink(model, ref, className);
}

/** A concept as a chip, with the signs of what there is to know of it. */
export function chip(model, concept) {
  const classes = ["chip"];
  if (model.isMisnomer(concept)) classes.push("misnomer");
  if (model.isDeprecated(concept)) classes.push("deprecated");
  const made = termLink(model, concept, classes.join(" "));
  made.prepend(...(notationOf(model, concept) ?? []));
  if (model.isMisnomer(concept)) made.title = model.words.say("its_name");
  else if (model.isDeprecated(concept)) made.title = model.words.headings.deprecated;
  return made;
}

/** Several things in a row, in the words for what is between them and before the last: "a, b or c". */
function several({ say }, items, last = "comma", between = "comma") {
  const parts = [];
  items.forEach((item, number) => {
    if (number) parts.push(say(number === items.length - 1 ? last : between));
    parts.push(item);
  });
  return parts;
}

/** A source as it is cited: [number of the source, place], [text] or [text, href]. */
function cited(model, cite, isLong = false) {
  const [first, second] = cite;
  if (typeof first !== "number") return [second ? element("a", { href: second }, bdi(first)) : bdi(first)];
  const { short, citation, href } = model.sources[first];
  const parts = [href ? element("a", { href }, bdi(short)) : bdi(short)];
  if (second) parts.push(", ", bdi(second));
  if (isLong && citation && citation !== short) parts.push(" · ", element("small", {}, bdi(citation)));
  return parts;
}

/** A source as a text. */
export function citedText({ sources }, [first, second]) {
  if (typeof first !== "number") return first;
  return second ? `${sources[first].short}, ${second}` : sources[first].short;
}

/** The card of a name that misleads. */
export function misnomerCard(model, card, level) {
  const made = element("section", { class: "card" }, heading(level, model.words.headings.misnomer));
  const { headings, parts } = model.words;
  const inRow = (items, ...words) => several(model.words, items, ...words);
  const links = (refs, last) => inRow(refs.map((ref) => refLink(model, ref)), last);
  const name = element("b", {}, bdi(card.name));
  made.append(element("p", { class: "claim" }, card.suggests?.length
    ? parts("suggests_but", { name, what: links(card.suggests, "or") }) : parts("misleads", { name })));
  for (const [lang, text] of spoken(model, card.why ?? [], ([tag]) => tag)) {
    made.append(element("p", { lang: langOf(lang), dir: "auto" }, textOf(model, text)));
  }
  if (card.clearer?.length) {
    const proposed = card.proposed ? [" ", element("small", { class: "remark" }, `(${card.proposed})`)] : [];
    made.append(element("p", { class: "clearer" },
      element("span", {}, `${headings.clearer}:`), " ", links(card.clearer, "or"), ...proposed));
  }
  if (card.jest?.length) {
    const jest = inRow(card.jest.map((one) => element("i", {}, bdi(one))));
    made.append(element("p", {}, element("span", {}, `${headings.jest}:`), " ", jest));
  }
  if (card.fields?.length) {
    made.append(element("p", {}, element("span", {}, `${headings.fields}:`), " ", links(card.fields, "and")));
  }
  if (card.sources?.length) {
    const says = inRow(card.sources.map((cite) => cited(model, cite)), "semicolon", "semicolon");
    made.append(element("p", { class: "says" }, element("span", {}, `${headings.said_by}:`), " ", says));
  }
  return made;
}

const heading = (level, ...text) => element(`h${level}`, {}, ...text);

const group = (level, name, title, ...content) => {
  return element("div", { class: `group ${name}` }, heading(level, title), ...content);
};

/** The reason that a name misleads, in one line. */
export const spokenWhy = (model, card) => lineOf(reasonOf(model, card));

/** What a term is: its definition, else a note, as rich text; "" where there is neither. */
function meaning(model, said) {
  const [first] = spoken(model, said.d ?? [], ([tag]) => tag);
  const [note] = spoken(model, said.n ?? [], ([, tag]) => tag);
  return first?.[1] ?? note?.[2] ?? "";
}

/** What a term is, in one line. */
export const firstWords = (model, said) => lineOf(meaning(model, said));

/** What a term is, in one sentence, as rich text. */
export const gistOf = (model, said) => firstSentence(meaning(model, said));

/** What a term is, in one sentence and one line. */
export const firstWordsOf = (model, said) => {
  const gist = gistOf(model, said);
  return gist.length ? lineOf(gist) : null;
};

/** The reason that a name misleads, as rich text. */
export const reasonOf = (model, card) =>
  spoken(model, card.why ?? [], ([tag]) => tag).flatMap(([, text], at) => [at ? " " : "", text].flat());

/** Chips in rows; of very many the first, and a button for all. */
function chips({ count }, links) {
  const list = element("ul", { class: "chips" });
  const put = (some) => list.append(...some.map((link) => element("li", {}, link)));
  put(links.slice(0, MOST_CHIPS));
  if (links.length > MOST_CHIPS) {
    const more = element("li", {}, button(count("more", links.length - MOST_CHIPS), () => {
      more.remove();
      put(links.slice(MOST_CHIPS));
      list.children[MOST_CHIPS].querySelector("a")?.focus();
    }, { class: "chip more" }));
    list.append(more);
  }
  return list;
}

function trailOf(model, concept) {
  const way = model.trail(concept).filter((above) => above !== concept);
  if (!way.length) return null;
  return trail(model, "way_down", way.map((above) => termLink(model, above)));
}

function trail({ words: { count, say } }, label, links) {
  const way = links.map((link) => [link, element("span", { "aria-hidden": "true" }, "\u00a0› ")]);
  return element("nav", { class: "trail", "aria-label": say(label) }, folded(way, { first: 2, last: 4, told: (more) => count("term", more) }));
}

function badges(model, concept, said) {
  const made = [];
  const { say, ...words } = model.words;
  const badge = (text, className = "badge") => made.push(" ", element("small", { class: className }, bdi(text)));
  for (const name of model.names(concept).filter(({ kind }) => kind === "notation").slice(1)) badge(name.text);
  if (model.isDeprecated(concept)) badge(say("deprecated"), "badge warning");
  if (said.status && said.status !== "deprecated") badge(words.badge(said.status));
  else if (model.isDraft(concept)) badge(say("draft"));
  if (model.hasUses) badge(model.usedText(concept));
  return made;
}

/** Definitions in the chosen language, side by side where several sources have one; the others can be opened. */
function definitions(model, said) {
  const all = said.d ?? [];
  const shown = spoken(model, all, ([tag]) => tag);
  const made = [];
  if (shown.length) {
    const sides = shown.map(([lang, text, source]) => definition(model, lang, text, source));
    made.push(shown.length > 1 ? element("div", { class: "sides" }, sides) : sides);
  }
  const others = all.filter((item) => !shown.includes(item));
  if (others.length) {
    const summary = element("summary", {}, model.words.count("definitions", others.length));
    made.push(element("details", { class: "others" }, summary, others.map(([lang, text, source]) => {
      return definition(model, lang, text, source);
    })));
  }
  return made;
}

function definition(model, lang, text, source) {
  const isOther = !speaks(model, lang);
  const made = element("div", { class: "definition", lang: langOf(lang), dir: "auto" }, textOf(model, text));
  if (isOther) made.append(" ", element("small", { class: "tag" }, lang));
  if (source) made.append(element("p", { class: "by" }, several(model.words, source.map((cite) => cited(model, cite)), "semicolon", "semicolon")));
  return made;
}

/** Whether a name is one that people use, rather than a code or a proposal. */
const isUsed = ({ kind }) => kind !== "notation" && kind !== "proposed";

/** Other names in the chosen language, with what there is to know about each; hidden ones stand last. */
function otherNames(model, concept, level) {
  const names = model.names(concept).filter((name) => isUsed(name) && speaks(model, name.lang));
  if (!names.length) return null;
  const ordered = [...names.filter(({ kind }) => kind !== "hidden"), ...names.filter(({ kind }) => kind === "hidden")];
  const list = element("ul", {}, ordered.map((name) => {
    const said = remarkOf(model, name.kind);
    return element("li", {}, bdi(name.text),
      said ? [" ", element("small", { class: "remark" }, said)] : null,
      name.misleads ? [" ", element("small", { class: "misleading" }, model.words.names.misnomer)] : null);
  }));
  return group(level, "names", model.words.headings.names, list);
}

/** Labels and names in the other languages. */
function translations(model, concept, level) {
  const rows = [];
  for (const language of model.languages) {
    const label = model.label(concept, language);
    if (label.text && label.lang === language && !speaks(model, language)) rows.push({ ...label, isLabel: true });
  }
  for (const name of model.names(concept)) {
    if (isUsed(name) && !speaks(model, name.lang)) rows.push({ ...name, isLabel: false });
  }
  if (!rows.length) return null;
  const byTag = new Map();
  for (const row of rows) byTag.set(row.lang, [...(byTag.get(row.lang) ?? []), row]);
  const list = element("ul", { class: "translations" }, [...byTag].map(([lang, texts]) => {
    const said = texts.flatMap((row, number) => {
      return [number ? model.words.say("comma") : "", element(row.isLabel ? "b" : "i", {}, bdi(row.text))];
    });
    return element("li", { lang }, element("small", { class: "tag" }, lang), " ", said);
  }));
  return group(level, "languages", model.words.headings.languages, list);
}

/** The neighbours by kind and direction. */
function neighbours(model, concept, level) {
  const all = model.neighbours(concept);
  const made = [];
  for (const [kind, out] of Object.keys(model.kinds).flatMap((one) => [[one, true], [one, false]])) {
    // What a misleading name suggests and should be is on its card.
    if (OF_NAMES.has(kind) && out) continue;
    const ends = new Set(all.filter((one) => one.kind === kind && one.out === out).map(({ to }) => to));
    if (!ends.size) continue;
    const { heading: ahead, back } = model.kinds[kind];
    const title = [out ? ahead : back, ends.size > MANY ? element("small", {}, ` ${model.words.number(ends.size)}`) : null];
    made.push(group(level, kind, title, chips(model.words, naturally(model, [...ends]).map((end) => chip(model, end)))));
  }
  return made;
}

function notes(model, said, level) {
  const all = said.n ?? [];
  return Object.entries(model.words.notes).flatMap(([kind, title]) => {
    const own = spoken(model, all.filter((note) => note[0] === kind), (note) => note[1]);
    return own.map(([, lang, text]) => group(level, "notes", title,
      element("p", { lang: langOf(lang), dir: "auto" }, textOf(model, text))));
  });
}

/** References by the heading that they stand under: collections, mappings, properties of the vocabulary's own. */
function grouped(model, pairs, level, name) {
  const byHeading = new Map();
  for (const [title, ref] of pairs ?? []) byHeading.set(title, [...(byHeading.get(title) ?? []), ref]);
  return [...byHeading].map(([title, refs]) => {
    const many = refs.length > MANY ? element("small", {}, ` ${model.words.number(refs.length)}`) : null;
    return group(level, name, [title, many], chips(model.words, refs.map((ref) => {
      return typeof ref === "number" && ref >= 0 ? chip(model, ref) : refLink(model, ref, "chip");
    })));
  });
}

function sources(model, said, level) {
  if (!said.s?.length) return null;
  const list = element("ul", {}, said.s.map((cite) => element("li", {}, cited(model, cite, true))));
  return group(level, "sources", model.words.headings.sources, list);
}

/** The IRI, and when the entry was made and changed. */
function origin(model, concept, said) {
  const iri = model.iri(concept);
  const isWeb = /^https?:\/\//i.test(iri);
  // Characters that are not seen, or that turn the text around them.
  const text = bdi(iri.replace(/[\p{Cc}\p{Cf}]/gu, encodeURIComponent));
  const shown = isWeb ? element("a", { href: iri }, text) : iri.startsWith("_:") ? "" : text;
  const made = element("p", { class: "origin" }, shown);
  for (const [what, date] of Object.entries(said.dates ?? {})) made.append(` · ${model.words.headings[what]} `, bdi(date));
  return made;
}

function replacement(model, said) {
  if (!said.replaced?.length) return null;
  const terms = several(model.words, said.replaced.map((ref) => refLink(model, ref)), "or");
  return element("p", { class: "replaced" }, model.words.parts("instead", { terms }));
}

/**
 * The article of a concept.
 *
 * @param level the level of its heading; groups stand one below.
 * @param said what `model.article` has told of it.
 * @param options.bare leave out the heading, which then stands elsewhere.
 */
export function articleOf(model, concept, said, level = 2, { bare = false } = {}) {
  const made = element("article", { class: "term" });
  const label = model.label(concept);
  const name = [notationOf(model, concept), element("a", { href: termHref(model, concept) }, bdi(label.text, label.lang))];
  return add(made, [
    trailOf(model, concept),
    bare ? null : element(`h${level}`, { class: "name" }, name, badges(model, concept, said)),
    replacement(model, said),
    (said.m ?? []).map((card) => misnomerCard(model, card, level + 1)),
    definitions(model, said),
    otherNames(model, concept, level + 1),
    neighbours(model, concept, level + 1),
    grouped(model, said.g, level + 1, "groups"),
    notes(model, said, level + 1),
    translations(model, concept, level + 1),
    grouped(model, said.x, level + 1, "match"),
    grouped(model, said.a, level + 1, "own"),
    sources(model, said, level + 1),
    origin(model, concept, said),
  ]);
}

/** The groups that a group is in, from the outermost down. */
function groupTrail(model, group) {
  const way = model.groups.way(group).slice(0, -1);
  return way.length ? trail(model, "in_groups", way.map((outer) => groupLink(model, outer))) : null;
}

/**
 * The article of a group: its definition, its members in their order, and what it divides.
 *
 * @param options.bare leave out the heading and the way to it, which then stand elsewhere.
 */
export function groupArticle(model, group, level = 2, { bare = false } = {}) {
  const said = model.collections[group];
  const { count, headings, say } = model.words;
  const pairs = ["divides", "members"].flatMap((key) => (said[key] ?? []).map((ref) => [headings[key], ref]));
  const kind = element("small", { class: "badge" }, say(model.groups.isOrdered(group) ? "ordered" : "collection"));
  return add(element("article", { class: "term" }), [
    bare ? null : groupTrail(model, group),
    bare ? null : element(`h${level}`, { class: "name" }, groupLink(model, group), " ", kind),
    definitions(model, said),
    bare ? null : element("p", { class: "facts" }, count("concept", model.groups.concepts(group).size)),
    grouped(model, said.g, level + 1, "groups"),
    grouped(model, pairs, level + 1, "groups"),
    notes(model, said, level + 1),
  ]);
}
