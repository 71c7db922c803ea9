// The outline map of a small vocabulary: every concept in a line of its own, narrower ones set in below it,
// in columns that Python has laid out; and a way from one term to another, in a row. Nothing here touches the
// page.

import { boxed, measured, moved, wrapped } from "../drawing/items.js";
import { addEdges, route } from "../drawing/lines.js";
import { phraseOf } from "../data/path.js";
import { emptyScene, namesOf } from "../term/scene.js";

const LINE = 15;
const ROW_GAP = 3.5;
const BLOCK_GAP = 24;
const COLUMN_GAP = 14;
const INDENT = 17;
const LABEL_OFFSET = 10;
const LONGEST_LINE = 27;
const MOST_LINES = 3;

/**
 * The outline map. What needs more room than Python thought, because of its font or its language, pushes on
 * what comes after it; so do names that are shown.
 */
export function mapScene(
  model,
  { measure, selected = -1, allNames = false, hidden = new Set(), isAllowed = () => true },
) {
  const isShown = (kind) => !hidden.has(kind);
  const scene = emptyScene("map", { center: selected, model, measure, isShown, hidden, near: new Set() });
  const columns = [];
  for (let id = 0; id < model.size; id++) {
    const place = model.outline(id);
    (columns[place.column] ??= []).push({ id, ...place });
  }
  let aside = 0;
  let right = -Infinity;
  for (const column of columns) {
    if (!column) continue;
    const left = Math.min(...column.map(({ x }) => x)) - 12;
    aside = Math.max(aside, right + COLUMN_GAP - left);
    setColumn(scene, column, { aside, selected, allNames, isAllowed });
    for (const item of scene.items.values()) right = Math.max(right, item.right);
  }
  addEdges(scene, [...scene.items.keys()]);
  const parents = parentsOf(scene);
  scene.segments = scene.edges.map((edge) => {
    const { side, names } = model.kinds[edge.kind];
    edge.isName = names;
    edge.isTree = (side === "above" || names) && parents.get(edge.from) === edge.to;
    return {
      id: edge.id,
      edges: [edge],
      kind: edge.kind,
      from: edge.from,
      to: edge.to,
      arrow: model.kinds[edge.kind]?.arrow,
      ...courseOf(edge, scene.items),
    };
  });
  scene.islands = islandsOf(scene.items);
  if (selected >= 0) scene.near = nearTo(scene, selected);
  return scene;
}

function setColumn(scene, column, { aside, selected, allNames, isAllowed }) {
  const { model, hidden } = scene;
  let down = 0;
  column.sort((a, b) => a.y - b.y);
  column.forEach(({ id, x, y, block }, at) => {
    const item = dotAt(
      scene,
      {
        id,
        kind: "concept",
        concept: id,
        parent: null,
        block,
        branch: model.branch(id),
        misnomer: model.isMisnomer(id),
        deprecated: model.isDeprecated(id),
        faint: !isAllowed(id),
        use: model.hasUses ? model.useOf(id) : undefined,
        strong: isHead(model, id),
      },
      model.label(id).text,
      x + aside,
      y + down,
    );
    let bottom = item.bottom;
    for (const name of allNames || id === selected
      ? namesOf(model, id, hidden).filter((name) => name.isOwn || name.misleads)
      : []) {
      const below = dotAt(
        scene,
        {
          id: `name ${id} ${name.number}`,
          kind: "name",
          concept: id,
          parent: id,
          relation: name.relation,
          block,
          branch: item.branch,
          misnomer: name.misleads,
          faint: item.faint,
        },
        name.text,
        x + aside + INDENT,
        bottom + ROW_GAP + LINE / 2,
      );
      bottom = below.bottom;
    }
    const next = column[at + 1];
    if (next)
      down += Math.max(0, bottom + (next.block === block ? ROW_GAP : BLOCK_GAP) - (next.y + down - LINE / 2));
  });
}

/** The top of a branch, if there is anything below it. */
const isHead = (model, id) => model.parent(id) < 0 && model.narrower(id).length > 0;

/** An item of the map: a dot with its label to the right. */
function dotAt(scene, item, text, x, y) {
  Object.assign(item, { look: "dot", text, x, y, size: 13, strong: item.strong ?? false, tag: "", level: 1 });
  item.lines = wrapped(text, LONGEST_LINE, MOST_LINES, (part) => part.length);
  measured(item, scene.measure);
  item.lineHeight = LINE;
  item.left = x - 6;
  item.right = x + LABEL_OFFSET + item.textWidth;
  item.top = y - LINE / 2;
  item.bottom = item.top + item.lines.length * LINE;
  scene.items.set(item.id, item);
  return item;
}

/** What each item is set below: the last one before it in its block that is set in by one step less. */
function parentsOf({ items, model }) {
  const parents = new Map();
  const blocks = new Map();
  for (const item of [...items.values()].sort((a, b) => a.y - b.y)) {
    if (!blocks.has(item.block)) blocks.set(item.block, new Map());
    const lasts = blocks.get(item.block);
    const above = lasts.get(Math.round(item.x - INDENT));
    // The head of a block that was cut off hangs on what it was cut off from.
    parents.set(item.id, item.kind === "name" ? item.parent : (above?.id ?? model.parent(item.concept)));
    if (item.kind === "concept") lasts.set(Math.round(item.x), item);
  }
  return parents;
}

/** The course of a line: as in a tree, or out to the left between terms below each other. */
function courseOf({ from, to, isTree, bend }, items) {
  if (isTree) return { course: "tree", bend };
  const [a, b] = [items.get(from), items.get(to)];
  const isBelow = Math.abs(a.x - b.x) < 60;
  const clockwise = isBelow ? a.y > b.y : bend % 2 === 0;
  return { course: clockwise ? "clockwise" : "counterclockwise", bend: (isBelow ? 0.3 : 0.14) + 0.1 * bend };
}

/** The selected concept, its names, and all that a line leads to from there. */
function nearTo({ items, edges }, selected) {
  const own = new Set([selected]);
  for (const item of items.values()) if (item.concept === selected) own.add(item.id);
  const near = new Set(own);
  for (const { from, to } of edges) if (own.has(from) || own.has(to)) near.add(from).add(to);
  return near;
}

/** The grounds on which the branches of the map stand. */
function islandsOf(items) {
  const islands = new Map();
  for (const item of items.values()) {
    const island = islands.get(item.block) ?? {
      branch: item.branch,
      left: Infinity,
      top: Infinity,
      right: -Infinity,
      bottom: -Infinity,
    };
    if (island.branch !== item.branch) island.branch = null; // a list of what has no branch
    island.left = Math.min(island.left, item.left - 7);
    island.top = Math.min(island.top, item.top - 7);
    island.right = Math.max(island.right, item.right + 8);
    island.bottom = Math.max(island.bottom, item.bottom + 6);
    islands.set(item.block, island);
  }
  return [...islands.values()];
}

/**
 * The way from a term to another, each step said on its line: in a row, or below each other where that is too
 * long.
 */
export function pathScene(model, from, steps, { measure, compact = false, width = 900 }) {
  const scene = emptyScene("path", { center: from, model, measure });
  const stops = [from, ...steps.map((step) => step.to)];
  const items = stops.map((id, at) =>
    boxed(
      {
        id,
        kind: "concept",
        concept: id,
        text: model.label(id).text,
        level: 1,
        parent: at ? stops[at - 1] : null,
        side: "",
        branch: model.branch(id),
        misnomer: model.isMisnomer(id),
        deprecated: model.isDeprecated(id),
        draft: model.isDraft(id),
        size: 15,
        strong: at === 0 || at === steps.length,
        tag: "",
      },
      model.label(id).text,
      compact ? 220 : 190,
      measure,
    ),
  );
  const said = steps.map((step) => phraseOf(model, step));
  const room = said.map((text) => measure(text, 12, {}) + 56);
  const total = items.reduce((sum, item) => sum + item.width, 0) + room.reduce((sum, one) => sum + one, 0);
  const inRow = !compact && total <= width;
  let [x, y] = [0, 0];
  items.forEach((item, at) => {
    scene.items.set(item.id, item);
    item.course = inRow ? "horizontal" : "vertical";
    if (inRow) moved(item, x + item.width / 2, 0);
    else moved(item, 0, y + item.height / 2);
    x = item.right + room[at];
    y = item.bottom + 62;
    if (at === steps.length) return;
    const { kind, out, to } = steps[at];
    scene.captions.push(
      inRow
        ? caption(said[at], kind, item.right + room[at] / 2, -11, "center", measure)
        : caption(said[at], kind, 12, item.bottom + 31, "left", measure),
    );
    const [a, b] = out ? [item.id, to] : [to, item.id];
    scene.edges.push({ id: `${a} ${kind} ${b}`, from: a, to: b, kind, bend: 0 });
  });
  route(scene);
  return scene;
}

function caption(text, kind, x, y, align, measure) {
  const width = measure(text, 12, {});
  const left = align === "center" ? x - width / 2 : x;
  return { text, kind, x, y, align, size: 12, left, right: left + width, top: y - 8, bottom: y + 8 };
}
