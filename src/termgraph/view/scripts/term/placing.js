// Puts the surroundings of a term in their places, side by side of the middle, so that no box touches
// another. Nothing here touches the page.
//
// A run is `{ kind, caption, rows: [{ node, item }] }`: what is related to the middle in one way. A node is
// one of the tree of surroundings.js, and null for a box that has nothing behind it.

import { around, moved, shifted } from "../drawing/items.js";

const GAP = 7;
const CAPTION = 20;
/** From a line that boxes hang on to the boxes. */
const SPINE = 13;
/** From so many on, the terms on one side stand in two staggered columns. */
const STAGGERED = 9;
/** A column beside the middle that is higher than this is shared between left and right. */
const TALL = 440;

/**
 * Set what stands beside the middle: staggered where it is much, with all behind it where there is something.
 */
export function besideMiddle(scene, runs, direction, inner, middle, downOf = centred) {
  if (!runs.length) return { left: 0, right: 0, top: 0, bottom: 0 };
  const things = beside(scene, runs, direction, inner, middle);
  for (const thing of things) thing.side = direction < 0 ? "left" : "right";
  shifted(things, 0, downOf(around(boxesOf(things))));
  return around(boxesOf(things));
}

/** How far down things come to stand in the middle. */
const centred = ({ top, bottom }) => -(top + bottom) / 2;

/** Set what stands on the right above and below a story, so that its lines run straight: the first runs above it. */
export function besideStory(scene, runs, above, inner, middle, story) {
  const told = around(boxesOf(story));
  shifted(story, 0, centred(told));
  const { top, bottom } = around(boxesOf(story));
  const upper = besideMiddle(scene, runs.slice(0, above), 1, inner, middle, (box) => top - CAPTION - box.bottom);
  const lower = besideMiddle(scene, runs.slice(above), 1, inner, middle, (box) => bottom + CAPTION - box.top);
  return around([...boxesOf(story), upper, lower]);
}

/** How high a column of runs will be, about. */
const heightOf = (runs) =>
  runs.reduce((sum, run) => sum + CAPTION + run.rows.reduce((all, row) => all + heightOfRow(row), 0), 0);
const heightOfRow = ({ node, item }) =>
  Math.max(
    item.height + GAP,
    (node ? childrenOf(node) : []).reduce(
      (sum, child) => sum + heightOfRow({ node: child, item: child.item }),
      0,
    ),
  );

/** Where the left is much higher than the right, the last of what is related goes over to the right. */
export function balanced(left, right) {
  const last = left.at(-1);
  let over = heightOf(left) - heightOf(right);
  if (heightOf(left) < TALL || over < TALL / 2 || last.kind !== "related") return { left, right };
  let at = last.rows.length;
  while (at > 1) {
    const height = 2 * heightOfRow(last.rows[at - 1]);
    if (over < height) break;
    over -= height;
    at--;
  }
  if (at === last.rows.length) return { left, right };
  return {
    left: [...left.slice(0, -1), { ...last, rows: last.rows.slice(0, at) }],
    right: [...right, { ...last, rows: last.rows.slice(at) }],
  };
}

/** Set runs beside what they belong to, away from it: -1 to the left, 1 to the right. */
function beside(scene, runs, direction, inner, parent) {
  const isDeep = runs.some((run) => run.rows.some(({ node }) => node && childrenOf(node).length));
  return isDeep ? branchOut(scene, runs, direction, inner) : stagger(scene, runs, direction, inner, parent);
}

/** What of some things has a size: all but the joints of lines. */
const boxesOf = (things) => things.filter((thing) => thing.left !== undefined);

const childrenOf = (node) => node.groups.flatMap((group) => group.nodes);

/** Write what joins the middle with a run of boxes. */
export function addCaption(scene, text, kind, x, y, align) {
  const width = scene.measure(text, 11, {});
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  const caption = { text, kind, align, x, y, left, right: left + width, top: y - 8, bottom: y + 8 };
  scene.captions.push(caption);
  return caption;
}

/** Set a caption to the right of the line up or down, or to its left where another caption stands in the way. */
function captionAtLine(scene, text, kind, x, y) {
  const made = addCaption(scene, text, kind, x, y, "left");
  const meets = (other) => other !== made && other.left < made.right && made.left < other.right
    && other.top < made.bottom && made.top < other.bottom;
  if (!scene.captions.some(meets)) return;
  scene.captions.pop();
  addCaption(scene, text, kind, -x, y, "right");
}

/**
 * One column, or two of which the outer stands in the gaps of the inner, so that lines to it cross no box.
 */
export function stagger(scene, runs, direction, inner, parent) {
  const things = [];
  const count = runs.reduce((sum, run) => sum + run.rows.length, 0);
  const widest = Math.max(...runs.flatMap((run) => run.rows.map(({ item }) => item.width)));
  let y = 0;
  for (const run of runs) {
    if (run.caption) {
      things.push(
        addCaption(scene, run.caption, run.kind, direction * inner, y + 6, direction < 0 ? "right" : "left"),
      );
      y += CAPTION;
    }
    const two = count > STAGGERED && run.rows.length > 3;
    let outerBottom = -Infinity;
    run.rows.forEach(({ item }, index) => {
      if (two && index % 2) {
        const middle = Math.max(y - GAP / 2, outerBottom + GAP + item.height / 2);
        outer(scene, item, direction, inner, widest, middle, parent, things);
        outerBottom = item.bottom;
        y = Math.max(y, middle + GAP / 2);
      } else {
        moved(item, direction * (inner + item.width / 2), y + item.height / 2);
        y = item.bottom + GAP;
      }
      item.course = "horizontal";
      things.push(item);
    });
    y = Math.max(y, outerBottom + GAP) + 9;
  }
  return things;
}

function outer(scene, item, direction, inner, widest, y, parent, things) {
  moved(item, direction * (inner + widest + 26 + item.width / 2), y);
  const joint = { id: `joint ${item.id}`, x: direction * (inner - 6), y };
  scene.joints.set(joint.id, joint);
  item.through = [joint.id];
  item.throughOf = parent.id;
  things.push(joint);
}

/** Columns by distance: each term in the middle of those behind it. */
function branchOut(scene, runs, direction, inner) {
  const widths = [];
  const note = (node, level) => {
    widths[level] = Math.max(widths[level] ?? 0, node.item.width);
    for (const child of childrenOf(node)) note(child, level + 1);
  };
  for (const run of runs) for (const { node, item } of run.rows) note(node ?? { item, groups: [] }, 0);
  const starts = [inner];
  widths.forEach((width, level) => starts.push(starts[level] + width + scene.sizes.level));
  const things = [];
  const place = (node, item, level, top) => {
    const children = node ? childrenOf(node) : [];
    let bottom = top;
    for (const child of children) bottom = place(child, child.item, level + 1, bottom);
    const middle = children.length
      ? (children[0].item.y + children.at(-1).item.y) / 2
      : top + item.height / 2;
    const y = Math.max(middle, top + item.height / 2);
    moved(item, direction * (starts[level] + item.width / 2), y);
    item.course = "horizontal";
    things.push(item);
    return Math.max(bottom + (children.length ? 5 : 0), item.bottom + (level ? 4 : GAP));
  };
  let y = 0;
  for (const run of runs) {
    if (run.caption) {
      things.push(
        addCaption(scene, run.caption, run.kind, direction * inner, y + 6, direction < 0 ? "right" : "left"),
      );
      y += CAPTION;
    }
    for (const { node, item } of run.rows) y = place(node, item, 0, y);
    y += 9;
  }
  return things;
}

/** Set what is broader in a row; what is broader still above it, its other surroundings to its sides. */
export function standAbove(scene, runs, { middle, blocks }) {
  const rows = runs.flatMap((run) => run.rows);
  if (!rows.length) return;
  const units = rows.map(({ node, item }) =>
    rows.length === 1 ? unitOf(scene, node, item, 0) : outlineOf(scene, node, item, -1),
  );
  const things = inRows(units, -1, scene.sizes.row);
  shifted(things, 0, middle.top - scene.sizes.rise);
  clear(scene, "above", things, { middle, blocks }, false);
  const { caption, kind } = runs[0];
  captionAtLine(scene, caption, kind, rows.length === 1 ? 8 : 12, middle.top - 13);
}

/**
 * Move things up (-1) or down (1) until they are clear of the blocks beside the middle. Lines to what stands
 * beyond a block run straight past it first, up to a joint that is theirs in common: a knee.
 */
function clear(scene, side, things, { middle, blocks }, bends) {
  const direction = side === "above" ? -1 : 1;
  const edge = direction < 0 ? middle.top : middle.bottom;
  const span = around(boxesOf(things));
  const gap = scene.sizes.inner / 3;
  let beyond = edge + (bends ? direction * 16 : 0);
  for (const block of blocks) {
    if (
      block.left === block.right
      || Math.min(span.left, 0) > block.right + gap
      || Math.max(span.right, 0) < block.left - gap
    )
      continue;
    beyond = direction < 0 ? Math.min(beyond, block.top - 10) : Math.max(beyond, block.bottom + 10);
  }
  const near = direction < 0 ? span.bottom : span.top;
  const least = Math.abs(beyond - edge) > 6 ? beyond + direction * 46 : edge;
  if (direction * (near - least) < 0) shifted(things, 0, least - near);
  if (Math.abs(beyond - edge) <= 6) return;
  const knee = { id: `knee ${side}`, x: middle.x, y: beyond };
  scene.joints.set(knee.id, knee);
}

/**
 * Set units side by side in as few rows as there is room for; the first row stands at 0, the others beyond
 * it.
 */
function inRows(units, direction, widest) {
  const rows = [];
  for (const unit of units) {
    const width = unit.right - unit.left + 16;
    const row = rows.at(-1);
    if (row && row.width + width <= widest + 16) {
      row.units.push(unit);
      row.width += width;
    } else rows.push({ units: [unit], width });
  }
  const things = [];
  let y = 0;
  for (const row of rows) {
    const single = row.units.length === 1 && rows.length === 1;
    let x = single ? row.units[0].left : -(row.width - 16) / 2;
    let reach = 0;
    for (const unit of row.units) {
      shifted(unit.things, x - unit.left, y);
      things.push(...unit.things);
      x += unit.right - unit.left + 16;
      reach = Math.max(reach, direction < 0 ? -unit.top : unit.bottom);
    }
    y += direction * (reach + 22);
  }
  return things;
}

/**
 * A broader term with all behind it; the middle of its lower edge is (0, 0). `direction`: where there is
 * room, 0 both.
 */
function unitOf(scene, node, item, direction) {
  moved(item, 0, -item.height / 2);
  item.course = "vertical";
  const things = [item];
  const groups = node ? node.groups : [];
  const aside = groups
    .filter((group) => scene.model.kinds[group.kind].side !== "above" || !group.out)
    .flatMap((group) => group.nodes);
  const half = direction ? (direction < 0 ? aside.length : 0) : Math.ceil(aside.length / 2);
  const gap = item.width / 2 + scene.sizes.level;
  for (const [part, way] of [
    [aside.slice(0, half), -1],
    [aside.slice(half), 1],
  ]) {
    if (!part.length) continue;
    const stack = beside(
      scene,
      [{ rows: part.map((child) => ({ node: child, item: child.item })) }],
      way,
      gap,
      item,
    );
    const box = around(boxesOf(stack));
    shifted(stack, 0, Math.min(-box.bottom, item.y - (box.top + box.bottom) / 2));
    things.push(...stack);
  }
  const higher = groups
    .filter((group) => scene.model.kinds[group.kind].side === "above" && group.out)
    .flatMap((group) => group.nodes);
  if (higher.length) {
    const units = higher.map((child) =>
      unitOf(scene, child, child.item, higher.length === 1 ? direction : child === higher[0] ? -1 : 1),
    );
    const above = inRows(units, -1, scene.sizes.row);
    const own = around(boxesOf(above));
    const near = own.left > -gap + 10 && own.right < gap - 10;
    const top = near ? item.top : around(boxesOf(things)).top;
    shifted(above, 0, Math.min(item.top - 44, top - 24));
    things.push(...above);
  }
  return { ...around(boxesOf(things)), things };
}

/**
 * Set what is narrower: side by side if there is room, else in columns, each hanging on a line of its own.
 */
export function hangBelow(scene, runs, { middle, blocks }) {
  const rows = runs.flatMap((run) => run.rows);
  if (!rows.length) return;
  const { kind, caption } = runs[0];
  const outlines = rows.map(({ node, item }) => outlineOf(scene, node, item));
  const total = outlines.reduce((sum, outline) => sum + outline.right - outline.left + 16, -16);
  const { row, rise } = scene.sizes;
  const fits = total <= row;
  const things = fits ? inRows(outlines, 1, row) : inColumns(scene, outlines, middle);
  if (rows.length === 1) shifted(things, -rows[0].item.x, 0);
  shifted(things, 0, middle.bottom + rise);
  clear(scene, "below", things, { middle, blocks }, !fits);
  captionAtLine(scene, caption, kind, rows.length === 1 ? 8 : 12, middle.bottom + 17);
}

/**
 * A term with those behind it below it (1) or above it (-1), each set in by a step, as in a table of
 * contents. It begins at the point (0, 0).
 */
export function outlineOf(scene, node, item, direction = 1) {
  const things = [];
  let y = 0;
  const place = (node, item, left) => {
    moved(item, left + item.width / 2, y + (direction * item.height) / 2);
    item.course = "vertical";
    things.push(item);
    y = direction < 0 ? item.top - 6 : item.bottom + 6;
    const groups = node ? node.groups : [];
    (direction < 0 ? [...groups].reverse() : groups).forEach((group, number) => {
      if (!group.nodes.length) return;
      if (y === (direction < 0 ? item.top - 6 : item.bottom + 6)) y += 8 * direction;
      const spine = left + 9 + 6 * number;
      const start = addJoint(
        scene,
        things,
        `spine ${item.id} ${group.kind} ${group.out}`,
        spine,
        direction < 0 ? item.top : item.bottom,
      );
      for (const child of direction < 0 ? group.nodes.toReversed() : group.nodes) {
        place(child, child.item, left + SPINE + 13);
        hang(scene, things, child.item, start, spine, item.id);
      }
    });
  };
  place(node, item, 0);
  return { ...around(boxesOf(things)), things };
}

/** Add a point where lines bend, and which is moved with things. */
export function addJoint(scene, things, id, x, y) {
  const joint = { id, x, y };
  scene.joints.set(id, joint);
  things.push(joint);
  return joint;
}

/** Let an item hang on a line that runs down beside it. */
export function hang(scene, things, item, start, x, parent) {
  const joint = addJoint(scene, things, `joint ${item.id}`, x, item.y);
  item.through = [start.id, joint.id];
  item.throughOf = parent;
}

/**
 * Outlines in columns of about the same height, each hanging on a line: in `wanted` columns, or in as many as
 * fit.
 */
function inColumns(scene, outlines, parent, wanted = 0) {
  const widths = outlines.map((outline) => outline.right - outline.left);
  const widest = Math.max(...widths);
  const { row } = scene.sizes;
  const most = Math.max(1, Math.floor((row + 34) / (Math.min(widest, 230) + SPINE + 34)));
  let columns = [];
  for (let count = wanted || Math.min(most, Math.ceil(outlines.length / 2)); count >= 1; count--) {
    columns = split(outlines, count);
    const width = columns.reduce(
      (sum, column) => sum + SPINE + 34 + Math.max(...column.map((one) => one.right - one.left)),
      -34,
    );
    if (wanted || width <= row * 1.12) break;
  }
  const things = [];
  let x = 0;
  for (const column of columns) {
    const start = addJoint(scene, things, `column ${column[0].things[0].id}`, x, -18);
    let y = 0;
    let right = x;
    for (const outline of column) {
      shifted(outline.things, x + SPINE - outline.left, y - outline.top);
      things.push(...outline.things);
      hang(scene, things, outline.things[0], start, x, parent.id);
      y += outline.bottom - outline.top + GAP;
      right = Math.max(right, x + SPINE + outline.right - outline.left);
    }
    x = right + 34;
  }
  const box = around(boxesOf(things));
  shifted(things, -(box.left - SPINE + box.right) / 2, 0);
  return things;
}

/** Cut outlines into at most so many columns of about the same height, in their order. */
function split(outlines, count) {
  const height = (outline) => outline.bottom - outline.top + GAP;
  let low = Math.max(...outlines.map(height));
  let high = outlines.reduce((sum, outline) => sum + height(outline), 0);
  const cut = (limit) => {
    const columns = [[]];
    let filled = 0;
    for (const outline of outlines) {
      if (filled + height(outline) > limit + 0.01 && columns.at(-1).length) {
        columns.push([]);
        filled = 0;
      }
      columns.at(-1).push(outline);
      filled += height(outline);
    }
    return columns;
  };
  while (high - low > 1) {
    const limit = (low + high) / 2;
    if (cut(limit).length <= count) high = limit;
    else low = limit;
  }
  return cut(high);
}

/** Boxes below what they belong to, in columns that hang on lines. The top left corner is near (0, 0). */
export function hangingBlock(scene, rows, parent) {
  const outlines = rows.map(({ node, item }) => outlineOf(scene, node, item));
  const things = inColumns(scene, outlines, parent, rows.length > 8 ? Math.ceil(rows.length / 8) : 1);
  const box = around(boxesOf(things));
  shifted(things, -box.left + SPINE, 18 - box.top);
  return things;
}
