// The story of a misleading name as a drawing: from the name, lines that say in words what it suggests (struck
// through), what would be clearer and what it is in fact. It stands beside a term in its surroundings, and alone
// as a slide. Nothing here touches the page.

import { around, boxed, measured, moved, shifted, wrapped } from "../drawing/items.js";
import { route } from "../drawing/lines.js";

const GAP = 8;
/** The colour of the ground. */
const TINT = "misnomer-ground";
/** Around what is told, on its ground. */
const ROOM = 11;
/** Before and behind a word on its line: there it is seen that it is one, and there is its head. */
const LEAD = 14;
const HEAD = 26;
/** A word that stands above what it leads to, where there is no room beside it. */
const ABOVE = 22;
/** From line to line where they run down side by side. */
const SPINE = 7;

/**
 * Tell stories to the right of a middle, one below the other.
 *
 * @param {object} scene its `sizes.story` are those of the letters and boxes.
 * @param {object[]} stories of stories.js.
 * @param {object} place `middle`, the item that own labels are told from, `left`, where the ground begins, and the
 *   number that the first of them has on the drawing.
 * @returns {object[]} all that was set, from 0 downwards.
 */
export function tellStories(scene, stories, { middle, left, first = 0 }) {
  const things = [];
  let top = 0;
  stories.forEach((story, at) => {
    const isLast = at === stories.length - 1;
    const told = tellStory(scene, story, { number: first + at, middle, left, isLast });
    const box = around(boxesOf(told));
    shifted(told, 0, top + ROOM - box.top);
    top += box.bottom - box.top + 2 * ROOM + GAP;
    things.push(...told, groundOf(scene, told));
  });
  return things;
}

const boxesOf = (things) => things.filter((thing) => thing.left !== undefined);

function tellStory(scene, story, { number, middle, left, isLast }) {
  const from = story.isLabel ? middle : nameItem(scene, middle, story);
  const start = story.isLabel ? left : left + from.width + (scene.sizes.story.above ? ROOM : 3 * ROOM);
  const things = setRows(scene, rowsOf(scene, story, { number, from, isLast }), from, start);
  if (story.isLabel) return things;
  const box = around(boxesOf(things));
  moved(from, left + from.width / 2, things.length ? (box.top + box.bottom) / 2 : 0);
  return [from, ...things];
}

/** The box of a name that misleads and is not the label of its concept. */
function nameItem(scene, middle, { name }) {
  const names = scene.model.names(middle.concept);
  const number = names.findIndex((one) => one.text === name && one.misleads);
  return itemOf(scene, {
    id: `name ${middle.concept} ${number < 0 ? name : number}`,
    kind: "name",
    concept: middle.concept,
    text: name,
    relation: "synonymOf",
    parent: middle.id,
    misnomer: true,
  });
}

/** What is told of a name, line by line: `{ kind, word, item }`. */
function rowsOf(scene, story, { number, from, isLast }) {
  const { isShown, center, model } = scene;
  const rows = [];
  const tell = (kind, word, end, at) =>
    rows.push({ kind, word, item: endItem(scene, end, { id: `story ${center} ${number} ${kind} ${at}`, kind, from }) });
  const words = model.words.story;
  for (const [kind, ends, word] of [["suggests", story.suggests, words.suggests], ["misnomerOf", story.clearer, words.clearer]])
    ends.filter((end) => isShown(kind, end.concept < 0 ? center : end.concept)).forEach((end, at) => tell(kind, word, end, at));
  if (story.gist && (isLast || from.level === 0)) {
    const gist = { id: `story ${center} ${number} gist`, parent: from.id, concept: center, size: scene.sizes.story.gist };
    rows.push({ kind: "gist", word: words.really, item: textItem(scene, gist, story.gist, scene.sizes.story.wide, scene.sizes.story.lines) });
  }
  return rows;
}

function endItem(scene, { text, concept, name }, { id, kind, from }) {
  const { model, center } = scene;
  const known = concept >= 0 && name === null;
  return itemOf(scene, {
    id: name && !scene.items.has(`name ${center} ${name.number}`) ? `name ${center} ${name.number}` : id,
    kind: name ? "name" : "story",
    concept: known ? concept : center,
    text,
    relation: kind,
    parent: from.id,
    misnomer: known && model.isMisnomer(concept),
    deprecated: known && model.isDeprecated(concept),
    draft: known && model.isDraft(concept),
    struck: kind === "suggests",
    branch: known ? model.branch(concept) : -1,
  });
}

function itemOf(scene, parts) {
  const { size, label } = scene.sizes.story;
  const item = { level: 1, side: "right", size, strong: false, rest: 0, tag: "", branch: 0, ...parts };
  scene.items.set(item.id, boxed(item, item.text, label, scene.measure));
  return item;
}

/** A text without a box, in lines of at most so wide. */
export function textItem(scene, parts, text, width, most) {
  const item = { kind: "text", look: "text", text, level: 1, side: "right", strong: false, tag: "", tagWidth: 0, ...parts };
  item.lines = wrapped(text, width, most, (part) => scene.measure(part, item.size, {}));
  measured(item, scene.measure);
  item.width = item.textWidth;
  item.height = item.textHeight;
  scene.items.set(item.id, moved(item, 0, 0));
  return item;
}

/** Set rows below each other; each line runs straight through its word or, where there is no room, below it. */
function setRows(scene, rows, from, left) {
  const { word: size, above } = scene.sizes.story;
  const widths = rows.map(({ word }) => scene.measure(word, size, {}));
  const column = Math.max(0, ...widths);
  const things = [];
  let y = 0;
  rows.forEach(({ kind, word, item }, at) => {
    const spines = above && from.level === 0 ? SPINE * rows.length + LEAD : 0;
    const x = above ? left + spines : left + LEAD + column + HEAD;
    if (above) y += ABOVE;
    moved(item, x + item.width / 2, y + item.height / 2);
    const middle = above ? x + widths[at] / 2 : left + LEAD + column / 2;
    const caption = { text: word, kind, tint: TINT, align: "center", size, x: middle, y: above ? y - ABOVE / 2 : item.y };
    const half = widths[at] / 2;
    scene.captions.push(Object.assign(caption, { left: middle - half, right: middle + half, top: caption.y - size / 2, bottom: caption.y + size / 2 }));
    things.push(item, caption);
    if (spines) things.push(...spineOf(scene, item, from, left + SPINE * (rows.length - at - 1)));
    else if (!above) things.push(jointOf(scene, item, from, left));
    item.course = "horizontal";
    addEdge(scene, from.id, item.id, kind);
    y = item.bottom + GAP;
  });
  return things;
}

/** Below a name lines run down side by side, each to what it tells of. */
function spineOf(scene, item, from, x) {
  const start = { id: `spine ${item.id}`, x, y: 0, isSpine: true };
  const joint = jointOf(scene, item, from, x);
  scene.joints.set(start.id, start);
  item.through = [start.id, joint.id];
  return [start, joint];
}

/** From here on a line runs straight. */
function jointOf(scene, item, from, x) {
  const joint = { id: `joint ${item.id}`, x, y: item.y };
  scene.joints.set(joint.id, joint);
  item.through = [joint.id];
  item.throughOf = from.id;
  return joint;
}

function addEdge(scene, from, to, kind) {
  const isText = kind === "gist";
  scene.edges.push({ id: `${from} ${kind} ${to}`, from, to, kind, bend: 0, cross: false, isStory: true, more: isText });
}

/** The ground on which a story stands, apart from all else. */
function groundOf(scene, things) {
  const box = around(boxesOf(things));
  const ground = {
    tint: TINT,
    branch: null,
    left: box.left - ROOM,
    right: box.right + ROOM,
    top: box.top - ROOM,
    bottom: box.bottom + ROOM,
    x: 0,
    y: 0,
  };
  scene.islands.push(ground);
  return ground;
}

/**
 * The slide of a misleading term: its stories, why its names mislead and who says so.
 *
 * @param {object} scene empty, with `sizes.story`.
 */
export function slideOf(scene, stories) {
  const { model, center, sizes } = scene;
  const { story: look } = sizes;
  let y = 0;
  const heads = stories.map((story, number) => itemOf(scene, headOf(scene, story, number)));
  const beside = Math.max(...heads.map(({ width }) => width)) + look.inner;
  stories.forEach((story, number) => {
    const middle = heads[number];
    if (look.above) moved(middle, middle.width / 2, y + middle.height / 2);
    else moved(middle, middle.width / 2, 0);
    const left = look.above ? ROOM : beside;
    const told = tellStories(scene, [{ ...story, isLabel: true }], { middle, left, first: number });
    shifted(told, 0, look.above ? middle.bottom + 2 * ROOM : y);
    for (const thing of told) if (thing.isSpine) thing.y = middle.bottom;
    const box = around(boxesOf(told));
    if (!look.above && told.length) moved(middle, middle.x, (box.top + box.bottom) / 2);
    y = Math.max(middle.bottom, box.bottom) + 2 * ROOM;
    const width = Math.max(look.text, box.right);
    const says = model.words.headings;
    const texts = [
      [story.why, look.gist],
      [story.remark && `${says.clearer}: ${story.remark}`, look.small],
      [story.jest && `${says.jest}: ${story.jest}`, look.small],
      [story.sources && `${says.said_by}: ${story.sources}`, look.small],
    ];
    texts.forEach(([text, size], at) => {
      if (!text) return;
      const item = textItem(scene, { id: `slide ${center} ${number} ${at}`, concept: center, parent: null, size }, text, width, 12);
      moved(item, item.width / 2, y + item.height / 2);
      y = item.bottom + ROOM;
    });
    y += 3 * ROOM;
  });
  route(scene);
  return scene;
}

/** What a slide begins with: the concept, or that name of it that misleads. */
function headOf({ model, center, sizes }, { name, isLabel }, number) {
  return {
    id: isLabel ? center : `name ${center} slide ${number}`,
    kind: isLabel ? "concept" : "name",
    concept: center,
    text: isLabel ? model.label(center).text : name,
    level: 0,
    size: sizes.story.head,
    strong: true,
    parent: null,
    misnomer: true,
    branch: model.branch(center),
  };
}
