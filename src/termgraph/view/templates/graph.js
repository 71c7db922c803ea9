// Draws a scene with vis-network: lines and view are its work, dots, boxes and labels are painted here, as text only.

const canvas = document.getElementById("canvas");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SMALLEST = 0.72;
const LARGEST = 1.2;

let theme = readTheme();
let scene = { items: new Map(), edges: [], islands: [], more: [] };
let selectedId = null;
let hoveredId = null;
let near = new Set();
let moved = false;

// Before the drawing is as large as it will be.
if (matchMedia("(max-width: 760px)").matches) document.getElementById("legend").open = false;

const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
const network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, {
  physics: false,
  autoResize: false,
  layout: { improvedLayout: false },
  interaction: { selectable: false, dragNodes: false, hover: false, tooltipDelay: 1e9, zoomSpeed: 0.6 },
  nodes: { shape: "custom", ctxRenderer: paintNode, chosen: false },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, endPointOffset: { to: -2 } },
});
new ResizeObserver(() => {
  if (!canvas.clientWidth) return;
  network.setSize("100%", "100%");
  network.redraw();
  if (!moved && scene.items.size) fit(false);
}).observe(canvas);
network.on("beforeDrawing", paintGround);
network.on("afterDrawing", paintLabels);
network.on("dragStart", () => (moved = true));
network.on("zoom", () => (moved = true));
network.on("click", ({ pointer }) => onPick(itemAt(pointer.canvas)));
canvas.addEventListener("mousemove", (event) => {
  const box = canvas.getBoundingClientRect();
  hover(itemAt(network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top })));
});
canvas.addEventListener("mouseleave", () => hover(null));

let onPick = () => {};

/** The colours of style.css, which knows light from dark. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  const branches = Array.from({ length: 10 }, (_, n) => value(`branch-${n}`));
  const kinds = Object.fromEntries(Object.keys(data.kinds).map((kind) => [kind, value(kind)]));
  return { ink: value("ink"), soft: value("soft"), paper: value("paper"), card: value("card"), accent: value("accent"), misnomer: value("misnomer"), branches, kinds };
}

const branchColor = (node) => theme.branches[node.branch % theme.branches.length];

/** How much a node stands out: 1, or little where something else is selected. */
const strengthOf = (id) => (selectedId === null || scene.look === "focus" || near.has(id) ? 1 : 0.2);

function paintGround(ctx) {
  for (const island of scene.islands) {
    ctx.beginPath();
    ctx.roundRect(island.left, island.top, island.right - island.left, island.bottom - island.top, 8);
    ctx.fillStyle = island.branch === null ? theme.soft : theme.branches[island.branch % theme.branches.length];
    ctx.globalAlpha = selectedId === null ? 0.09 : 0.05;
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** vis asks for a node: here it gets the dot or the box; labels follow when all lines are drawn. */
function paintNode({ ctx, id, x, y }) {
  const item = scene.items.get(id);
  const size = item.look === "dot" ? { width: 12, height: 12 } : { width: item.width, height: item.height };
  return {
    drawNode() {
      ctx.globalAlpha = strengthOf(id);
      if (item.look === "dot") paintDot(ctx, item, x, y);
      else paintBox(ctx, item);
      ctx.globalAlpha = 1;
    },
    nodeDimensions: size,
  };
}

function paintDot(ctx, item, x, y) {
  const { node } = item;
  ctx.beginPath();
  if (node.misnomer) {
    ctx.moveTo(x, y - 6.5);
    ctx.lineTo(x + 6.5, y);
    ctx.lineTo(x, y + 6.5);
    ctx.lineTo(x - 6.5, y);
    ctx.closePath();
  } else ctx.arc(x, y, node.kind === "term" ? 2.6 : item.strong ? 5.5 : 4.2, 0, 2 * Math.PI);
  ctx.fillStyle = node.misnomer ? theme.misnomer : node.kind === "term" ? theme.kinds.synonymOf : branchColor(node);
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.paper;
  ctx.stroke();
}

function paintBox(ctx, item) {
  const { node } = item;
  const isSelected = item.id === selectedId;
  ctx.beginPath();
  ctx.roundRect(item.left, item.top, item.width, item.height, node.kind === "term" ? 12 : 6);
  ctx.fillStyle = isSelected ? theme.accent : theme.card;
  ctx.fill();
  ctx.lineWidth = node.misnomer || item.id === hoveredId ? 2 : 1.4;
  ctx.strokeStyle = node.misnomer ? theme.misnomer : node.kind === "term" ? theme.kinds.synonymOf : branchColor(node);
  ctx.stroke();
}

function paintLabels(ctx) {
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const item of scene.items.values()) {
    ctx.globalAlpha = item.node.deprecated ? 0.6 * strengthOf(item.id) : strengthOf(item.id);
    const isSelected = item.id === selectedId;
    const boxed = item.look === "box";
    ctx.font = fontOf({ ...item, strong: item.strong || isSelected });
    ctx.textAlign = boxed ? "center" : "left";
    ctx.fillStyle = isSelected ? (boxed ? theme.paper : theme.accent) : item.node.misnomer ? theme.misnomer : item.id === hoveredId ? theme.accent : theme.ink;
    const step = item.size + 2;
    const x = boxed ? item.x : item.x + LABEL_OFFSET;
    const first = boxed ? item.y - ((item.lines.length - 1) * step) / 2 : item.y;
    item.lines.forEach((line, index) => {
      if (!boxed) {
        ctx.lineWidth = 3.5;
        ctx.strokeStyle = theme.paper;
        ctx.strokeText(line, x, first + index * step);
      }
      ctx.fillText(line, x, first + index * step + 0.5);
    });
  }
  ctx.globalAlpha = 1;
}

/** How a line looks: telling where it touches what is selected or pointed at, else a hint, or nothing. */
function lineStyle(edge) {
  const kind = data.kinds[edge.kind];
  const focal = hoveredId !== null && selectedId === null ? [hoveredId] : [selectedId];
  const touches = focal.some((id) => id !== null && [edge.from, edge.to].some((end) => end === id || nodes[end].of === id));
  const isTree = edge.kind === "broader" || edge.kind === "synonymOf" || edge.kind === "abbreviationOf";
  const strong = scene.look === "focus" || touches;
  const opacity = strong ? 1 : selectedId !== null ? (isTree ? 0.16 : 0) : isTree ? 0.55 : 0.2;
  const inTree = scene.look === "map" && isTree;
  const many = scene.look === "focus" && scene.edges.filter((other) => other.kind === edge.kind).length > 14;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    hidden: opacity === 0,
    color: { color: theme.kinds[edge.kind], opacity: many ? 0.4 : opacity, inherit: false },
    width: many ? 1 : strong ? 2 : inTree ? 1.3 : 1,
    dashes: kind.dashes.length ? kind.dashes : false,
    arrows: kind.arrow && strong && (!inTree || edge.kind === "broader") ? { to: { enabled: true, scaleFactor: 0.55 } } : "",
    smooth: { enabled: true, ...courseOf(edge, inTree) },
  };
}

/** The course of a line: as in a tree, out to the left between terms below each other, or from box to box. */
function courseOf(edge, inTree) {
  if (inTree) return { type: "horizontal", roundness: 0.9 };
  const [from, to] = [scene.items.get(edge.from), scene.items.get(edge.to)];
  if (scene.look === "focus") {
    const upright = edge.kind === "broader";
    return { type: "cubicBezier", forceDirection: upright ? "vertical" : "horizontal", roundness: 0.5 - 0.3 * edge.bend };
  }
  const near = Math.abs(from.x - to.x) < 60;
  const clockwise = near ? from.y > to.y : edge.bend % 2 === 0;
  return { type: clockwise ? "curvedCW" : "curvedCCW", roundness: (near ? 0.3 : 0.14) + 0.1 * edge.bend };
}

/** Show a scene with one node selected, or none. */
function show(next, selected) {
  // vis draws at every change: what it still has must be in the scene.
  visEdges.clear();
  visNodes.clear();
  scene = next;
  selectedId = selected ? selected.id : null;
  near = new Set(selected ? [selected.id] : []);
  if (selected) for (const end of [selected, ...namesOf[selected.id]]) {
    for (const edge of edgesOf[end.id]) if (scene.edges.includes(edge)) near.add(edge.from).add(edge.to);
  }
  visNodes.add([...scene.items.values()].map(({ id, x, y }) => ({ id, x, y })));
  visEdges.add(scene.edges.map(lineStyle));
}

function restyle() {
  visEdges.update(scene.edges.map(lineStyle));
  network.redraw();
}

function itemAt({ x, y }) {
  for (const item of scene.items.values()) {
    if (x >= item.left - 3 && x <= item.right + 3 && y >= item.top - 2 && y <= item.bottom + 2) return item;
  }
  return null;
}

function hover(item) {
  const id = item ? item.id : null;
  if (id === hoveredId) return;
  hoveredId = id;
  canvas.classList.toggle("over", id !== null);
  restyle();
}

function moveTo(position, scale, smoothly = true) {
  const animation = smoothly && !calm.matches ? { duration: 260, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position, scale, animation });
}

/** Show all of the scene if it can be read at that size, else its beginning with what is selected, or the middle. */
function fit(smoothly = true) {
  const box = boundsOf(scene);
  const [width, height] = [canvas.clientWidth - 24, canvas.clientHeight - 20];
  const wanted = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
  const scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
  let x = (box.left + box.right) / 2;
  let y = (box.top + box.bottom) / 2;
  if (scene.look === "map") {
    x = Math.min(x, box.left + width / scale / 2);
    y = Math.min(y, box.top + height / scale / 2);
    const item = scene.items.get(selectedId);
    if (item) {
      x = Math.min(Math.max(x, item.right - width / scale / 2), item.left + width / scale / 2);
      y = Math.min(Math.max(y, item.bottom - height / scale / 2), item.top + height / scale / 2);
    }
  } else if (scale > wanted) [x, y] = [0, 0];
  moved = false;
  moveTo({ x, y }, scale, smoothly);
}

/** Bring a node into view if it is not: the rest stays where it is as far as possible. */
function reveal(id) {
  const item = scene.items.get(id);
  if (!item) return;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  const margin = 24;
  const into = (low, high, from, to) => (low < from + margin ? low - from - margin : high > to - margin ? high - to + margin : 0);
  const dx = into(item.left, item.right, corner.x, far.x);
  const dy = into(item.top, item.bottom, corner.y, far.y);
  if (dx || dy) {
    const { x, y } = network.getViewPosition();
    moveTo({ x: x + dx, y: y + dy }, network.getScale());
  }
}

function zoomBy(factor) {
  moved = true;
  moveTo(network.getViewPosition(), Math.min(4, Math.max(0.15, network.getScale() * factor)));
}

/** The item that lies nearest to another in the direction (dx, dy). */
function nextItem(id, dx, dy) {
  const from = scene.items.get(id);
  let best = null;
  let least = Infinity;
  for (const item of scene.items.values()) {
    const [x, y] = [item.x - from.x, item.y - from.y];
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    if (along > 1 && along + 2.5 * across < least) [best, least] = [item, along + 2.5 * across];
  }
  return best;
}
