// The vocabulary: what the packed columns say, by the number of a concept. No other module knows how they are packed.

import { inflate } from "./codec.js";
import { numbersOf, rowsOf, summed } from "./columns.js";
import { groupsOf } from "./groups.js";
import { wordsOf } from "./words.js";

const MISNOMER = 1;
const DEPRECATED = 2;
const NAMED_MISLEADINGLY = 4;
const DRAFT = 8;
const AUXILIARY = 16;
const MISLEADS = 16;
const COLORS = 14;

/**
 * The lines of all texts, apart. They come language by language, of each concept its label, where the language has
 * labels, and its other names; then of each concept its key and its notations.
 */
function textsOf({ size, languages, tags, texts, names }) {
  const lines = texts.split("\n");
  const kinds = numbersOf(names.kind);
  const found = { keys: Array.from({ length: size }), labels: languages.map(() => Array.from({ length: size })) };
  const own = { texts: Array.from({ length: kinds.length }), concepts: new Int32Array(kinds.length), langs: new Int32Array(kinds.length), kinds };
  let [line, name] = [0, 0];
  names.count.forEach((planes, block) => {
    const counts = numbersOf(planes);
    const column = block === tags.length ? found.keys : found.labels[block];
    for (let i = 0; i < size; i += 1) {
      if (column) column[i] = lines[line++];
      for (let left = counts[i]; left > 0; left -= 1) {
        own.texts[name] = lines[line++];
        own.concepts[name] = i;
        own.langs[name++] = block;
      }
    }
  });
  return { ...found, names: own };
}

/** How near a language is to what is wanted, as in Python's `names.language_rank`. */
function languageRank(tag, wanted, page) {
  const stem = (text) => text.toLowerCase().split("-")[0];
  if (tag === wanted) return 0;
  if (tag && stem(tag) === stem(wanted)) return 1;
  if (tag === page) return 2;
  if (tag && stem(tag) === stem(page)) return 3;
  if (!tag) return 4;
  return stem(tag) === "en" ? 5 : 6;
}

/** The model of the unpacked core of the page's data. */
export function modelOf(core) {
  const { size, languages: tags } = core;
  const flags = numbersOf(core.flags);
  const words = wordsOf(core.words);
  const uses = core.uses && numbersOf(core.uses);
  const mostUsed = uses && uses.reduce((most, one) => Math.max(most, one), 1);
  const tops = numbersOf(core.top).map((rank) => core.tops[rank]);
  const { keys, labels, names } = textsOf(core);
  const prefixes = core.prefix ? numbersOf(core.prefix) : null;
  const rests = core.rest ? core.rest.split("\n") : null;
  const prefixOf = (i) => core.prefixes[prefixes?.[i] ?? 0];
  const pairs = Object.fromEntries(
    Object.entries(core.edges).map(([kind, { from, to }]) =>
      [kind, { from: summed(numbersOf(from), size), to: summed(numbersOf(to)) }]),
  );
  /** The ranks of those that stand before their siblings, by a notation or a stated order; then all are from A to Z. */
  const ranks = Int32Array.from({ length: size }, (_, i) => size + i);
  numbersOf(core.order).forEach((i, rank) => (ranks[i] = rank));
  const members = core.scheme.map((deltas) => {
    const within = new Uint8Array(size);
    for (const i of summed(numbersOf(deltas))) within[i] = 1;
    return within;
  });
  const memo = new Map();
  let language = core.language;
  let scheme = null;

  /** Work out something large when it is first asked for. */
  const once = (name, work) => {
    if (!memo.has(name)) memo.set(name, work());
    return memo.get(name);
  };
  const ordered = (wanted) =>
    once(`order ${wanted}`, () =>
      tags.map((tag, n) => [languageRank(tag, wanted, core.language), n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, n]) => n));
  /** The kinds of lines, the most telling first; the steps up from concept to concept are of one or several. */
  const kinds = Object.keys(core.kinds);
  const steps = () =>
    once("steps", () => {
      const upward = kinds.filter((kind) => core.kinds[kind].side === "above").map((kind) => pairs[kind]);
      if (upward.length < 2) return upward[0] ?? { from: [], to: [] };
      const all = new Set(upward.flatMap(({ from, to }) => Array.from(from, (low, at) => to[at] * size + low)));
      const sorted = Float64Array.from(all).sort();
      return { from: sorted.map((step) => step % size), to: sorted.map((step) => Math.floor(step / size)) };
    });
  const above = () => once("above", () => rowsOf(size, steps().from, steps().to));
  const below = () => once("below", () => rowsOf(size, steps().to, steps().from));
  const nameStarts = () =>
    once("names", () => rowsOf(size, names.concepts, Int32Array.from(names.concepts, (_, n) => n)));

  /** The edges that misleading names have: their ends are numbers of names, or ~ a concept's. */
  const ofNames = { misnomerOf: core.clearer, suggests: core.suggests };
  /** Such an end as a concept: of a name, the one that it names. */
  const conceptOf = (end) => (end < 0 ? ~end : names.concepts[end]);
  const around = () =>
    once("around", () => {
      const told = Object.entries(ofNames).map(([kind, { from, to }]) => [kind, { from: from.map(conceptOf), to: to.map(conceptOf) }]);
      const all = { ...pairs, ...Object.fromEntries(told) };
      return kinds.filter((kind) => all[kind]).map((kind) => {
        const { from, to } = all[kind];
        return { kind, out: rowsOf(size, from, to), back: rowsOf(size, to, from) };
      });
    });

  /** The tree in which each concept has one parent: the one by which it is nearest to a top. As Python's `Forest`. */
  const tree = () =>
    once("tree", () => {
      const parents = new Int32Array(size).fill(-1);
      const depths = new Int32Array(size).fill(-1);
      const queue = new Int32Array(size);
      let end = 0;
      for (let i = 0; i < size; i += 1) {
        if (tops[i] !== i) continue;
        depths[i] = 0;
        queue[end++] = i;
      }
      for (let at = 0; at < end; at += 1) {
        const node = queue[at];
        for (const child of below()(node)) {
          if (depths[child] >= 0 || tops[child] !== tops[node]) continue;
          depths[child] = depths[node] + 1;
          parents[child] = node;
          queue[end++] = child;
        }
      }
      return { parents, depths, order: queue };
    });
  const branches = () =>
    once("branches", () => {
      const sizes = new Int32Array(size);
      for (const top of tops) sizes[top] += 1;
      const colors = new Uint8Array(size);
      // They come by size. What stands alone is no branch and has no colour.
      core.tops.forEach((top, rank) => (colors[top] = sizes[top] > 1 ? rank % COLORS : COLORS));
      return { sizes, colors, tops: [...core.tops].sort((a, b) => a - b) };
    });
  const groups = groupsOf(core.collections);
  /** What the overview is drawn by instead of branches, where most concepts are in groups: each group once, and the
   *  outermost groups, its areas, which give the colours. */
  const clusters = () =>
    once("clusters", () => {
      if (!core.clusters) return null;
      const inside = numbersOf(core.clusters.inside).map((cluster) => cluster - 1);
      const disc = ([group, [x, y, radius], area]) => ({ group, x, y, radius, area, size: 0 });
      const [discs, areas] = [core.clusters.discs.map(disc), core.clusters.areas.map(disc)];
      for (const cluster of inside) {
        if (cluster < 0) continue;
        discs[cluster].size += 1;
        areas[discs[cluster].area].size += 1;
      }
      // The largest have a colour of their own, in their natural order. What only helps to explain has none.
      const telling = areas.filter(({ group }) => !core.collections[group].auxiliary);
      const named = new Set(telling.sort((a, b) => b.size - a.size).slice(0, COLORS));
      let color = 0;
      for (const area of areas) area.color = named.has(area) ? color++ : COLORS;
      return { inside, discs, areas };
    });
  const areaOf = (i) => {
    const cluster = clusters()?.inside[i] ?? -1;
    return cluster < 0 ? null : clusters().areas[clusters().discs[cluster].area];
  };
  const areaAt = (group) => clusters().areas.find((area) => area.group === group);
  /** The broader concept that one stands by on the overview, -1 for none. */
  const standsBy = (i) => {
    const parent = tree().parents[i];
    return parent >= 0 && (!clusters() || clusters().inside[parent] === clusters().inside[i]) ? parent : -1;
  };
  const places = () =>
    once("places", () => {
      const [x, y] = [core.place.x, core.place.y].map((planes) => numbersOf(planes).map((n) => (n & 1 ? -(n + 1) / 2 : n / 2)));
      const from = (i, near) => {
        x[i] += near.x;
        y[i] += near.y;
      };
      if (clusters()) {
        const { inside, discs } = clusters();
        for (let i = 0; i < size; i += 1) if (inside[i] >= 0) from(i, discs[inside[i]]);
      } else {
        const { parents, order } = tree();
        for (const i of order) if (parents[i] >= 0) from(i, { x: x[parents[i]], y: y[parents[i]] });
      }
      return { x, y };
    });

  const label = (i, wanted = language) => {
    for (const n of ordered(wanted)) if (labels[n][i]) return { text: labels[n][i], lang: tags[n] };
    return { text: decodedKey(keys[i]), lang: "" };
  };
  const groupLabel = (group) => {
    const texts = core.collections[group].labels;
    const rank = (tag) => languageRank(tag, language, core.language);
    const [lang] = Object.keys(texts).sort((a, b) => rank(a) - rank(b));
    return { text: texts[lang], lang };
  };
  const nameAt = (n) => ({
    concept: names.concepts[n],
    text: names.texts[n],
    kind: core.nameKinds[names.kinds[n] % MISLEADS][0],
    property: core.nameKinds[names.kinds[n] % MISLEADS][1],
    lang: core.tags[names.langs[n]] ?? "",
    misleads: names.kinds[n] >= MISLEADS,
  });
  const is = (flag) => (i) => (flags[i] & flag) !== 0;
  const chunks = new Map();

  return {
    size,
    title: core.title,
    base: core.base,
    kinds: core.kinds,
    words,
    inflection: core.inflection,
    sources: core.sources,
    schemes: core.schemes,
    /** How many of what the vocabulary has, in the words that count it. */
    facts: core.facts,
    /** The tags of the languages that there are labels in, the page's first. */
    languages: tags.filter((tag) => tag !== ""),
    pageLanguage: core.language,
    get language() {
      return language;
    },
    get scheme() {
      return scheme;
    },
    setLanguage(tag) {
      language = (tag && tags.find((one) => one.toLowerCase() === tag.toLowerCase())) || core.language;
    },
    /** Filter by a scheme; null for all. */
    setScheme(iri) {
      scheme = core.schemes.some((one) => one.iri === iri) ? iri : null;
    },
    /** Whether a concept is in a scheme, or in the one that is filtered by. */
    inScheme(i, iri = scheme) {
      const n = core.schemes.findIndex((one) => one.iri === iri);
      return n < 0 || members[n][i] === 1;
    },

    /** The collections: each its key, and what is said of it as in an article, and `members` and `divides`. */
    collections: core.collections,
    groups,
    groupLabel,
    /** How the overview is drawn by groups: `discs` and `areas`, the grounds of each; null where it is not. */
    get clusters() {
      return clusters();
    },
    /** What stands around a concept on the overview, and gives it its colour: ~ the area of its group, else its top. */
    division(i) {
      const area = areaOf(i);
      return area ? ~area.group : tops[i];
    },
    /** All of these; of one its label, the number of its colour, and how many concepts it has. */
    get divisions() {
      return clusters() ? clusters().areas.map(({ group }) => ~group) : branches().tops;
    },
    divisionLabel: (one) => (one < 0 ? groupLabel(~one) : label(one)),
    divisionColor: (one) => (one < 0 ? areaAt(~one).color : clusters() ? COLORS : branches().colors[one]),
    divisionSize: (one) => (one < 0 ? areaAt(~one).size : branches().sizes[one]),
    standsBy,

    key: (i) => keys[i],
    /** The number of the concept with a key, -1 where there is none: seldom asked, so that an index is not worth making. */
    find: (key) => keys.indexOf(key),
    iri: (i) => prefixOf(i) + (rests?.[i] || keys[i]),
    /** The number of the concept with an IRI, -1 where there is none. */
    findIri(iri) {
      return once("iris", () => new Map(keys.map((key, i) => [prefixOf(i) + (rests?.[i] || key), i]))).get(iri) ?? -1;
    },
    /** The label of a concept: in the chosen language, else the page's, else any. */
    label,
    /** All labels in one language, by number; "" where there is none. */
    labelsIn: (tag) => labels[tags.indexOf(tag)] ?? [],
    /** The rank of a concept among its siblings; of one without a place of its own not below `size`. */
    rank: (i) => ranks[i],
    /** The first notation of a concept, "" for none. */
    notation: (i) => Array.from(nameStarts()(i), nameAt).find(({ kind }) => kind === "notation")?.text ?? "",
    isMisnomer: is(MISNOMER),
    isNamedMisleadingly: is(NAMED_MISLEADINGLY),
    isDeprecated: is(DEPRECATED),
    isDraft: is(DRAFT),
    /** Whether it only helps to explain others: lists and the map leave it in the background. */
    isAuxiliary: is(AUXILIARY),

    /** Whether somebody has counted in texts how often each concept is used. */
    hasUses: uses !== null,
    isUnused: (i) => uses !== null && uses[i] === 0,
    /** How many never are. */
    get unused() {
      return once("unused", () => uses?.filter((one) => one === 0).length ?? 0);
    },
    /** How often one is used beside the others, from 0 to 1: ten times as often is one step more. */
    useOf: (i) => Math.log1p(uses[i]) / Math.log1p(mostUsed),
    /** So many of those that are used most, the most used first. */
    oftenUsed(most) {
      if (uses === null) return [];
      const used = Array.from(uses.keys()).filter((i) => uses[i]);
      return used.sort((a, b) => uses[b] - uses[a] || a - b).slice(0, most);
    },
    /** How often one is used, in words; "" where nobody has counted. */
    usedText: (i) => (uses === null ? "" : uses[i] ? words.count("used", uses[i]) : words.say("never_used")),

    /** The top concept of a branch, the tops of all, the size of the branch of a top, and the number of its colour. */
    top: (i) => tops[i],
    get tops() {
      return branches().tops;
    },
    branchSize: (top) => branches().sizes[top],
    branch: (i) => (clusters() ? (areaOf(i)?.color ?? COLORS) : branches().colors[tops[i]]),
    broader: (i) => [...above()(i)],
    narrower: (i) => [...below()(i)],
    /** The broader concept by which a concept is nearest to a top, -1 for a top; and how far it is from there. */
    parent: (i) => tree().parents[i],
    depth: (i) => tree().depths[i],
    /** The shortest way down to a concept from the top of its branch, itself last. */
    trail(i) {
      const way = [i];
      for (let up = tree().parents[i]; up >= 0; up = tree().parents[up]) way.unshift(up);
      return way;
    },
    /** The concepts that edges lead to and come from. What holds both ways goes out. */
    neighbours(i) {
      const found = [];
      for (const { kind, out, back } of around()) {
        const both = !core.kinds[kind].arrow;
        const [there, here] = [out(i), back(i)];
        for (const to of there) if (to !== i) found.push({ to, kind, out: true });
        for (const to of here) if (to !== i) found.push({ to, kind, out: both });
      }
      return found;
    },
    /** The edges of a kind as two columns of numbers, null where there are none. */
    edges: (kind) => pairs[kind] ?? null,
    degree(i) {
      return around().reduce((sum, { out, back }) => sum + out(i).length + back(i).length, 0);
    },

    /** All names of all concepts but their labels: how many, their texts, and all of one. */
    nameCount: names.texts.length,
    nameTexts: names.texts,
    nameAt,
    names: (i) => Array.from(nameStarts()(i), nameAt),
    /** The texts that the core holds, by number: the labels language by language, then all other names. */
    textCount: tags.length * size + names.texts.length,
    textAt(number) {
      const at = Math.floor(number / size);
      return at < tags.length ? { text: labels[at][number % size], lang: tags[at] } : nameAt(number - tags.length * size);
    },
    /** What is called misleadingly: a concept, and the name of it that misleads, or null where it is its own label. */
    get misleading() {
      return once("misleading", () => {
        const found = [];
        for (let i = 0; i < size; i += 1) {
          if (!is(NAMED_MISLEADINGLY)(i)) continue;
          if (is(MISNOMER)(i)) found.push({ concept: i, name: null });
          for (const n of nameStarts()(i)) if (nameAt(n).misleads) found.push({ concept: i, name: nameAt(n) });
        }
        return found;
      });
    },
    /** What the names of a concept suggest, and should be: {kind, from, to}, the ends each {concept, name: text or null}. */
    misleads(i) {
      const end = (one) => ({ concept: conceptOf(one), name: one < 0 ? null : names.texts[one] });
      return Object.entries(ofNames).flatMap(([kind, { from, to }]) =>
        from.map((one, at) => ({ kind, from: end(one), to: end(to[at]) }))
          .filter((edge) => edge.from.concept === i || edge.to.concept === i));
    },

    place: (i) => ({ x: places().x[i], y: places().y[i] }),
    hasOutline: core.outline !== null,
    outline: (i) => core.outline && {
      x: core.outline.x[i], y: core.outline.y[i], column: core.outline.column[i], block: core.outline.block[i],
    },

    /** Look at all that is said, concept by concept, and keep none of it that was not kept before. */
    async eachArticle(look) {
      for (let chunk = 0; chunk * core.chunk < size; chunk += 1) {
        const articles = await (chunks.get(chunk) ?? inflate(`articles-${chunk}`));
        articles.forEach((article, at) => look(article, chunk * core.chunk + at));
      }
    },
    /** What is said of a concept; its chunk is unpacked when it is first asked for. */
    async article(i) {
      const chunk = Math.floor(i / core.chunk);
      if (!chunks.has(chunk)) chunks.set(chunk, inflate(`articles-${chunk}`));
      return (await chunks.get(chunk))[i % core.chunk];
    },
  };
}

function decodedKey(key) {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
