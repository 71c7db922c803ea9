// The overview of a large vocabulary as arrays: where every concept is, what matters more, which labels fit,
// what lies under the pointer. Nothing here touches the page.

import { touching } from "../drawing/items.js";
import { boxOfAll, groundsOf } from "./grounds.js";

/** So many concepts are drawn at once; of more, the top levels, until one has zoomed in. */
export const MOST_DRAWN = 50000;

/** What the overview needs to know of a vocabulary, worked out once. */
export function fieldOf(model) {
  const { size } = model;
  const xs = new Float32Array(size);
  const ys = new Float32Array(size);
  const colors = new Uint8Array(size);
  const depths = new Uint16Array(size);
  for (let i = 0; i < size; i++) {
    const { x, y } = model.place(i);
    xs[i] = x;
    ys[i] = y;
    colors[i] = model.branch(i);
    depths[i] = Math.max(0, model.depth(i));
  }
  const parents = Int32Array.from({ length: size }, (_, i) => model.standsBy(i));
  const weights = weightsOf(parents, depths);
  const box = boundsOf(xs, ys);
  const spacing = Math.sqrt(roomOf(model, box) / Math.max(1, size)) || 1;
  const levels = topLevels(depths, MOST_DRAWN);
  const grounds = groundsOf(model, { xs, ys, colors, weights, spacing });
  return {
    size,
    xs,
    ys,
    colors,
    depths,
    parents,
    weights,
    box,
    /** All that is to be seen when nothing is left out. */
    whole: boxOfAll(grounds, box),
    spacing,
    levels,
    grounds,
    /** Whether concepts stand around tops that give their branches their names, rather than in groups. */
    hasTops: !model.clusters,
    order: orderOf(weights, depths),
    grid: gridOf(xs, ys, box, 2 * spacing),
  };
}

/** How much of the plane the concepts have for themselves: the discs of their groups, else most of the whole. */
function roomOf({ clusters }, { left, top, right, bottom }) {
  if (!clusters) return (right - left) * (bottom - top) * 0.7;
  return clusters.discs.reduce((sum, { radius }) => sum + Math.PI * radius * radius, 0);
}

/** How many concepts each one has below it in the tree, itself included. */
function weightsOf(parents, depths) {
  const weights = new Float64Array(parents.length).fill(1);
  const byDepth = Array.from(parents.keys()).sort((a, b) => depths[b] - depths[a]);
  for (const i of byDepth) if (parents[i] >= 0) weights[parents[i]] += weights[i];
  return weights;
}

/**
 * Concepts from the most to the least important: what has most below it, and of the same what is higher up.
 */
function orderOf(weights, depths) {
  const { length } = weights;
  const keys = new Float64Array(length);
  // One number holds all that the order depends on, because sorting numbers is many times faster.
  for (let i = 0; i < length; i++)
    keys[i] = (weights[i] * 64 + (63 - Math.min(63, depths[i]))) * 4194304 + (length - 1 - i);
  keys.sort();
  const order = new Int32Array(length);
  for (let at = 0; at < length; at++) order[at] = length - 1 - (keys[length - 1 - at] % 4194304);
  return order;
}

/** How many levels from the top down hold at most so many concepts; at least one. */
function topLevels(depths, most) {
  const counts = [];
  for (const depth of depths) counts[depth] = (counts[depth] ?? 0) + 1;
  let total = 0;
  let levels = 0;
  for (let depth = 0; depth < counts.length; depth++) {
    total += counts[depth] ?? 0;
    if (levels && total > most) break;
    levels = depth + 1;
  }
  return {
    shown: levels,
    all: counts.length,
    drawn: counts.slice(0, levels).reduce((sum, count) => sum + (count ?? 0), 0),
  };
}

function boundsOf(xs, ys) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] < box.left) box.left = xs[i];
    if (xs[i] > box.right) box.right = xs[i];
    if (ys[i] < box.top) box.top = ys[i];
    if (ys[i] > box.bottom) box.bottom = ys[i];
  }
  return xs.length ? box : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** The part of the plane where the concepts of a branch are. */
export function boundsOfBranch(field, model, top) {
  const mine = Array.from({ length: field.size }, (_, i) => i).filter((i) => model.division(i) === top);
  return boundsOf(
    mine.map((i) => field.xs[i]),
    mine.map((i) => field.ys[i]),
  );
}

/** Concepts by the square of the plane in which they lie. */
function gridOf(xs, ys, box, cell) {
  const columns = Math.max(1, Math.ceil((box.right - box.left) / cell) + 1);
  const rows = Math.max(1, Math.ceil((box.bottom - box.top) / cell) + 1);
  const cellOf = (i) =>
    Math.floor((ys[i] - box.top) / cell) * columns + Math.floor((xs[i] - box.left) / cell);
  const starts = new Int32Array(columns * rows + 1);
  for (let i = 0; i < xs.length; i++) starts[cellOf(i) + 1]++;
  for (let at = 0; at < columns * rows; at++) starts[at + 1] += starts[at];
  const next = starts.slice();
  const members = new Int32Array(xs.length);
  for (let i = 0; i < xs.length; i++) members[next[cellOf(i)]++] = i;
  return { cell, columns, rows, starts, members };
}

/**
 * The concept at a point, within a distance: the nearest, but rather a more important one. -1 where there is
 * none.
 */
export function conceptAt(field, x, y, reach, isDrawn = () => true) {
  const { grid, box, xs, ys, weights } = field;
  const range = (from, low, count) => [
    Math.max(0, Math.floor((from - reach - low) / grid.cell)),
    Math.min(count - 1, Math.floor((from + reach - low) / grid.cell)),
  ];
  const [left, right] = range(x, box.left, grid.columns);
  const [top, bottom] = range(y, box.top, grid.rows);
  let found = -1;
  let least = Infinity;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const at = row * grid.columns + column;
      for (let n = grid.starts[at]; n < grid.starts[at + 1]; n++) {
        const i = grid.members[n];
        const distance = Math.hypot(xs[i] - x, ys[i] - y);
        const cost = distance / reach - 0.06 * Math.log2(weights[i]);
        if (distance <= reach && cost < least && isDrawn(i)) [found, least] = [i, cost];
      }
    }
  }
  return found;
}

/** The nearest concept in a direction, of those that fulfil a condition; -1 where there is none. */
export function conceptTowards(field, from, dx, dy, isCandidate) {
  let found = -1;
  let least = Infinity;
  for (let i = 0; i < field.size; i++) {
    const [x, y] = [field.xs[i] - from.x, field.ys[i] - from.y];
    const along = x * dx + y * dy;
    const cost = along + 2.5 * (Math.abs(x * dy) + Math.abs(y * dx));
    if (along > 1e-6 && cost < least && isCandidate(i)) [found, least] = [i, cost];
  }
  return found;
}

/**
 * Which labels to draw, the most important first, none over another: `{ concept, x, y, text, size, bold,
 * align, left, … }` in pixels of the view. Small ones come as one zooms in. Those in `before` come before all.
 *
 * @param view { x, y, scale, width, height }: the middle of the view in the plane, and its size in pixels
 */
export function labelsFor(field, view, { textOf, measure, most, before = [], first = [], isDrawn = () => true }) {
  const taken = new Map();
  const labels = before.filter((box) => !collides(taken, box));
  const { xs, ys, weights, spacing, order } = field;
  const add = (i, isForced) => {
    const x = (xs[i] - view.x) * view.scale + view.width / 2;
    const y = (ys[i] - view.y) * view.scale + view.height / 2;
    if (x < -20 || y < 4 || x > view.width + 4 || y > view.height - 4) return;
    // Of what has much below it the label stands in the middle, else beside the dot.
    const reach = Math.sqrt(weights[i] / Math.PI) * spacing * view.scale;
    if (!isForced && reach < (weights[i] > 1 ? 13 : 11)) return;
    const isTop = field.hasTops && field.parents[i] < 0 && weights[i] > 1;
    const size = isTop
      ? Math.round(Math.min(19, 12 + Math.log2(weights[i]) * 0.55))
      : weights[i] > 40
        ? 13
        : 12;
    const text = textOf(i).replace(/\s+/g, " ");
    const width = measure(text, size, { bold: isTop });
    const align = isTop ? "center" : "left";
    const left = isTop ? x - width / 2 : x + 8;
    const box = {
      concept: i,
      text,
      size,
      bold: isTop,
      align,
      x: isTop ? x : x + 8,
      y,
      left: isTop ? left - 3 : x - 7,
      right: left + width + 3,
      top: y - size * 0.72,
      bottom: y + size * 0.72,
    };
    if (!isForced && (box.left < 0 || box.right > view.width)) return;
    if (collides(taken, box)) return;
    labels.push(box);
  };
  for (const i of first) add(i, true);
  let tried = 0;
  for (let at = 0; at < order.length && labels.length < most + before.length && tried < 6000; at++) {
    const i = order[at];
    // From here on everything is smaller than what can have a label at this zoom.
    if (Math.sqrt(weights[i] / Math.PI) * spacing * view.scale < 11) break;
    const x = (xs[i] - view.x) * view.scale;
    const y = (ys[i] - view.y) * view.scale;
    if (
      Math.abs(x) > view.width / 2 + 20
      || Math.abs(y) > view.height / 2
      || first.includes(i)
      || !isDrawn(i)
    )
      continue;
    tried++;
    add(i, false);
  }
  return labels;
}

const CELL = 64;

/** Does a box touch one of those that were put down before? If not, it is put down itself. */
function collides(taken, box) {
  const keys = [];
  for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++)
      keys.push(row * 4096 + column);
  }
  for (const key of keys) if (taken.get(key)?.some((other) => touching(other, box))) return true;
  for (const key of keys) {
    if (!taken.has(key)) taken.set(key, []);
    taken.get(key).push(box);
  }
  return false;
}

/** The concepts by the colour of their branch: a stroke of the brush for each. */
export function batchesOf({ size, colors, weights }) {
  const batches = new Map();
  for (let i = 0; i < size; i++) {
    if (!batches.has(colors[i])) batches.set(colors[i], []);
    batches.get(colors[i]).push(i);
  }
  return [...batches].map(([color, members]) => ({
    color,
    members: Int32Array.from(members.sort((a, b) => weights[a] - weights[b])),
  }));
}

/**
 * The lines as columns: of the tree, of what in it has something below, and by kind of what runs across it.
 */
export function linesOf(model, { size, parents, weights }) {
  const everything = Int32Array.from({ length: size }, (_, i) => i);
  const inner = everything.filter((i) => weights[i] > 1);
  // The tree is drawn as what most of it is stated by.
  const [treeKind = "broader"] = Object.keys(model.kinds)
    .filter((kind) => model.kinds[kind].side === "above")
    .sort((a, b) => model.kinds[b].count - model.kinds[a].count);
  const dashes = model.kinds[treeKind]?.dashes ?? [];
  const across = [];
  for (const [kind, style] of Object.entries(model.kinds)) {
    const edges = model.edges(kind);
    if (!edges) continue;
    const kept = [];
    for (let at = 0; at < edges.from.length; at++)
      if (style.side !== "above" || parents[edges.from[at]] !== edges.to[at]) kept.push(at);
    if (kept.length)
      across.push({
        kind,
        dashes: style.dashes,
        from: Int32Array.from(kept, (at) => edges.from[at]),
        to: Int32Array.from(kept, (at) => edges.to[at]),
      });
  }
  return {
    everything,
    across,
    tree: { kind: treeKind, from: everything, to: parents, dashes },
    inner: { kind: treeKind, from: inner, to: inner.map((i) => parents[i]), dashes },
  };
}
