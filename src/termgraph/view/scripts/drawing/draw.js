// Draws a scene with vis-network: it gives pan, zoom and lines; boxes, dots and labels are painted here, as
// text only.

import { within } from "./camera.js";
import { around, itemAt, shifted, touching } from "./items.js";
import { route } from "./lines.js";
import { captionsOf, groundsOf, marksOf } from "./marks.js";
import { mirrorOf } from "./mirror.js";
import { paintBox, paintDot, paintGround, paintLabel } from "./paint.js";
import { contextOf, strokeOf } from "./strokes.js";
import { createTravel } from "./travel.js";

const SMALLEST = 0.75;
/** Where one has to move about anyway, on a narrow screen, it may as well be read with ease. */
const SMALLEST_NARROW = 0.85;
const NARROW = 620;
/** On a somewhat wider one, or a page zoomed to 200 %, all is laid out at its side and is to be seen. */
const SMALLEST_MEDIUM = 0.66;
const MEDIUM = 760;
/** Of three steps one wants to see the whole, and comes nearer to read. */
const SMALLEST_DEEP = 0.62;
const LARGEST = 1.2;
/** A slide fills the screen that it is shown on, and is seen whole. */
const LARGEST_SLIDE = 3;
const SMALLEST_SLIDE = 0.5;
/** On a large screen, which is looked at from farther away, all is larger: for so many pixels once. */
const LARGE_SCREEN = 900;
const LARGEST_THERE = 1.6;
const GLIDE = 280;
/** A pointer that has travelled so many pixels drags, and does not click. */
const SLOP = 5;
/** How large vis thinks a dot is, at which a line ends, and a point; not 0, by which it would divide. */
const SIZE_OF_DOT = 6;
const SIZE_OF_POINT = 0.005;

/**
 * A drawing in an element of the page.
 *
 * @param {object} parts `vis` the library; `onPick(item | null, {onTag})`, `onHover(item | null)`,
 *   `onDrag(item)`; `isMirrored`: what begins on the left in the scene is to begin on the right.
 */
export function createDrawing({ holder, vis, kinds, theme, isMirrored, onPick, onHover, onDrag }) {
  const mirror = mirrorOf(isMirrored);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let colors = theme;
  let scene = null;
  let status = { selected: null, cursor: null, hovered: null };
  let marks = new Map();
  let grounds = [];
  let captions = [];
  let moved = false;
  let glides = false;
  let held = null;
  let filled = "";
  let context = null;

  const network = new vis.Network(
    holder,
    { nodes, edges },
    {
      physics: false,
      autoResize: false,
      layout: { improvedLayout: false },
      interaction: {
        selectable: false,
        dragNodes: false,
        hover: false,
        tooltipDelay: 1e9,
        zoomSpeed: 0.6,
        keyboard: false,
      },
      nodes: { shape: "custom", ctxRenderer: () => ({}), chosen: false },
      edges: {
        chosen: false,
        selectionWidth: 0,
        hoverWidth: 0,
        arrowStrikethrough: false,
        endPointOffset: { to: -1 },
      },
    },
  );
  // The keys are those of what holds the drawing: nobody has to stop here a second time.
  holder.querySelector(".vis-network")?.removeAttribute("tabindex");
  network.on("beforeDrawing", (ctx) => {
    for (const ground of grounds) paintGround(ctx, ground);
  });
  network.on("afterDrawing", (ctx) => {
    if (travel.isUnderWay) paintVeil(ctx);
    const seen = [...travel.marksGone(), ...inView()];
    for (const { boxes } of seen) for (const box of boxes) paintBox(ctx, box);
    for (const { dots } of seen) for (const dot of dots) paintDot(ctx, dot);
    const shown = travel.shown();
    for (const caption of captions) paintLabel(ctx, { ...caption, opacity: caption.opacity * shown }, colors.font);
    for (const { labels } of seen) for (const label of labels) paintLabel(ctx, label, colors.font);
  });
  network.on("animationFinished", () => (glides = false));
  network.on("zoom", () => (moved = true));
  network.on("dragStart", () => (moved = true));
  network.on("click", ({ pointer }) => pickAt(mirror.point(pointer.canvas)));

  const travel = createTravel({ onFrame: () => network.redraw(), isCalm: () => calm.matches });
  // Who takes hold of the drawing does not have to wait.
  for (const type of ["pointerdown", "wheel"]) holder.addEventListener(type, () => travel.end(), { capture: true, passive: true });

  // What is dragged is moved here: vis would take hold of the points in which lines end.
  holder.addEventListener("pointerdown", takeHold, true);
  holder.addEventListener("pointermove", (event) => {
    if (held) drag(event);
    else if (event.pointerType !== "touch" && scene) onHover(itemAt(scene.items.values(), toScene(event)));
  });
  holder.addEventListener("pointerup", letGo);
  holder.addEventListener("pointercancel", letGo);
  holder.addEventListener("pointerleave", () => onHover(null));

  function pickAt(place) {
    const item = scene && itemAt(scene.items.values(), place);
    onPick(item, {
      onTag: Boolean(item?.tag) && isOnTag(item, place),
      onPin: Boolean(item?.pinned) && isOnPin(item, place),
    });
  }

  /** Take hold of the item under a mouse. A finger moves the view, wherever it is put down. */
  function takeHold(event) {
    if (event.pointerType === "touch" || event.button || scene?.look !== "focus") return;
    const place = toScene(event);
    const item = itemAt(scene.items.values(), place, 0);
    if (!item) return;
    event.stopPropagation();
    holder.setPointerCapture(event.pointerId);
    held = { item, place, from: { x: item.x, y: item.y }, hasMoved: false };
  }

  function drag(event) {
    const { item, place, from } = held;
    const { x, y } = toScene(event);
    if (!held.hasMoved && Math.hypot(x - place.x, y - place.y) * network.getScale() < SLOP) return;
    held.hasMoved = true;
    item.moved = true;
    moveTogether(item, from.x + x - place.x, from.y + y - place.y);
  }

  /** Move an item with its node and the lines that lead to it. */
  function moveTogether(item, x, y) {
    shifted([item], x - item.x, y - item.y);
    marks.set(item.id, seenOf(item));
    nodes.update({ id: item.id, x: mirror.x(x), y });
    reroute();
  }

  function letGo(event) {
    if (!held) return;
    const { item, hasMoved } = held;
    held = null;
    if (hasMoved) onDrag(item);
    else if (event.type === "pointerup") pickAt(toScene(event));
  }

  const toScene = (event) => {
    const box = holder.getBoundingClientRect();
    return mirror.point(network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }));
  };

  /** The marks of an item as they are seen. */
  const seenOf = (item, paints = colors) => mirror.marks(marksOf(item, scene, status, paints));

  /** A point as vis wants it. All that is to be seen there is painted here. */
  const nodeOf = ({ id, x, y, look }) => ({ id, x: mirror.x(x), y, size: look === "dot" ? SIZE_OF_DOT : SIZE_OF_POINT });

  /** The part of the scene that is in view. */
  function windowed() {
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight });
    return mirror.extent({ left: low.x, top: low.y, right: high.x, bottom: high.y });
  }

  /** Lines, which vis draws, appear below a veil that is lifted. */
  function paintVeil(ctx) {
    const { left, top, right, bottom } = mirror.extent(windowed());
    ctx.globalAlpha = 1 - travel.shown();
    ctx.fillStyle = colors.paper;
    ctx.fillRect(left, top, right - left, bottom - top);
    ctx.globalAlpha = 1;
  }

  /** The marks of the items that are in view. */
  function inView() {
    const window = windowed();
    // vis draws also while a scene is being changed.
    return [...marks]
      .filter(([id]) => scene.items.has(id) && (travel.isUnderWay || touching(scene.items.get(id), window, 8)))
      .map(([id, mark]) => travel.marksNow(id, mark));
  }

  /** A line as vis wants it. */
  function lineOf(segment, paints = colors) {
    const { id, from, to, kind, course, bend } = segment;
    const { opacity, width, hasArrow } = strokeOf(segment, scene, status, context);
    const dashes = kinds[kind]?.dashes ?? [];
    return {
      id,
      from,
      to,
      width,
      hidden: opacity === 0,
      color: { color: paints.kinds[kind] ?? (kind === "gist" ? paints.ink : paints.soft), opacity, inherit: false },
      dashes: dashes.length ? dashes : false,
      arrows: hasArrow ? { to: { enabled: true, scaleFactor: 0.5 } } : "",
      smooth: smoothness(mirror.course(course), bend),
    };
  }

  function restyle(next = status, nextTheme = colors) {
    status = next;
    colors = nextTheme;
    if (!scene) return;
    context = contextOf(scene, status);
    marks = new Map();
    for (const item of scene.items.values()) marks.set(item.id, seenOf(item));
    grounds = groundsOf(scene, status, colors).map(mirror.box);
    captions = captionsOf(scene, colors).map(mirror.label);
    edges.update(scene.segments.map((segment) => lineOf(segment)));
    network.redraw();
  }

  /** Show a scene. `keep`: it is the same one, with more or less in it. */
  function show(next, nextStatus, { keep = false } = {}) {
    fillHolder();
    // vis draws at every change: what it still has must be in the scene.
    edges.clear();
    nodes.clear();
    travel.end();
    scene = next;
    status = nextStatus;
    held = null;
    context = contextOf(scene, status);
    marks = new Map();
    for (const item of scene.items.values()) marks.set(item.id, seenOf(item));
    nodes.add([...scene.items.values(), ...scene.joints.values(), ...scene.ports.values()].map(nodeOf));
    if (!keep) moved = false;
    restyle();
  }

  /** Where everything is in the holder now, with its marks. */
  function seenNow() {
    return new Map([...scene.items.values()].map((item) => {
      const [dx, dy] = travel.offset(item.id);
      return [item.id, { item, marks: marks.get(item.id), at: network.canvasToDOM({ x: mirror.x(item.x) + dx, y: item.y + dy }) }];
    }));
  }

  /** Let all travel from where it was seen before. */
  function travelFrom(seen) {
    const came = new Map();
    const gone = [];
    for (const [id, { item, marks: old, at }] of seen) {
      const from = network.DOMtoCanvas(at);
      const now = scene.items.get(id);
      if (now) came.set(id, [from.x - mirror.x(now.x), from.y - now.y]);
      else gone.push({ marks: old, dx: from.x - mirror.x(item.x), dy: from.y - item.y });
    }
    if (came.size) travel.begin(came, gone);
    else travel.end();
  }

  /** Let the lines follow what has been moved. */
  function reroute() {
    route(scene);
    nodes.update([...scene.joints.values(), ...scene.ports.values()].map(nodeOf));
    const lines = scene.segments.map((segment) => lineOf(segment));
    const known = new Set(lines.map(({ id }) => id));
    edges.remove(edges.getIds().filter((id) => !known.has(id)));
    edges.update(lines);
  }

  const middleInView = () => mirror.point(network.getViewPosition());

  const glide = (smoothly) =>
    smoothly && !calm.matches ? { duration: GLIDE, easingFunction: "easeInOutQuad" } : false;
  function moveTo(position, scale, smoothly = true) {
    const animation = glide(smoothly);
    network.moveTo({ position: mirror.point(position), scale, animation });
    // Only now: a glide that was under way has been ended by this one.
    if (animation) glides = true;
  }

  /** How much room there is for a scene. */
  const room = () => [within(holder.clientWidth, 14), within(holder.clientHeight, 12)];

  const smallest = (box, { isStacked, look, depth } = scene) => {
    // What is stacked is laid out for the width that there is, but for a very long word.
    if (isStacked) return Math.min(1, room()[0] / (box.right - box.left));
    const { clientWidth: width } = holder;
    if (look === "story") return SMALLEST_SLIDE;
    if (depth > 2) return SMALLEST_DEEP;
    return width < NARROW ? SMALLEST_NARROW : width < MEDIUM ? SMALLEST_MEDIUM : SMALLEST;
  };

  /** Whether all of a scene can be read at once. */
  function hasRoomFor(other) {
    const box = extentOf(other);
    const [width, height] = room();
    return Math.min(width / (box.right - box.left), height / (box.bottom - box.top)) >= smallest(box, other);
  }

  /**
   * Show all of the scene if it can be read at that size, else its beginning with what is selected, or the
   * middle.
   */
  function fit(smoothly = true) {
    if (!scene) return;
    const box = extentOf(scene);
    const [width, height] = room();
    if (!width || !height) return;
    const wanted = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
    const largest = scene.look === "story" ? LARGEST_SLIDE : Math.min(Math.max(LARGEST, width / LARGE_SCREEN), LARGEST_THERE);
    const scale = Math.min(largest, Math.max(smallest(box), wanted));
    let x = (box.left + box.right) / 2;
    let y = (box.top + box.bottom) / 2;
    if (scene.look === "map") {
      x = Math.min(x, box.left + width / scale / 2);
      y = Math.min(y, box.top + height / scale / 2);
    }
    const item = scene.look === "map" ? scene.items.get(status.selected) : scene.items.get(scene.center);
    if (item && scale > wanted) {
      // As much as there is room for, with what matters most in the middle as far as there is something
      // around it.
      const middle = (low, high, room, at) =>
        high - low <= room ? (low + high) / 2 : Math.min(Math.max(at, low + room / 2), high - room / 2);
      x = middle(box.left, box.right, width / scale, (item.left + item.right) / 2);
      // What is stacked is read from the top, where that leaves it in view.
      const isNearTop = scene.isStacked && item.bottom - box.top <= height / scale;
      y = middle(box.top, box.bottom, height / scale, isNearTop ? box.top : item.y);
    }
    moved = false;
    moveTo({ x, y }, scale, smoothly);
  }

  /** Show all if that can be read, else what has come. */
  function widen(ids) {
    const box = extentOf(scene);
    const [width, height] = room();
    const wanted = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
    if (wanted >= smallest(box)) fit();
    else reveal(ids);
  }

  /** Bring items into view if they are not: the rest stays where it is as far as possible. */
  function reveal(ids, smoothly = true) {
    const items = ids.map((id) => scene?.items.get(id)).filter(Boolean);
    if (!items.length) return;
    const box = around(items);
    const seen = windowed();
    const margin = 20;
    const into = (low, high, from, to) =>
      low < from + margin
        ? low - from - margin
        : high > to - margin
          ? Math.min(high - to + margin, low - from - margin)
          : 0;
    const dx = into(box.left, box.right, seen.left, seen.right);
    const dy = into(box.top, box.bottom, seen.top, seen.bottom);
    if (!dx && !dy) return;
    const { x, y } = middleInView();
    moveTo({ x: x + dx, y: y + dy }, network.getScale(), smoothly);
  }

  function zoomBy(factor) {
    moved = true;
    moveTo(middleInView(), Math.min(4, Math.max(0.15, network.getScale() * factor)));
  }

  /** Let the canvas be as large as what holds it, which may have been hidden when it changed. */
  function fillHolder() {
    const size = `${holder.clientWidth} ${holder.clientHeight}`;
    if (size === filled || !holder.clientWidth || !holder.clientHeight) return false;
    filled = size;
    network.setSize("100%", "100%");
    network.redraw();
    return true;
  }

  function resize() {
    if (fillHolder()) settle(false);
  }

  /** Show all again, unless the reader looks at a part of it. */
  function settle(smoothly = true) {
    if (!moved) fit(smoothly);
  }

  /** What is drawn, in plain numbers, in other colours where such are given. */
  function description(paints = colors) {
    const marks = [...scene.items.values()].map((item) => seenOf(item, paints));
    const box = mirror.extent(extentOf(scene));
    const margin = 16;
    const [dx, dy] = [margin - box.left, margin - box.top];
    const at = ([x, y]) => [x + dx, y + dy];
    const place = (mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy });
    const every = (key) => marks.flatMap((mark) => mark[key]).map(place);
    return {
      look: scene.look,
      width: box.right - box.left + 2 * margin,
      height: box.bottom - box.top + 2 * margin,
      background: paints.paper,
      font: paints.font,
      grounds: groundsOf(scene, status, paints).map(mirror.box).map(place),
      lines: scene.segments.flatMap((segment) => drawnLine(segment, at, paints)),
      boxes: every("boxes"),
      dots: every("dots"),
      labels: [...captionsOf(scene, paints).map(mirror.label).map(place), ...every("labels")],
    };
  }

  /** The course of a line as vis has drawn it. */
  function drawnLine(segment, at, paints) {
    const edge = network.body.edges[segment.id];
    const look = lineOf(segment, paints);
    if (!edge || look.hidden) return [];
    const { edgeType: type } = edge;
    const via = type.getViaNode();
    // While it draws, vis lets a line end before the head of its arrow; here it is asked where the head
    // itself is.
    Object.assign(type, { fromPoint: type.from, toPoint: type.to });
    let end = [type.to.x, type.to.y];
    let arrow = null;
    if (look.arrows) {
      const head = type.getArrowData(
        network.canvas.getContext(),
        "to",
        via,
        false,
        false,
        edge.getFormattingValues(),
      );
      arrow = { size: head.length, angle: head.angle };
      [arrow.x, arrow.y] = at([head.point.x, head.point.y]);
      end = [head.core.x, head.core.y];
    }
    const between = (Array.isArray(via) ? via : via ? [via] : []).map(({ x, y }) => at([x, y]));
    return {
      from: segment.from,
      to: segment.to,
      kind: segment.kind,
      path: [at([type.from.x, type.from.y]), ...between, at(end)],
      color: look.color.color,
      opacity: look.color.opacity,
      width: look.width,
      dash: look.dashes || [],
      arrow,
    };
  }

  return {
    show,
    restyle,
    reroute,
    fit,
    widen,
    reveal,
    zoomBy,
    hasRoomFor,
    resize,
    settle,
    description,
    seenNow,
    travelFrom,
    isAtRest: () => !glides && !travel.isUnderWay,
    get scene() {
      return scene;
    },
    /** Where an item is in the window now. */
    boxOf(item) {
      const box = holder.getBoundingClientRect();
      const { left, top, right, bottom } = mirror.extent(item);
      const [dx, dy] = travel.offset(item.id);
      const low = network.canvasToDOM({ x: left + dx, y: top + dy });
      const high = network.canvasToDOM({ x: right + dx, y: bottom + dy });
      return { left: box.left + low.x, top: box.top + low.y, right: box.left + high.x, bottom: box.top + high.y };
    },
  };
}

/** The box around all that is drawn. */
function extentOf({ items, joints, captions, islands }) {
  const points = [...joints.values()].map(({ x, y }) => ({
    left: x - 4,
    right: x + 4,
    top: y - 4,
    bottom: y + 4,
  }));
  return around([...items.values(), ...captions, ...islands, ...points]);
}

const isOnTag = (item, { x }) => x >= item.right - item.tagWidth - 2;
const isOnPin = (item, { x, y }) => Math.hypot(x - item.left, y - item.top) < 10;

/** The course of a line in vis's words. */
function smoothness(course, bend) {
  switch (course) {
    case "straight":
      return { enabled: false };
    case "tree":
      return { enabled: true, type: "horizontal", roundness: 0.9 };
    case "clockwise":
    case "counterclockwise":
      return { enabled: true, type: course === "clockwise" ? "curvedCW" : "curvedCCW", roundness: bend };
    default:
      return {
        enabled: true,
        type: "cubicBezier",
        forceDirection: course,
        roundness: Math.max(0.1, 0.5 - 0.3 * bend),
      };
  }
}
