// The surroundings of a term as a drawing: broader above, narrower below, related and parts to the left, its
// other names and what it is confused with to the right. Nothing here touches the page.
//
// A scene has `items` (boxes, by id), `joints` (points where lines bend, by id), `ports` (points where they
// end), `captions`, `edges` (which relation joins which items) and `segments` (the lines that are drawn, from
// point to point).

import { boxed, freePlace, moved } from "../drawing/items.js";
import { OF_NAMES } from "../data/names.js";
import { addEdges, route } from "../drawing/lines.js";
import { balanced, besideMiddle, besideStory, hangBelow, standAbove } from "./placing.js";
import { stack, stackedSizes, trunkOf } from "./stacked.js";
import { slideOf, tellStories } from "./story.js";
import { surroundings } from "./surroundings.js";

const ROOMY = {
  most: 60, label: 156, center: 240, inner: 84, level: 44, row: 940, names: 7, rise: 62,
  story: { size: 13, label: 170, word: 12, gist: 12, wide: 190, lines: 4, above: false },
};
const STACKED = { most: 36 };
/** A slide is read from afar. */
const SLIDE = { size: 17, label: 300, word: 14, gist: 15, wide: 360, lines: 6, above: false, head: 24, inner: 96, text: 620, small: 12 };
const NARROW_SLIDE = { size: 15, label: 250, word: 12, gist: 13, wide: 250, lines: 6, above: true, head: 19, inner: 0, text: 300, small: 11 };

/** How much of that is used where not all of it can be seen at once. */
const SHARES = [0.85, 0.7, 0.6, 0.5];

const DEEP = { 2: { label: 140, inner: 72 }, 3: { label: 118, inner: 60, level: 34 } };

/** Everything that a scene is made of, still empty. */
export function emptyScene(look, parts = {}) {
  const empty = {
    items: new Map(),
    joints: new Map(),
    ports: new Map(),
    captions: [],
    edges: [],
    segments: [],
    islands: [],
  };
  return {
    look,
    center: -1,
    depth: 0,
    ...empty,
    told: -1,
    grown: new Map(),
    hidden: new Set(),
    isShown: () => true,
    isOwnShown: () => true,
    ...parts,
  };
}

/**
 * The surroundings of a term.
 *
 * @param {object} options
 *   `measure` (text, size, {bold, italic}) → width; `depth` 1–3, or 0 for as far as there is room;
 *   `hidden` the kinds that are not shown; `isAllowed` whether a concept may be shown; `narrow`, on a narrow
 *   screen, how wide the drawing may be, 0 elsewhere; `pinned` the items that stay where they were put:
 *   id → {x, y, center}; `stories` what there is to tell of its misleading names, which has a place of its own
 *   beside the term or, on a narrow screen, below it; `hasRoomFor(scene)` whether all of it can be seen at once.
 *   Where it cannot, fewer of the terms that are several steps away are shown, but more for three steps than for two.
 */
export function focusScene(model, center, { hasRoomFor = () => true, ...options }) {
  const around = (share) => sceneAround(model, center, { ...options, share });
  const fits = (scene) => scene.isStacked || scene.depth < 2 || hasRoomFor(scene);
  let scene = around(1);
  if (fits(scene)) return scene;
  const least = options.depth > 2 ? focusScene(model, center, { ...options, hasRoomFor, depth: options.depth - 1 }).items.size : 0;
  for (const share of SHARES) {
    const next = around(share);
    if (next.items.size <= least) break;
    scene = next;
    if (fits(scene)) break;
  }
  return scene;
}

function sceneAround(model, center, options) {
  const {
    measure,
    depth = 0,
    hidden = new Set(),
    isAllowed = () => true,
    narrow = 0,
    pinned = new Map(),
    stories = [],
    share,
  } = options;
  const isShown = (kind, to) => !hidden.has(kind) && isAllowed(to);
  const isOwnShown = (kind, to, out) => isShown(kind, to) && !(stories.length && out && OF_NAMES.has(kind));
  const most = narrow ? STACKED.most : ROOMY.most * share;
  const tree = surroundings(model, center, { depth, most, isShown, isOwnShown });
  const sizes = narrow ? { ...ROOMY, ...stackedSizes(narrow, tree.depth, stories.length > 0) } : tree.depth > 1 ? { ...ROOMY, ...DEEP[tree.depth] } : ROOMY;
  const scene = emptyScene("focus", { center, depth: tree.depth, model, measure, sizes, isShown, isOwnShown, hidden });
  if (stories.length) scene.told = center;
  for (const node of tree.nodes.values()) node.item = addItem(scene, node);
  const runs = (side) =>
    tree.root.groups.filter((group) => group.side === side).map((group) => runOf(scene, tree.root, group));
  const middle = moved(tree.root.item, 0, 0);
  if (narrow) {
    scene.isStacked = true;
    const story = tellStories(scene, stories, { middle, left: trunkOf(sizes, middle).right });
    const others = [...nameRuns(scene, tree.root), ...["below", "right", "left"].flatMap(runs)];
    stack(scene, { above: runs("above"), story, others }, middle);
  } else surround(scene, runs, tree.root, stories);
  addEdges(scene, [...scene.items.keys()]);
  keepPinned(scene, pinned);
  route(scene);
  return scene;
}

/** Set runs around the middle: above, below, and at both sides, with its stories at the right. */
function surround(scene, runs, root, stories) {
  const middle = root.item;
  const inner = middle.width / 2 + scene.sizes.inner;
  const story = tellStories(scene, stories, { middle, left: inner });
  const names = nameRuns(scene, root); // but those that a story tells
  const sides = balanced(runs("left"), [...names, ...runs("right")]);
  const left = besideMiddle(scene, sides.left, -1, inner, middle);
  const right = story.length
    ? besideStory(scene, sides.right, names.length, inner, middle, story)
    : besideMiddle(scene, sides.right, 1, inner, middle);
  standAbove(scene, runs("above"), { middle, blocks: [left, right] });
  hangBelow(scene, runs("below"), { middle, blocks: [left, right] });
}

/** The stories of the misleading names of a term alone, as a slide; options as of its surroundings. */
export function storyScene(model, center, { measure, hidden = new Set(), isAllowed = () => true, compact = false, stories }) {
  const isShown = (kind, to) => !hidden.has(kind) && isAllowed(to);
  const sizes = { ...ROOMY, story: compact ? NARROW_SLIDE : SLIDE };
  return slideOf(emptyScene("story", { center, model, measure, sizes, isShown, hidden }), stories);
}

/** The item of a concept in the tree of surroundings.js. What is farther away is written smaller. */
export function addItem(scene, { id, level, side, parent, groups, kind }) {
  const { model, measure, sizes } = scene;
  const missing = level ? groups.reduce((sum, group) => sum + group.rest.length, 0) : 0;
  const { text } = model.label(id);
  const item = {
    id,
    kind: "concept",
    concept: id,
    text,
    level,
    side,
    relation: kind,
    parent: parent ? parent.id : null,
    misnomer: model.isMisnomer(id),
    deprecated: model.isDeprecated(id),
    draft: model.isDraft(id),
    branch: model.branch(id),
    size: [17, 13][level] ?? 12,
    strong: level === 0,
    rest: missing,
    tag: missing ? `+${missing}` : "",
  };
  scene.items.set(id, boxed(item, text, level ? sizes.label : sizes.center, measure));
  return item;
}

/** The box "+12 more"; it opens on a click. */
export function addMore(scene, { id, level, side }, group) {
  const item = {
    id: `more ${id} ${group.kind} ${group.out}`,
    kind: "more",
    concept: id,
    level: level + 1,
    side: level ? side : group.side,
    relation: group.kind,
    out: group.out,
    parent: id,
    rest: group.rest,
    size: 12,
    strong: false,
    tag: "",
    branch: 0,
    text: scene.model.words.count("more", group.rest.length),
  };
  scene.items.set(item.id, boxed(item, item.text, 200, scene.measure));
  return item;
}

/** A box for a name of a concept. */
export function addName(scene, concept, name, parent) {
  const item = {
    id: `name ${concept} ${name.number}`,
    kind: "name",
    concept,
    text: name.text,
    level: 1,
    side: "right",
    relation: name.relation,
    parent,
    misnomer: name.misleads,
    size: 13,
    strong: false,
    tag: "",
    branch: 0,
  };
  scene.items.set(item.id, boxed(item, name.text, scene.sizes.label, scene.measure));
  return item;
}

/** The boxes of one group, with its heading and, where some are missing, the box that says how many. */
function runOf(scene, parent, group) {
  const { label, heading, back } = scene.model.kinds[group.kind] ?? {};
  const caption = (group.out ? heading : back) ?? label ?? group.kind;
  const rows = group.nodes.map((node) => ({ node, item: node.item }));
  if (group.rest.length) rows.push({ node: null, item: addMore(scene, parent, group) });
  return { kind: group.kind, caption, rows };
}

const RELATIONS = { abbreviation: "abbreviationOf", proposed: "misnomerOf" };
const DRAWN = ["altLabel", "proposedName"];

/**
 * The other names of a concept that are drawn, each once: what misleads first, then those in the language of
 * its label. Misspellings, hidden labels and notations are in the panel only.
 */
export function namesOf(model, concept, hidden) {
  const { lang, text: label } = model.label(concept);
  const seen = new Set([label]);
  return model
    .names(concept)
    .map((name, number) => ({
      ...name,
      number,
      isOwn: name.lang === lang || name.lang === "",
      relation: RELATIONS[name.kind] ?? "synonymOf",
    }))
    .filter((name) => DRAWN.includes(name.property) && !hidden.has(name.relation))
    .sort(
      (a, b) =>
        Number(b.misleads) - Number(a.misleads) || Number(b.isOwn) - Number(a.isOwn) || a.number - b.number,
    )
    .filter(({ text }) => !seen.has(text) && seen.add(text));
}

function nameRuns(scene, root) {
  const { model, sizes, hidden } = scene;
  // What a story tells has its place there.
  const all = namesOf(model, root.id, hidden).filter(({ number }) => !scene.items.has(`name ${root.id} ${number}`));
  const clearer = all.filter((name) => name.relation === "misnomerOf");
  const proposed = clearer.length
    ? [{
        kind: "misnomerOf",
        caption: model.words.headings.clearer,
        rows: clearer.map((name) => ({ node: null, item: addName(scene, root.id, name, root.id) })),
      }]
    : [];
  const names = all.filter((name) => name.relation !== "misnomerOf");
  if (!names.length) return proposed;
  const own = names.filter((name) => name.isOwn || name.misleads);
  const few = own.length > sizes.names + 1 ? own.slice(0, sizes.names) : own.length ? own : names.slice(0, 2);
  const rows = few.map((name) => ({ node: null, item: addName(scene, root.id, name, root.id) }));
  const rest = names.filter((name) => !few.includes(name));
  if (rest.length)
    rows.push({
      node: null,
      item: addMore(scene, root, { kind: "synonymOf", out: false, side: "right", rest }),
    });
  return [{ kind: "synonymOf", caption: model.words.headings.names, rows }, ...proposed];
}

/** Put pinned items where they were; those that this scene would not show stay in it all the same. */
function keepPinned(scene, pinned) {
  for (const [id, place] of pinned) {
    let item = scene.items.get(id);
    if (item && place.center === scene.center) {
      moved(item, place.x, place.y);
      item.moved = true;
    } else if (!item && typeof id === "number") {
      item = addItem(scene, { id, level: 1, side: "left", parent: null, groups: [], kind: "" });
      const { x, y } = freePlace(
        [...scene.items.values(), ...scene.captions].filter((other) => other !== item),
        item,
        place,
      );
      moved(item, x, y);
      addEdges(scene, [id]);
    }
    if (item) item.pinned = true;
  }
}
