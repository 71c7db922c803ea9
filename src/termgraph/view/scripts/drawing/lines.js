// Which lines a drawing has: the relations among its items, and how each line runs. Nothing here touches the
// page.

import { OF_NAMES } from "../data/names.js";

/** Add the relations that join these items with each other and with all that was there. */
export function addEdges(scene, ids) {
  const { model, items, isShown } = scene;
  const known = new Set(scene.edges.map((edge) => edge.id));
  const between = new Map();
  for (const edge of scene.edges) count(between, edge);
  const add = (from, to, kind) => {
    const symmetric = model.kinds[kind] && !model.kinds[kind].arrow;
    const [a, b] = symmetric && String(from) > String(to) ? [to, from] : [from, to];
    const edge = { id: `${a} ${kind} ${b}`, from: a, to: b, kind };
    if (known.has(edge.id)) return;
    known.add(edge.id);
    edge.bend = count(between, edge);
    const [one, other] = [items.get(a), items.get(b)];
    edge.cross =
      one.parent !== b
      && other.parent !== a
      && one.concept !== scene.center
      && other.concept !== scene.center;
    scene.edges.push(edge);
  };
  for (const id of ids) {
    const item = items.get(id);
    if (item.kind === "concept") {
      for (const { to, kind, out } of model.neighbours(id)) {
        if (!OF_NAMES.has(kind) && items.has(to) && isShown(kind, to))
          add(...(out ? [id, to] : [to, id]), kind);
      }
    } else if (item.kind === "name") {
      // What is clearer is led to from what misleads, below.
      if (!OF_NAMES.has(item.relation)) add(id, item.concept, item.relation);
    } else
      scene.edges.push({
        id: `to ${id}`,
        from: item.parent,
        to: id,
        kind: item.relation,
        bend: 0,
        more: true,
      });
  }
  addMisleading(scene, add);
}

/**
 * What misleads, what it suggests and what it should be called: from name to name as far as those are shown,
 * else from their concepts. What the story of the middle tells is not told again.
 */
function addMisleading({ model, items, isShown, told }, add) {
  const names = new Map();
  for (const item of items.values())
    if (item.kind === "name") names.set(`${item.concept} ${item.text}`, item.id);
  const idOf = ({ concept, name }) =>
    name === null ? concept : (names.get(`${concept} ${name}`) ?? concept);
  for (const concept of new Set([...items.values()].map((item) => item.concept))) {
    for (const { kind, from, to } of model.misleads(concept)) {
      const [a, b] = [idOf(from), idOf(to)];
      if (from.concept !== told && items.has(a) && items.has(b) && a !== b && isShown(kind, to.concept))
        add(a, b, kind);
    }
  }
}

function count(between, { from, to }) {
  const pair = [String(from), String(to)].sort().join(" – ");
  between.set(pair, (between.get(pair) ?? -1) + 1);
  return between.get(pair);
}

/**
 * Make the lines. Each leads from edge to edge of two boxes, from one `port` to another; what hangs on a
 * joint goes through it, unless it or what it belongs to has been moved away.
 */
export function route(scene) {
  const { items, joints } = scene;
  scene.segments = [];
  scene.ports = new Map();
  const runs = new Map();
  const knees = new Map();
  for (const edge of scene.edges) {
    const child = childOf(scene, edge);
    // What came out of a box "+12 more" hangs on that.
    const parent = child && items.get(child.relay ?? (edge.from === child.id ? edge.to : edge.from));
    // Where all hangs on a trunk, a second relation runs along it too: elsewhere it would cross the other boxes.
    const isBent = child?.through && child.throughOf === parent.id && (!edge.bend || scene.isStacked);
    if (isBent && !child.moved && !parent.moved)
      bent(scene, edge, child, parent, runs);
    else direct(scene, edge, child, parent, knees);
  }
  for (const [key, { start, parent, last, towards, edges }] of runs) {
    const from = joints.get(start);
    // The line down a column starts at the box above it; where it starts elsewhere, a line leads there.
    const isApart = from.y > parent.bottom + 1 || from.y < parent.top - 1;
    if (isApart) {
      const near =
        kneeOf(scene, edges, parent, "below", towards, knees)
        ?? port(scene, `${key} trunk`, parent.x, parent.bottom);
      add(scene, `${key} trunk`, edges, towards, near, start, "vertical", !towards && !joints.has(near));
    }
    add(scene, `${key} spine`, edges, towards, start, last, "straight", !towards && !isApart);
  }
  for (const [key, { side, parent, towards, edges }] of knees) {
    const near = port(scene, key, parent.x, side === "above" ? parent.top : parent.bottom);
    add(scene, `${key} shank`, edges, towards, near, `knee ${side}`, "straight", !towards);
  }
}

/**
 * The joint at which lines from the middle part, if there is one; the line that leads to it is made when all
 * are known.
 */
function kneeOf({ joints, center }, edges, parent, side, towards, knees) {
  const id = `knee ${side}`;
  if (parent.id !== center || parent.moved || !joints.has(id)) return null;
  const key = `${id} ${edges[0].kind} ${towards}`;
  if (!knees.has(key)) knees.set(key, { side, parent, towards, edges: [] });
  knees.get(key).edges.push(...edges);
  return id;
}

function childOf({ items }, { from, to }) {
  const [a, b] = [items.get(from), items.get(to)];
  return a.parent === b.id ? a : b.parent === a.id ? b : null;
}

/**
 * Add a segment between two points, from parent to child, or the other way round where the relation leads
 * `towards` neither.
 */
function add(scene, id, edges, towards, near, far, course, hasArrow) {
  const [edge] = edges;
  const arrow = hasArrow && (edge.isStory || (Boolean(scene.model.kinds[edge.kind]?.arrow) && !edge.more));
  const [from, to] = towards ? [near, far] : [far, near];
  scene.segments.push({ id, edges, kind: edge.kind, from, to, course, bend: 0, arrow, cross: edge.cross });
}

function port(scene, id, x, y) {
  scene.ports.set(id, { id, x, y });
  return id;
}

/** A line through the joints of the child. */
function bent(scene, edge, child, parent, runs) {
  const towards = edge.to === child.id;
  const through = edge.bend ? beside(scene, edge, child.through) : child.through;
  const last = scene.joints.get(through.at(-1));
  const side = child.x < last.x ? child.right : child.left;
  const end = port(scene, `${edge.id} end`, side, last.y);
  add(scene, `${edge.id} end`, [edge], towards, last.id, end, "straight", towards);
  if (through.length === 1) {
    const start = port(scene, `${edge.id} start`, child.x < parent.x ? parent.left : parent.right, parent.y);
    add(scene, `${edge.id} start`, [edge], towards, start, last.id, "horizontal", !towards);
    return;
  }
  const key = `${through[0]} ${edge.kind} ${towards}`;
  if (!runs.has(key)) runs.set(key, { start: through[0], parent, towards, edges: [], last: last.id });
  const run = runs.get(key);
  run.edges.push(edge);
  const reach = (id) => Math.abs(scene.joints.get(id).y - scene.joints.get(run.start).y);
  if (reach(last.id) > reach(run.last)) run.last = last.id;
}

/** Add joints beside others, for one more relation of the same two boxes. */
function beside({ joints }, { id, bend }, through) {
  return through.map((other, at) => {
    const { x, y } = joints.get(other);
    const joint = { id: `${id} ${at}`, x: x + 2 * bend, y: at ? y + 5 * bend : y };
    joints.set(joint.id, joint);
    return joint.id;
  });
}

/** A line straight from box to box, leaving and reaching them where they face each other. */
function direct(scene, edge, child, parent, knees) {
  const itemAt = (id) => (child && id !== child.id ? parent : scene.items.get(id));
  const [a, b] = [itemAt(edge.from), itemAt(edge.to)];
  const dx = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const dy = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  const wanted = child && !child.moved ? child.course : null;
  const isHorizontal =
    wanted === "horizontal" ? dx > 4 : wanted === "vertical" ? dy <= 4 : dx > 14 && dx >= dy;
  const aside = 6 * Math.ceil(edge.bend / 2) * (edge.bend % 2 ? 1 : -1);
  if (edge.cross && dx < 14 && dy > 30) return around(scene, edge, a, b);
  let ends;
  if (isHorizontal) {
    ends =
      a.x < b.x
        ? [
            [a.right, a.y + aside],
            [b.left, b.y + aside],
          ]
        : [
            [a.left, a.y + aside],
            [b.right, b.y + aside],
          ];
  } else
    ends =
      a.y < b.y
        ? [
            [a.x + aside, a.bottom],
            [b.x + aside, b.top],
          ]
        : [
            [a.x + aside, a.top],
            [b.x + aside, b.bottom],
          ];
  if (wanted === "vertical" && !isHorizontal && !edge.bend && !parent.moved) {
    const towards = edge.to === child.id;
    const knee = kneeOf(scene, [edge], parent, child.side, towards, knees);
    if (knee) {
      // The last piece runs straight, and so does the head of an arrow.
      const [x, y] = ends[towards ? 1 : 0];
      const before = port(scene, `${edge.id} before`, x, y + (child.side === "above" ? 15 : -15));
      add(scene, `${edge.id} curve`, [edge], towards, knee, before, "vertical", false);
      add(scene, edge.id, [edge], towards, before, port(scene, `${edge.id} far`, x, y), "straight", towards);
      return;
    }
  }
  const [from, to] = ends.map((end, at) => port(scene, `${edge.id} ${at}`, ...end));
  add(scene, edge.id, [edge], true, from, to, isHorizontal ? "horizontal" : "vertical", true);
}

/** A line between boxes below each other: round what is between them. */
function around(scene, edge, a, b) {
  const isLeft = a.x + b.x < 0;
  const from = port(scene, `${edge.id} 0`, isLeft ? a.left : a.right, a.y);
  const to = port(scene, `${edge.id} 1`, isLeft ? b.left : b.right, b.y);
  add(scene, edge.id, [edge], true, from, to, a.y > b.y === isLeft ? "clockwise" : "counterclockwise", true);
  scene.segments.at(-1).bend = 0.35;
}
