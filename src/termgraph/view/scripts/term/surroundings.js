// Which terms are shown around one term: a tree of at most so many, from near to far. Nothing here touches
// the page.

import { naturally } from "../data/names.js";

const GREATEST_DEPTH = 3;
/** Where more is asked for than there is room for, the nearest leave some of it to those behind them. */
const SHARE_OF_NEAREST = 0.55;
const FEWEST_OF_A_KIND = 4;
/**
 * How much of the room there is for terms may be used so many steps from the middle: a tree needs more than a
 * list.
 */
const SHARES = [0, 1, 0.8, 0.5];
/** How much of it may be used where so many steps are asked for; the more steps, the smaller the letters. */
const ASKED = [0, 1, 0.8, 1];
/** What the terms in between leave of the room to those behind them. */
const SHARE_BEHIND = 0.4;

/** On which side of a term stands what it is related to. */
export function sideOf(model, kind, out) {
  const { side } = model.kinds[kind];
  return side === "above" && !out ? "below" : side;
}

/** What a concept is related to, each once, by the closest of its kinds that are not hidden. */
export function relationsOf(model, concept, isShown) {
  const found = new Map();
  for (const { to, kind, out } of model.neighbours(concept)) {
    if (to !== concept && !found.has(to) && isShown(kind, to)) found.set(to, { to, kind, out });
  }
  return [...found.values()];
}

/** How far one can go from a concept for as many terms as there is room for; at least 1. */
export function depthFor(model, center, most, isShown) {
  const seen = new Set([center]);
  let front = [center];
  for (let depth = 1; depth <= GREATEST_DEPTH; depth++) {
    const next = [];
    for (const here of front) {
      for (const { to } of relationsOf(model, here, isShown)) {
        if (seen.has(to)) continue;
        seen.add(to);
        next.push(to);
      }
      if (seen.size > most * SHARES[depth] + 1) return Math.max(1, depth - 1);
    }
    if (!next.length) return Math.max(1, depth - 1);
    front = next;
  }
  return GREATEST_DEPTH;
}

/** How many terms are at most so many steps from a concept. */
export function countWithin(model, center, steps, isShown) {
  const seen = new Set([center]);
  let front = [center];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const here of front) {
      for (const { to } of relationsOf(model, here, isShown)) {
        if (seen.has(to)) continue;
        seen.add(to);
        next.push(to);
      }
    }
    front = next;
  }
  return seen.size - 1;
}

/**
 * The terms to show around a concept, as a tree: `{ id, level, parent, side, kind, out, groups }`, where
 * groups are `{ kind, out, side, nodes, rest }`: the nodes of one kind that are shown, and the relations for
 * which there was no room.
 */
export function surroundings(model, center, { depth = 0, most: room, isShown }) {
  const reach = depth || depthFor(model, center, room, isShown);
  const most = Math.floor(room * (depth ? ASKED[reach] : SHARES[Math.min(reach, 2)]));
  const root = { id: center, level: 0, parent: null, side: "middle", kind: "", out: true, groups: [] };
  const nodes = new Map([[center, root]]);
  const left = () => most - nodes.size + 1;
  const share = countWithin(model, center, reach, isShown) > most ? 1 - SHARE_BEHIND : 1;
  let level = [root];
  for (let number = 1; number <= reach && level.length; number++) {
    for (const node of level) node.groups = groupsOf(model, node, nodes, isShown);
    if (number === 1) {
      const free = reach > 1 ? Math.max(most * SHARE_OF_NEAREST, most - wanted(model, level, isShown)) : left();
      level = fill(model, root, free, nodes);
    } else level = dealOut(model, level, number < reach ? left() * share : left(), nodes);
    // What those behind do not need of the room goes back to those in between.
    if (number === reach && number > 2) level.push(...dealOut(model, nodesAt(nodes, number - 2), left(), nodes));
  }
  for (const node of nodes.values()) for (const group of node.groups) group.nodes = inOrder(model, group.nodes);
  for (const node of level) node.groups = groupsOf(model, node, nodes, isShown);
  // What came into view later than it was counted is no longer missing.
  for (const node of nodes.values())
    for (const group of node.groups) group.rest = group.rest.filter(({ to }) => !nodes.has(to));
  return { root, nodes, depth: reach };
}

const nodesAt = (nodes, level) => [...nodes.values()].filter((node) => node.level === level);

/** How many terms stand behind the nearest ones, counted no further than matters. */
function wanted(model, [root], isShown) {
  let count = 0;
  for (const { to } of relationsOf(model, root.id, isShown).slice(0, 100)) count += model.degree(to);
  return count;
}

/**
 * The kinds of a node's relations to terms that are not shown yet, each with the relations; nothing is shown
 * of them.
 */
function groupsOf(model, node, nodes, isShown) {
  const groups = new Map();
  for (const relation of relationsOf(model, node.id, isShown)) {
    if (nodes.has(relation.to)) continue;
    const key = `${relation.kind} ${relation.out}`;
    if (!groups.has(key))
      groups.set(key, {
        ...relation,
        side: node.level ? node.side : sideOf(model, relation.kind, relation.out),
        nodes: [],
        rest: [],
      });
    groups.get(key).rest.push(relation);
  }
  const kinds = Object.keys(model.kinds);
  const rank = ({ kind, out }) => 2 * kinds.indexOf(kind) + (out ? 0 : 1);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

/** Give every kind of relation of the middle its share of the room: what is most connected first. */
function fill(model, root, room, nodes) {
  const total = root.groups.reduce((sum, group) => sum + group.rest.length, 0);
  const shown = [];
  for (const group of root.groups) {
    const share =
      total <= room ? total : Math.max(FEWEST_OF_A_KIND, Math.floor((room * group.rest.length) / total));
    byImportance(model, group.rest);
    for (const relation of group.rest.splice(0, share)) shown.push(grown(root, group, relation, nodes));
  }
  return shown;
}

/**
 * Deal the room out in turn to the nodes of a level, so that none takes it all; what is missing hangs on its
 * node.
 */
function dealOut(model, level, room, nodes) {
  const shown = [];
  const queues = level.map((node) => {
    for (const group of node.groups) byImportance(model, group.rest);
    return { node, groups: [...node.groups] };
  });
  let left = Math.ceil(room);
  while (left > 0 && queues.some(({ groups }) => groups.length)) {
    for (const { node, groups } of queues) {
      while (groups.length && left > 0) {
        const relation = groups[0].rest.shift();
        if (!relation) groups.shift();
        else if (!nodes.has(relation.to)) {
          shown.push(grown(node, groups[0], relation, nodes));
          left--;
          break;
        }
      }
    }
  }
  return shown;
}

function grown(parent, group, { to, kind, out }, nodes) {
  const node = { id: to, level: parent.level + 1, parent, side: group.side, kind, out, groups: [] };
  group.nodes.push(node);
  nodes.set(to, node);
  return node;
}

function inOrder(model, nodes) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return naturally(model, [...byId.keys()]).map((id) => byId.get(id));
}

function byImportance(model, relations) {
  if (relations.length > 1) relations.sort((a, b) => model.degree(b.to) - model.degree(a.to) || a.to - b.to);
}
