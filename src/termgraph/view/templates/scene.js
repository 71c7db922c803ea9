// What is drawn and where: the map that Python has laid out, or the surroundings of one term.
// A scene has items (by node id: place, box and look) and edges; nothing here touches the page.

const LINE = 15;
const ROW_GAP = 3.5;
const INDENT = 17;
const LABEL_OFFSET = 10;
const MOST_AROUND = 60;

const pen = document.createElement("canvas").getContext("2d");

/** The font of a label: what stands out is bold, what is only a name is slanted. */
function fontOf(item) {
  const family = getComputedStyle(document.body).fontFamily;
  return `${item.node.kind === "term" ? "italic " : ""}${item.strong ? "600 " : ""}${item.size}px ${family}`;
}

function measured(item) {
  pen.font = fontOf(item);
  item.textWidth = Math.max(...item.lines.map((line) => pen.measureText(line).width));
  item.textHeight = item.lines.length * (item.size + 2);
  return item;
}

/** An item of the map: a dot with its label to the right. */
function dotAt(node, x, y) {
  const tree = edgesOf[node.id].filter((e) => e.kind === "broader");
  const strong = tree.some((e) => e.to === node.id && nodes[e.from].x !== undefined) && tree.every((e) => e.from !== node.id);
  const item = measured({ id: node.id, node, look: "dot", lines: node.lines, size: 13, strong, x, y });
  item.left = x - 6;
  item.right = x + LABEL_OFFSET + item.textWidth;
  item.top = y - LINE / 2;
  item.bottom = item.top + item.textHeight;
  return item;
}

/** An item of the surroundings: a box with its label inside. */
function boxFor(node, options = {}) {
  const item = measured({ id: node.id, node, look: "box", lines: node.lines, size: 13, strong: false, ...options });
  item.width = item.textWidth + (item.size > 13 ? 32 : 20);
  item.height = item.textHeight + (item.size > 13 ? 18 : 10);
  return item;
}

function moveBox(item, x, y) {
  Object.assign(item, { x, y, left: x - item.width / 2, right: x + item.width / 2 });
  Object.assign(item, { top: y - item.height / 2, bottom: y + item.height / 2 });
}

/** The map. Names that are shown push down what is below them in their column; nothing moves sideways. */
function mapScene(selected, allNames, hidden) {
  const items = new Map();
  const put = (item) => items.set(item.id, item);
  const columns = new Map();
  for (const node of nodes) {
    if (node.x === undefined) continue;
    if (!columns.has(node.column)) columns.set(node.column, []);
    columns.get(node.column).push(node);
  }
  for (const column of columns.values()) {
    let shift = 0;
    for (const node of column.sort((a, b) => a.y - b.y)) {
      const item = dotAt(node, node.x, node.y + shift);
      put(item);
      if (!allNames && node !== selected) continue;
      let y = item.bottom + ROW_GAP + LINE / 2;
      for (const name of namesOf[node.id].filter((name) => edgesOf[name.id].some((e) => !hidden.has(e.kind)))) {
        const below = dotAt(name, node.x + INDENT, y);
        below.block = node.block;
        put(below);
        y = below.bottom + ROW_GAP + LINE / 2;
        shift += below.bottom - below.top + ROW_GAP;
      }
    }
  }
  const edges = data.edges.filter((e) => items.has(e.from) && items.has(e.to) && !hidden.has(e.kind));
  return { look: "map", items, edges, islands: islandsOf(items), more: [] };
}

/** The grounds on which the branches of the map stand. */
function islandsOf(items) {
  const islands = new Map();
  for (const item of items.values()) {
    const block = item.node.block ?? item.block;
    const island = islands.get(block) ?? { branch: item.node.branch, left: 1e9, top: 1e9, right: -1e9, bottom: -1e9 };
    if (island.branch !== item.node.branch) island.branch = null; // a list of what has no branch
    island.left = Math.min(island.left, item.left - 7);
    island.top = Math.min(island.top, item.top - 7);
    island.right = Math.max(island.right, item.right + 8);
    island.bottom = Math.max(island.bottom, item.bottom + 6);
    islands.set(block, island);
  }
  return [...islands.values()];
}

const LEFT = new Set(["related", "partOf"]);

/** The surroundings of a term: broader above, narrower below, its names and what it is confused with to the right. */
function focusScene(selected, hidden) {
  const middle = boxFor(selected, { size: 17, strong: true });
  moveBox(middle, 0, 0);
  const items = new Map([[selected.id, middle]]);
  const sides = { above: [], below: [], left: [], names: [], right: [] };
  const seen = new Set([selected.id]);
  for (const edge of edgesOf[selected.id]) {
    const other = otherEnd(edge, selected.id);
    if (hidden.has(edge.kind) || seen.has(other.id)) continue;
    seen.add(other.id);
    if (edge.kind === "broader") sides[edge.from === selected.id ? "above" : "below"].push(other);
    else if (other.kind === "term") sides.names.push(other);
    else sides[LEFT.has(edge.kind) ? "left" : "right"].push(other);
  }
  for (const name of namesOf[selected.id]) if (!seen.has(name.id) && !hidden.has("synonymOf")) sides.names.push(name);
  const total = Object.values(sides).reduce((sum, side) => sum + side.length, 0);
  const more = [];
  const boxes = {};
  for (const [side, around] of Object.entries(sides)) {
    around.sort((a, b) => byLabel(a.label, b.label));
    const room = total <= MOST_AROUND ? total : Math.max(6, Math.floor((MOST_AROUND * around.length) / total));
    boxes[side] = around.slice(0, room).map((node) => boxFor(node));
    if (around.length > room) more.push({ side, count: around.length - room });
  }
  const inner = middle.width / 2 + 110;
  const reach = Math.max(stack(boxes.left, -inner, -1), stack([...boxes.names, ...boxes.right], inner, 1, boxes.names.length));
  shelve(boxes.above, -1, inner, reach, middle.height);
  shelve(boxes.below, 1, inner, reach, middle.height);
  Object.values(boxes).flat().forEach((item) => items.set(item.id, item));
  const edges = data.edges.filter(
    (e) => items.has(e.from) && items.has(e.to) && !hidden.has(e.kind) &&
      [e.from, e.to].some((id) => id === selected.id || nodes[id].of === selected.id),
  );
  return { look: "focus", items, edges, islands: [], more };
}

/** Stack boxes beside the middle, outwards in columns; return how far up and down they reach. */
function stack(boxes, inner, direction, gapAfter = -1) {
  const perColumn = Math.max(9, Math.ceil(boxes.length / 2));
  let x = inner;
  let reach = 0;
  for (let first = 0; first < boxes.length; first += perColumn) {
    const column = boxes.slice(first, first + perColumn);
    const gap = gapAfter > first && gapAfter < first + column.length ? 16 : 0;
    let y = -(column.reduce((sum, item) => sum + item.height + 8, gap) - 8) / 2;
    reach = Math.max(reach, -y);
    column.forEach((item, index) => {
      if (gap && first + index === gapAfter) y += gap;
      moveBox(item, x + (direction * item.width) / 2, y + item.height / 2);
      y += item.height + 8;
    });
    x += direction * (Math.max(...column.map((item) => item.width)) + 28);
  }
  return reach;
}

/** Put boxes in rows above (-1) or below (1) the middle, beyond the stacks where they are too wide to stand between. */
function shelve(boxes, direction, inner, reach, height) {
  const rows = [];
  const total = boxes.reduce((sum, item) => sum + item.width + 12, 0);
  const widest = total <= 2 * inner - 60 ? total : Math.max(640, Math.sqrt(total * 130));
  for (const item of boxes) {
    const row = rows.at(-1);
    if (row && row.width + item.width <= widest) {
      row.items.push(item);
      row.width += item.width + 12;
    } else rows.push({ items: [item], width: item.width + 12 });
  }
  const between = rows.every((row) => row.width <= 2 * inner - 40);
  let y = direction * (between ? Math.max(height / 2 + 62, Math.min(reach, 110)) : Math.max(reach, height / 2) + 62);
  for (const row of rows) {
    let x = -(row.width - 12) / 2;
    const tallest = Math.max(...row.items.map((item) => item.height));
    for (const item of row.items) {
      moveBox(item, x + item.width / 2, y + (direction * tallest) / 2);
      x += item.width + 12;
    }
    y += direction * (tallest + 14);
  }
}

/** The box around all items. */
function boundsOf(scene) {
  const all = [...scene.items.values(), ...scene.islands];
  const most = (key, pick) => pick(...all.map((item) => item[key]));
  return { left: most("left", Math.min), top: most("top", Math.min), right: most("right", Math.max), bottom: most("bottom", Math.max) };
}
