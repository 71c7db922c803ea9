// Search as you type over all names of all concepts.
//
// The folded names stand in one long text, a line each. Searching that text is as fast as the browser can search at
// all, so that a hundred thousand concepts need no cleverer index. It is built in slices, between two frames.

import { fold } from "../data/fold.js";
import { inflectionOf } from "../data/inflection.js";
import { inSlices, pause } from "../page/slices.js";

export const MOST_HITS = 12;
const LABEL = "label";
/** Which of a concept's names stands first where several fit equally well. */
const SHOWN = 0;
const NAME = 1;
const OTHER_LABEL = 2;
const RANKS = { misspelling: 2, hidden: 2, notation: 3, proposed: 2 };
/** Fewer hits than this, and names with typing errors are looked for as well; for a short text where there is none. */
const FEW = 4;
const SHORT = 6;
const LONGEST_GUESS = 30;
const SHORTEST_INFLECTED = 3;
/** No more letters are exchanged where two names differ in number and spelling: "mouse" and "mice"; and none of their
 *  words has so many more than in another form: "children". */
const MOST_EXCHANGED = 4;
const MOST_ENDING = 3;
const INFLECTED = /^[a-z]{4,}$/;
const GREEK = /[\u0391-\u03c9]/;

/** Groups of hits, best first. */
const WHOLE = 0;
const SPELLING = 1;
const BEGINNING = 2;
const WORD = 3;
const INSIDE = 4;
const WORDS = 5;
const GUESS = 6;
const GROUP = 10_000;
/** What is deprecated comes after all that is in use. */
const OLD = 10 * GROUP;

/** An index to be filled: parallel lists, one element a name; `text`, `starts` and which names begin with a letter
 *  (`beginning`) follow when it is complete. */
const emptyIndex = () => ({
  keys: [], names: [], concepts: [], kinds: [], languages: [], misleads: [], wordStarts: [], ranks: [],
});

/** Fill an index concept by concept; yields now and then, so that the page can do something else. */
export function* indexing(model, index) {
  const labels = [...model.languages, ""].map((tag) => [tag, model.labelsIn(tag)]);
  index.ranksFor = model.language;
  let next = 0;
  for (let concept = 0; concept < model.size; concept++) {
    const seen = new Set();
    const shown = model.label(concept, index.ranksFor).text;
    const add = (text, kind, lang, misleads) => {
      if (seen.has(text)) return;
      seen.add(text);
      enter(index, concept, text, kind, lang, misleads);
      index.ranks.push(rankOf(kind, text === shown));
    };
    for (const [tag, texts] of labels) if (texts[concept]) add(texts[concept], LABEL, tag, model.isMisnomer(concept));
    // What has no label is shown by its key.
    if (!seen.size) add(shown, LABEL, "", model.isMisnomer(concept));
    for (; next < model.nameCount; next++) {
      const name = model.nameAt(next);
      if (name.concept !== concept) break;
      add(name.text, name.kind, name.lang, name.misleads);
    }
    if (concept % 256 === 255) yield;
  }
  indexGroups(model, index);
  yield* completing(index);
}

/** Groups follow the concepts: their numbers begin where those of concepts end. */
function indexGroups(model, index) {
  model.collections.forEach(({ labels, notation }, group) => {
    const add = (text, kind, lang) => {
      enter(index, model.size + group, text, kind, lang, false);
      index.ranks.push(rankOf(kind, text === model.groupLabel(group).text));
    };
    for (const [lang, text] of Object.entries(labels)) add(text, LABEL, lang);
    if (notation) add(notation, "notation", "");
  });
}

/** The label of what the index holds by number: a concept or a group. */
const labelAt = (model, number) => (number < model.size ? model.label(number) : model.groupLabel(number - model.size));

function enter(index, concept, text, kind, language, misleads) {
  const { key, starts } = folded(text);
  index.keys.push(key);
  index.names.push(text);
  index.concepts.push(concept);
  index.kinds.push(kind);
  index.languages.push(language);
  index.misleads.push(misleads);
  index.wordStarts.push(starts);
}

const PLAIN = /^[\x20-\x7e]*[a-z0-9]$/i;

/** A name as it is compared, and where in that the second and later words begin. */
function folded(text) {
  const starts = [];
  if (PLAIN.test(text)) {
    // Most names: much faster than taking accents and scripts into account.
    let key = "";
    for (const word of text.toLowerCase().split(/[^a-z0-9]+/)) {
      if (!word) continue;
      if (key) starts.push(key.length);
      key += word;
    }
    return { key, starts };
  }
  const key = fold(text).replaceAll("\n", " ");
  let at = 0;
  for (const word of text.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    const part = word ? fold(word) : "";
    if (at && part && key.startsWith(part, at)) starts.push(at);
    at += part.length;
  }
  return { key, starts };
}

function* completing(index) {
  const count = index.keys.length;
  index.text = `\n${index.keys.join("\n")}\n`;
  index.lineAt = new Int32Array(count + 1);
  index.letters = new Int32Array(count);
  index.starts = new Uint8Array(index.text.length);
  index.greek = [];
  index.beginning = new Map();
  let at = 1;
  for (let line = 0; line < count; line++) {
    const key = index.keys[line];
    index.lineAt[line] = at;
    index.letters[line] = lettersOf(key);
    for (const start of index.wordStarts[line]) index.starts[at + start] = 1;
    if (GREEK.test(index.names[line])) index.greek.push(line);
    if (!index.beginning.has(key[0])) index.beginning.set(key[0], []);
    index.beginning.get(key[0]).push(line);
    at += key.length + 1;
    if (line % 1024 === 1023) yield;
  }
  index.lineAt[count] = at;
  index.ranks = Uint8Array.from(index.ranks);
  index.keys = null;
  index.wordStarts = null;
}

/** Which letters a key has, as bits: a name that lacks too many of what was typed needs no closer look. */
function lettersOf(key) {
  let bits = 0;
  for (let at = 0; at < key.length; at++) bits |= 1 << (key.charCodeAt(at) & 31);
  return bits;
}

function bitsOf(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** Call `visit(line, position)` for every line that a key stands in, once, with the place where it first does. */
function eachLine({ text, lineAt }, key, visit) {
  let line = 0;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, lineAt[line + 1] - 1)) {
    while (lineAt[line + 1] <= at) line++;
    visit(line, at);
  }
}

const rankOf = (kind, isShown) => (kind !== LABEL ? (RANKS[kind] ?? NAME) : isShown ? SHOWN : OTHER_LABEL);

/** The rank of every line, which follows the chosen language: the label that is shown comes first. */
function ranksOf(model, index) {
  if (index.ranksFor === model.language) return index.ranks;
  const { kinds, concepts, names } = index;
  index.ranks = Uint8Array.from(kinds, (kind, line) => {
    return rankOf(kind, kind === LABEL && labelAt(model, concepts[line]).text === names[line]);
  });
  index.ranksFor = model.language;
  return index.ranks;
}

/** The index, all at once. */
export function indexOf(model) {
  const index = emptyIndex();
  for (const step of indexing(model, index)) void step;
  return index;
}

/** Like `indexOf`, in slices. */
export async function indexSoon(model) {
  const index = emptyIndex();
  await pause();
  await inSlices(indexing(model, index));
  return index;
}

/**
 * The best names for what was typed, one a concept, and how many concepts there are: whole names first, then names in
 * another number or spelling, beginnings, beginnings of words, parts, names that hold all words, and last what may be
 * meant. As `search` in Python: tests/search_cases.yaml holds both to the same.
 * `concepts` are all that were found, in no order.
 * A hit is { concept, group, text, kind, lang, misleads, isLabel, isTranslation, isGuess }, of which `concept` or `group`
 * is -1. `fits` tells which concepts are looked for, null for all.
 */
export function find(model, index, typed, { most = MOST_HITS, fits = null, withGroups = true } = {}) {
  const { best, guessing } = searching(model, index, typed, { fits, withGroups });
  for (const step of guessing) void step;
  return best(most);
}

/** The same in steps: `best(most)` gives what was found so far, before `guessing` only what begins or holds what was typed. */
export function searching(model, index, typed, { fits = null, withGroups = true } = {}) {
  const key = folded(typed.trim()).key;
  const found = collector(model, index, fitting(model, fits, withGroups));
  if (!key) return { best: found.best, guessing: [].values() };
  const rules = inflectionOf(model.inflection);
  findKey(index, key, found.add);
  if (key.length >= SHORTEST_INFLECTED) findSpelling(index, typed, model.inflection.articles, rules, found.add);
  function* guessing() {
    if (found.count() < FEW) yield* findWords(index, rules.phrase(typed), found.add);
    const enough = key.length < SHORT ? 1 : FEW;
    if (found.count() < enough && key.length > 3 && key.length <= LONGEST_GUESS) yield* findNear(index, key, found.add);
  }
  return { best: found.best, guessing: guessing() };
}

/** Whether what the index holds by number is looked for; of groups those that hold something that is. */
function fitting(model, fits, withGroups) {
  return (number) => {
    if (number < model.size) return !fits || fits(number);
    return withGroups && (!fits || [...model.groups.concepts(number - model.size)].some(fits));
  };
}

/** Gathers lines with the group that they fall into, and gives the best line of each concept. */
function collector(model, index, isFitting) {
  const { concepts, lineAt } = index;
  const ranks = ranksOf(model, index);
  const bestRank = new Int32Array(model.size + model.groups.size).fill(-1);
  const lineOf = new Int32Array(bestRank.length);
  const touched = [];
  return {
    count: () => touched.length,
    add(line, group, extra = 0) {
      const concept = concepts[line];
      const rank = (model.isDeprecated(concept) ? OLD : 0) + group * GROUP + (extra * 10 + ranks[line]) * 100 + Math.min(lineAt[line + 1] - lineAt[line], 99);
      const before = bestRank[concept];
      if (before >= 0 ? rank >= before : !isFitting(concept)) return;
      if (before < 0) touched.push(concept);
      bestRank[concept] = rank;
      lineOf[concept] = line;
    },
    best(most = MOST_HITS) {
      const best = [];
      let worst = Infinity;
      for (const concept of touched) {
        const rank = bestRank[concept];
        if (best.length === most && rank >= worst) continue;
        let at = best.length;
        while (at && bestRank[best[at - 1]] > rank) at--;
        best.splice(at, 0, concept);
        if (best.length > most) best.pop();
        worst = bestRank[best.at(-1)];
      }
      const hits = best.map((concept) => hitOf(model, index, ranks, lineOf[concept], bestRank[concept] % OLD >= GUESS * GROUP));
      return { hits, total: touched.length, concepts: touched.filter((one) => one < model.size) };
    },
  };
}

function hitOf(model, index, ranks, line, isGuess) {
  const [kind, number] = [index.kinds[line], index.concepts[line]];
  return {
    concept: number < model.size ? number : -1,
    group: number - model.size < 0 ? -1 : number - model.size,
    text: index.names[line],
    kind,
    lang: index.languages[line],
    misleads: index.misleads[line],
    isLabel: kind === LABEL && ranks[line] === SHOWN,
    isTranslation: kind === LABEL && ranks[line] !== SHOWN,
    isGuess,
  };
}

function findKey(index, key, add) {
  const { text, lineAt, starts } = index;
  eachLine(index, key, (line, at) => {
    const [begin, end] = [lineAt[line], lineAt[line + 1] - 1];
    let group = at > begin ? (starts[at] ? WORD : INSIDE) : at + key.length === end ? WHOLE : BEGINNING;
    // A later word of the same name may begin with it.
    for (let next = at + 1; group === INSIDE && next < end; next++) {
      if (starts[next] && text.startsWith(key, next)) group = WORD;
    }
    add(line, group);
  });
}

/** What all forms of a word begin with. */
const beginningOf = (word) => word.slice(0, Math.max(1, Math.floor(word.length / 2) - 1));

/** What finds, in this order, the beginnings of words that may be inflected; British and Americans do not agree on "oe". */
function beginningsIn(words) {
  const beginnings = words.filter((word) => INFLECTED.test(word)).map((word) => beginningOf(word).replace(/[ao]?e/g, "[ao]?e"));
  return new RegExp(beginnings.join(".*"));
}

/** Names that are the same but for number and spelling. */
function findSpelling(index, typed, articles, { spellingKeys, speltWords }, add) {
  const keys = spellingKeys(typed);
  if (!keys.length) return;
  const wanted = new Set(keys);
  const consider = (line) => {
    if (spellingKeys(index.names[line]).some((key) => wanted.has(key))) add(line, SPELLING);
  };
  eachLike(index, keys, speltWords(typed), articles, consider);
  index.greek.forEach(consider);
}

/**
 * Call `visit(line)` for every name that may be the same but for number and spelling: it begins alike, as do its words,
 * and has much the same letters, but for articles and Greek letters. `keys` are those of what was typed.
 */
function eachLike({ text, lineAt, letters, beginning }, keys, words, articles, visit) {
  const typed = lettersOf(keys.join(""));
  const ofArticles = lettersOf(articles.join(""));
  const lengths = keys.map((key) => key.length);
  const [least, most] = [Math.min(...lengths) - MOST_ENDING * words.length, Math.max(...lengths) + MOST_ENDING * words.length];
  const isLike = (line, article) => {
    const length = lineAt[line + 1] - 1 - lineAt[line] - article.length;
    if (length < least || length > most || bitsOf(typed & ~letters[line]) > MOST_EXCHANGED) return false;
    return bitsOf(letters[line] & ~typed & ~ofArticles) <= MOST_EXCHANGED;
  };
  const first = words.find((word) => !articles.includes(word)) ?? words[0] ?? "";
  const others = beginningsIn(words.slice(words.indexOf(first) + 1));
  for (const article of ["", ...articles]) {
    const start = article + beginningOf(first);
    for (const line of beginning.get(start[0]) ?? []) {
      if (!isLike(line, article) || !text.startsWith(start, lineAt[line])) continue;
      if (others.test(text.slice(lineAt[line], lineAt[line + 1] - 1))) visit(line);
    }
  }
}

/** Names that hold all words, in whatever order and number; yields now and then. */
function* findWords(index, phrase, add) {
  const [longest] = [...phrase.stems].sort((a, b) => b.length - a.length);
  const lines = [];
  if (longest) eachLine(index, longest, (line) => lines.push(line));
  for (let at = 0; at < lines.length; at++) {
    if (at % 64 === 63) yield;
    if (phrase.fit(index.names[lines[at]].toLowerCase()) >= 0) add(lines[at], WORDS);
  }
}

/** Names in which what was typed stands with one typing error, in longer ones two; yields now and then. */
function* findNear(index, key, add) {
  const most = key.length < 8 ? 1 : 2;
  const wanted = lettersOf(key);
  const near = matcher(key);
  const { text, lineAt, letters, starts } = index;
  for (let line = 0; line < letters.length; line++) {
    if (line % 256 === 255) yield;
    if (bitsOf(wanted & ~letters[line]) > most) continue;
    const [begin, end] = [lineAt[line], lineAt[line + 1] - 1];
    if (end - begin < key.length - most || near(text, begin, end, false) > most) continue;
    // It stands somewhere in the name, but counts only where it begins the name or a word of it.
    let errors = near(text, begin, end, true);
    let later = 0;
    for (let at = begin + 1; errors > most && at < end; at++) {
      if (!starts[at]) continue;
      errors = near(text, at, end, true);
      later = 1;
    }
    if (errors > most) continue;
    add(line, GUESS, errors * 3 + later + (end - begin > key.length + most ? 1 : 0));
  }
}

/**
 * Counts typing errors: letters left out, put in, exchanged, or two in the wrong order. Returns a function of a text
 * and a stretch of it that gives the fewest errors with which the key stands at its beginning, or anywhere in it.
 * It is the bit-parallel algorithm of Myers (1999) with the transpositions of Hyyrö (2003): a column of the table of
 * distances is two machine words, which is what makes a hundred thousand names possible.
 */
export function matcher(key) {
  const length = Math.min(key.length, LONGEST_GUESS);
  const last = 1 << (length - 1);
  const masks = new Int32Array(1 << 16);
  for (let at = 0; at < length; at++) masks[key.charCodeAt(at)] |= 1 << at;
  return (text, begin, end, anchored) => {
    let [plus, minus, before, zero] = [-1, 0, 0, 0];
    let errors = length;
    let best = length;
    const carry = anchored ? 1 : 0;
    for (let at = begin; at < end; at++) {
      const here = masks[text.charCodeAt(at)];
      const turned = ((~zero & here) << 1) & before;
      zero = turned | ((((here & plus) + plus) | 0) ^ plus) | here | minus;
      let up = minus | ~(zero | plus);
      let down = zero & plus;
      if (up & last) errors++;
      else if (down & last) errors--;
      if (errors < best) best = errors;
      up = (up << 1) | carry;
      down <<= 1;
      plus = down | ~(zero | up);
      minus = up & zero;
      before = here;
    }
    return best;
  };
}
