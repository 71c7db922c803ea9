// Opens and closes a term on a drawing in its place: what is there already does not move. Nothing here
// touches the page.

import { around, shifted, touching } from "../drawing/items.js";
import { addEdges, route } from "../drawing/lines.js";
import { hangingBlock, stagger } from "./placing.js";
import { addItem, addMore, addName } from "./scene.js";
import { relationsOf } from "./surroundings.js";

const BATCH = 14;
const NEXT_BATCH = 24;

/** The relations of a concept that are not on the drawing. */
const missing = ({ model, items, isShown }, concept) =>
  relationsOf(model, concept, isShown).filter(({ to }) => !items.has(to));

/** Open a term, or a box "+12 more"; return the ids of what came. */
export function grow(scene, id) {
  const item = scene.items.get(id);
  if (!item || (scene.grown.has(id) && item.kind !== "more")) return [];
  const added = item.kind === "more" ? growMore(scene, item) : growTerm(scene, item);
  if (!added.length) return [];
  scene.grown.set(id, [...(scene.grown.get(id) ?? []), ...added.map((one) => one.id)]);
  placeNear(scene, item, added);
  addEdges(
    scene,
    added.map((one) => one.id),
  );
  retag(scene);
  route(scene);
  return added.map((one) => one.id);
}

function growTerm(scene, item) {
  const relations = missing(scene, item.concept);
  const { model } = scene;
  const few =
    relations.length <= BATCH + 1
      ? relations
      : [...relations].sort((a, b) => model.degree(b.to) - model.degree(a.to) || a.to - b.to).slice(0, BATCH);
  const chosen = new Set(few.map(({ to }) => to));
  const added = relations
    .filter(({ to }) => chosen.has(to))
    .map((relation) => addTerm(scene, item, relation, chosen));
  const rest = relations.filter(({ to }) => !chosen.has(to));
  if (rest.length)
    added.push(
      addMore(
        scene,
        { id: item.id, level: item.level, side: item.side },
        { kind: "any", out: true, side: item.side, rest },
      ),
    );
  return added;
}

function growMore(scene, item) {
  const batch = item.rest
    .filter((one) => one.to === undefined || !scene.items.has(one.to))
    .slice(0, NEXT_BATCH);
  const taken = new Set(batch);
  item.all ??= item.rest;
  item.rest = item.rest.filter(
    (one) => !taken.has(one) && !(one.to !== undefined && scene.items.has(one.to)),
  );
  const chosen = new Set(batch.map(({ to }) => to));
  const parent = { ...item, id: item.parent };
  const added = batch.map((one) =>
    one.to === undefined
      ? addName(scene, item.concept, one, item.parent)
      : addTerm(scene, parent, one, chosen),
  );
  for (const one of added) one.relay = item.id;
  return added;
}

function addTerm(scene, parent, { to, kind }, chosen) {
  const rest = missing(scene, to).filter((relation) => !chosen.has(relation.to) && relation.to !== to);
  return addItem(scene, {
    id: to,
    level: Math.max(2, parent.level + 1),
    side: parent.side,
    parent: { id: parent.id },
    groups: [{ rest }],
    kind,
  });
}

/** Close a term: what came with it goes, and what came with that. */
export function shrink(scene, id) {
  const { items, joints, grown } = scene;
  const gone = new Set();
  const collect = (of) => {
    for (const one of grown.get(of) ?? []) {
      if (items.get(one)?.pinned) continue;
      gone.add(one);
      collect(one);
    }
    grown.delete(of);
  };
  collect(id);
  for (const one of gone) {
    for (const joint of items.get(one)?.through ?? []) joints.delete(joint);
    items.delete(one);
  }
  const item = items.get(id);
  if (item?.kind === "more") item.rest = item.all.filter((one) => one.to === undefined || !items.has(one.to));
  scene.edges = scene.edges.filter((edge) => items.has(edge.from) && items.has(edge.to));
  retag(scene);
  route(scene);
  return gone;
}

/** Say anew at every term how many of its relations are not on the drawing. */
export function retag(scene) {
  const { words } = scene.model;
  for (const item of scene.items.values()) {
    if (item.kind === "concept" && item.level > 0) {
      item.rest = missing(scene, item.concept).length;
      item.open = scene.grown.has(item.id);
      item.tag = !item.tagWidth ? "" : item.open ? "−" : item.rest ? `+${item.rest}` : "";
    } else if (item.kind === "more") {
      item.text = item.rest.length ? words.count("more", item.rest.length) : words.say("less");
      item.lines = [item.text];
    }
  }
}

/** How many relations of what is on the drawing are not on it because there is no room. */
export function leftOut({ items }) {
  let count = 0;
  for (const item of items.values()) count += item.kind === "more" ? item.rest.length : 0;
  return count;
}

/** Find a place for what has come: near what it came from, outwards, and apart from all that is there. */
function placeNear(scene, item, added) {
  const isNew = new Set(added);
  const taken = [...scene.items.values(), ...scene.captions].filter((other) => !isNew.has(other));
  const rows = added.map((one) => ({ node: null, item: one }));
  const set = ({ name, direction }) =>
    name === "below" ? hangingBlock(scene, rows, item) : stagger(scene, [{ rows }], direction, 0, item);
  const ways = waysOf(item).filter(({ name }) => !scene.isStacked || name === "below");
  let best = { way: ways[0], x: item.x, y: item.y, cost: Infinity };
  for (const way of ways) {
    const things = set(way);
    const box = around(things.filter((thing) => thing.left !== undefined));
    for (const thing of things) {
      scene.joints.delete(thing.id);
      delete thing.through;
    }
    let tries = 0;
    for (const { x, y, cost } of candidates(item, way, box)) {
      if (cost + way.cost >= best.cost || tries > 15) break;
      const there = { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y };
      if (taken.some((other) => touching(other, there, 9))) continue;
      const middle = { x: (there.left + there.right) / 2, y: (there.top + there.bottom) / 2 };
      const inBetween = taken.filter((other) => other !== item && crosses(item, middle, other)).length;
      const total = cost + way.cost + 45 * inBetween;
      if (total < best.cost) best = { way, x, y, cost: total };
      tries++;
    }
  }
  shifted(set(best.way), best.x, best.y);
}

function waysOf({ side, x }) {
  const left = {
    name: "left",
    direction: -1,
    cost: side === "left" || (side !== "right" && x < 0) ? 0 : side === "right" ? 260 : 70,
  };
  const right = {
    name: "right",
    direction: 1,
    cost: side === "right" || (side !== "left" && x >= 0) ? 0 : side === "left" ? 260 : 70,
  };
  const below = { name: "below", direction: 0, cost: side === "below" ? -60 : side === "above" ? 300 : 120 };
  return [left, right, below].sort((a, b) => a.cost - b.cost);
}

/** Where a block may go, the nearest first. */
function candidates(item, { name, direction }, box) {
  const found = [];
  const middle = (box.top + box.bottom) / 2;
  for (let far = 0; far < 30; far++) {
    for (let aside = -16; aside <= 16; aside++) {
      if (name === "below")
        found.push({
          x: item.left + 10 + 26 * aside,
          y: item.bottom + 12 + 26 * far,
          cost: 26 * far + 18 * Math.abs(aside),
        });
      else {
        const from = direction < 0 ? item.left - 44 - 30 * far : item.right + 44 + 30 * far;
        found.push({ x: from, y: item.y - middle + 24 * aside, cost: 30 * far + 17 * Math.abs(aside) });
      }
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

/** Does the straight line from an item to a point run through a box? */
function crosses({ x, y }, to, box) {
  let [low, high] = [0, 1];
  for (const [from, step, least, most] of [
    [x, to.x - x, box.left, box.right],
    [y, to.y - y, box.top, box.bottom],
  ]) {
    if (Math.abs(step) < 1e-9) {
      if (from < least || from > most) return false;
      continue;
    }
    const [a, b] = [(least - from) / step, (most - from) / step];
    low = Math.max(low, Math.min(a, b));
    high = Math.min(high, Math.max(a, b));
  }
  return low < high;
}
