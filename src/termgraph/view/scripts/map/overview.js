// The whole map on a plain canvas: thousands of dots and lines in a few strokes, the labels that fit, more as
// one zooms in.

import { createCamera, within } from "../drawing/camera.js";
import {
  batchesOf,
  boundsOfBranch,
  conceptAt,
  conceptTowards,
  fieldOf,
  labelsFor,
  linesOf,
  MOST_DRAWN,
} from "./field.js";
import { boundsOfGroup, groundNames } from "./grounds.js";
import { paintDot, paintLabel } from "../drawing/paint.js";
import { branchColor, textWidth } from "../page/theme.js";

const MARGIN = 26;
/** In motion so many lines at most are drawn. */
const MOST_IN_MOTION = 2500;
/**
 * So many lines that run across the branches are drawn, where the terms in view are so far from each other,
 * in pixels.
 */
const MOST_ACROSS = 260;
const ROOMY = 20;
/** Where terms are so near to each other, lines to those with nothing below them are left out. */
const DENSE = 4.5;
/** Up to so many dots are round; of more, a pixel or two wide, nobody sees the corners. */
const MOST_ROUND = 8000;
const CLOSEST = 170;
const LEGIBLE = 34;
/** Where more than these match, nothing stands out by it; of fewer, so many have their labels first. */
const MOST_LIT = 3000;
const MOST_LIT_LABELS = 40;
/** So many of those that are used most have their labels first, where somebody has counted. */
const MOST_USED_LABELS = 20;
/** How much is seen of what does not stand out where something does. */
const DIM = 0.25;
const REACH = { mouse: 9, pen: 12, touch: 22 };

/**
 * The overview in an element of the page.
 *
 * @param {object} parts `onPick(concept or -1)`, `onGroup(group)`; `onPoint(concept or -1, where it is in the window)`;
 *   `onRest()` is called when the view has come to rest.
 */
export function createOverview({ model, holder, theme, onPick, onGroup, onPoint, onRest }) {
  const canvas = holder.appendChild(document.createElement("canvas"));
  canvas.setAttribute("aria-hidden", "true");
  const ctx = canvas.getContext("2d", { alpha: false });
  const field = fieldOf(model);
  const { xs, ys, weights, depths, size } = field;
  const lines = linesOf(model, field);
  const batches = batchesOf(field);
  const oftenUsed = model.oftenUsed(MOST_USED_LABELS);
  const misnomers = lines.everything.filter((i) => model.isMisnomer(i));
  let colors = theme;
  let what = { hidden: new Set(), selected: -1, group: -1, isAllowed: null };
  let labels = [];
  let hovered = -1;
  let hoveredGroup = -1;
  /** What matches a search that is being typed, null where none is; and what stands out for that or as selected. */
  let matches = null;
  let lit = null;
  let ratio = 1;
  let cameFrom = null;
  /**
   * What is worked out for each painting: whether all levels are drawn, how many concepts are in view, which
   * lines are not drawn.
   */
  let isComplete = true;
  let inView = 0;
  let undrawn = 0;

  const camera = createCamera({
    element: canvas,
    limits: () => [Math.min(viewOf(field.whole).scale * 0.6, closest), closest],
    onFrame: paint,
    onRest,
    onClick: (place, type) => {
      const group = groupUnder(place);
      if (group >= 0) onGroup(group);
      else onPick(conceptUnder(place, REACH[type] ?? REACH.mouse));
    },
    onPoint: (place) => point(place ? conceptUnder(place, REACH.mouse) : -1, place ? groupUnder(place) : -1),
  });
  const { view } = camera;
  const { count, number, say } = model.words;
  const closest = CLOSEST / field.spacing;

  const toX = (i) => (xs[i] - view.x) * view.scale + view.width / 2;
  const toY = (i) => (ys[i] - view.y) * view.scale + view.height / 2;
  const isDrawn = (i) => isComplete || depths[i] < field.levels.shown || i === what.selected;
  const isFaint = (i) => (what.isAllowed === null ? model.isAuxiliary(i) : !what.isAllowed(i));
  const room = () => field.spacing * view.scale;

  const isDim = (i) => lit !== null && !lit.has(i);

  /** Find what stands out: what matches a search or, around what is selected, all that a line leads to. */
  function light() {
    const { selected, hidden } = what;
    const around = () => model.neighbours(selected).filter(({ kind }) => !hidden.has(kind)).map(({ to }) => to);
    lit = matches ?? (selected < 0 ? null : new Set([selected, ...around()]));
    if (lit && lit.size > MOST_LIT) lit = null;
  }

  /** Whether a concept lies in view, or up to `margin` pixels beside it. */
  function seeing(margin = 0) {
    const [width, height] = [(view.width / 2 + margin) / view.scale, (view.height / 2 + margin) / view.scale];
    const [left, right, top, bottom] = [view.x - width, view.x + width, view.y - height, view.y + height];
    return (i) => xs[i] >= left && xs[i] <= right && ys[i] >= top && ys[i] <= bottom;
  }

  function resize() {
    const { clientWidth: width, clientHeight: height } = holder;
    if (!width || !height) return;
    ratio = devicePixelRatio || 1;
    const isFirst = !view.width;
    Object.assign(view, { width, height });
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    if (isFirst || !camera.wasMoved) {
      fit(false);
      cameFrom = null;
      if (what.selected >= 0) reveal(what.selected);
      else if (what.group >= 0) showGroup(what.group, false);
    }
    paint();
  }

  /** The view that shows a part of the plane. */
  function viewOf({ left, top, right, bottom }) {
    const scale = Math.min(
      within(view.width, MARGIN) / Math.max(1, right - left),
      within(view.height, MARGIN) / Math.max(1, bottom - top),
    );
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(scale, closest) };
  }

  function fit(smoothly = true) {
    if (view.width) camera.goTo(viewOf(field.whole), { smoothly, isReaders: false });
  }

  /**
   * Bring a concept into view, and so near that its label can be read. `afresh` is as if the whole map had
   * been seen before, so that an address shows the same wherever one comes from; the reader's own view stays.
   */
  function reveal(i, afresh = false) {
    if (afresh && !camera.wasMoved) {
      fit(false);
      cameFrom = null;
    }
    const scale = Math.min(closest, Math.max(view.scale, LEGIBLE / field.spacing));
    if (seeing()(i) && scale <= view.scale) return;
    leaveFor({ x: xs[i], y: ys[i], scale });
  }

  /** Bring a group into view. */
  function showGroup(group, smoothly = true) {
    if (view.width && model.groups.concepts(group).size) leaveFor(viewOf(boundsOfGroup(field, model, group)), smoothly);
  }

  function leaveFor(place, smoothly = true) {
    cameFrom ??= { to: { x: view.x, y: view.y, scale: view.scale }, isReaders: camera.wasMoved };
    camera.goTo(place, { smoothly, isReaders: false });
  }

  /** When nothing is selected any more, go back to where a concept or a group was brought into view from. */
  function comeBack() {
    if (cameFrom && !camera.wasMoved)
      camera.goTo(cameFrom.to, { smoothly: false, isReaders: cameFrom.isReaders });
    cameFrom = null;
  }

  // ---- what is drawn, for the canvas and for a file

  function prepare() {
    const sees = seeing();
    inView = 0;
    for (let i = 0; i < size; i++) if (sees(i)) inView++;
    isComplete = size <= MOST_DRAWN || inView <= MOST_DRAWN;
    labels = labelsFor(field, view, {
      textOf: (i) => model.label(i).text,
      measure: textWidth,
      before: groundNames(field.grounds, view, { textOf: (group) => model.groupLabel(group).text, measure: textWidth }),
      first: [hovered, what.selected, ...[...(lit ?? [])].slice(0, MOST_LIT_LABELS), ...oftenUsed.filter((i) => !isFaint(i))].filter((i) => i >= 0),
      isDrawn: (i) => isDrawn(i) && !isFaint(i),
      most: Math.max(12, Math.round((view.width * view.height) / 7500)),
    });
  }

  /**
   * The lines to draw, in batches `{ kind, from, to, dashes, opacity }`; what is left out of them is counted.
   */
  function lineBatches() {
    const found = [];
    undrawn = 0;
    if (!what.hidden.has(lines.tree.kind)) {
      const isDense = room() < DENSE;
      if (isDense) undrawn += size - lines.inner.from.length;
      found.push({
        ...(isDense ? lines.inner : lines.tree),
        opacity: Math.min(0.55, 0.1 + room() / 50),
      });
    }
    const sees = seeing();
    const across = lines.across.filter(({ kind }) => !what.hidden.has(kind));
    const countNear = ({ from, to }) => from.reduce((sum, a, at) => sum + Number(sees(a) || sees(to[at])), 0);
    const total =
      camera.isMoving || room() < ROOMY ? Infinity : across.reduce((sum, batch) => sum + countNear(batch), 0);
    if (total > MOST_ACROSS) undrawn += across.reduce((sum, { from }) => sum + from.length, 0);
    else
      found.push(...across.map((batch) => ({ ...batch, opacity: Math.min(0.6, 0.15 + 40 / (total + 60)) })));
    return found;
  }

  /** Call `draw` for each line of a batch that has an end in view; in motion, for only so many of them. */
  function eachLine({ from, to }, most, draw) {
    const sees = seeing();
    const stride = Math.max(1, Math.ceil(from.length / most));
    for (let at = 0; at < from.length; at += stride) {
      const a = from[at];
      const b = to[at];
      if (b >= 0 && (sees(a) || sees(b)) && isDrawn(a) && isDrawn(b)) draw(a, b);
    }
  }

  /** The radius of a dot, by how near others are and how often it is used or, where nobody counts, how much is below it. */
  function radiusOf(i) {
    const radius = Math.max(0.75, Math.min(6, room() * 0.2));
    if (model.hasUses) return radius * (0.7 + 1.8 * model.useOf(i));
    return weights[i] > 1 ? radius * Math.min(2.2, 1 + Math.log2(weights[i]) * 0.1) : radius;
  }

  const colorOf = (kind, paints = colors) => paints.kinds[kind] ?? paints.soft;

  /** A label as paint.js wants it. */
  function markOf(label, paints = colors) {
    const { concept, group = -1, text, lines: parts = [text], size: letters, bold, align, x, y } = label;
    const isFocus = concept < 0 ? group === what.group || group === hoveredGroup : concept === what.selected || concept === hovered;
    const fill = isFocus ? paints.accent : model.isMisnomer(concept) ? paints.misnomer : paints.ink;
    return {
      x,
      y,
      lines: parts,
      size: letters,
      lineHeight: label.lineHeight ?? letters + 2,
      bold: bold || isFocus,
      italic: false,
      align,
      fill,
      halo: paints.paper,
      haloWidth: bold ? 4.5 : 3.5,
      opacity: isDim(concept) && !isFocus ? 2 * DIM : 1,
      strike: model.isDeprecated(concept),
    };
  }

  // ---- painting

  function paint() {
    if (!view.width) return;
    prepare();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colors.paper;
    ctx.fillRect(0, 0, view.width, view.height);
    paintDiscs();
    ctx.lineWidth = 1;
    for (const batch of lineBatches()) {
      ctx.strokeStyle = colorOf(batch.kind);
      ctx.globalAlpha = lit ? batch.opacity * 2 * DIM : batch.opacity;
      ctx.setLineDash(batch.dashes);
      ctx.beginPath();
      eachLine(batch, camera.isMoving ? MOST_IN_MOTION : Infinity, (a, b) => {
        ctx.moveTo(toX(a), toY(a));
        ctx.lineTo(toX(b), toY(b));
      });
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    paintDots();
    for (const i of new Set([what.selected, hovered])) if (i >= 0) paintFocus(i);
    for (const label of labels) paintLabel(ctx, markOf(label), colors.font);
  }

  const groundOpacity = (group) => (group >= 0 && group === what.group ? 0.16 : what.isAllowed ? 0.05 : 0.09);

  /** The grounds on which groups or branches stand. */
  function paintDiscs() {
    for (const { x, y, radius, color, group } of field.grounds) {
      ctx.globalAlpha = groundOpacity(group);
      const at = camera.toElement(x, y);
      const r = radius * view.scale;
      if (at.x + r < 0 || at.y + r < 0 || at.x - r > view.width || at.y - r > view.height) continue;
      ctx.fillStyle = branchColor(colors, color);
      ctx.beginPath();
      ctx.arc(at.x, at.y, r, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  }

  function paintDots() {
    const sees = seeing(8);
    const isSmall = inView > MOST_ROUND && room() < 9;
    const hollow = [];
    if (lit) ctx.globalAlpha = DIM;
    for (const { color, members } of batches) {
      ctx.fillStyle = branchColor(colors, color);
      ctx.beginPath();
      for (const i of members) {
        if (!sees(i) || !isDrawn(i) || isFaint(i)) continue;
        if (model.isUnused(i)) {
          hollow.push(i);
          continue;
        }
        const r = radiusOf(i);
        const [x, y] = [toX(i), toY(i)];
        if (isSmall) ctx.fillRect(x - r * 0.89, y - r * 0.89, r * 1.78, r * 1.78);
        else {
          ctx.moveTo(x + r, y);
          ctx.arc(x, y, r, 0, 2 * Math.PI);
        }
      }
      if (!isSmall) ctx.fill();
    }
    for (const i of hollow) paintDot(ctx, dotOf(i));
    paintFaint(sees);
    for (const i of lit ?? []) {
      if (sees(i) && isDrawn(i)) paintDot(ctx, { ...dotOf(i), radius: Math.max(2.4, radiusOf(i)), stroke: colors.paper, strokeWidth: 1 });
    }
    for (const i of room() >= 4 ? misnomers : []) {
      if (sees(i) && isDrawn(i) && !isFaint(i))
        paintDot(ctx, { ...dotOf(i), radius: radiusOf(i) * 1.4, stroke: colors.paper, strokeWidth: 1 });
    }
  }

  /** What is not in the scheme that is filtered by, or only helps to explain others, stays as a shadow. */
  function paintFaint(sees) {
    ctx.fillStyle = colors.soft;
    ctx.globalAlpha = 0.22;
    for (let i = 0; i < size; i++) {
      if (!isFaint(i) || !sees(i) || !isDrawn(i)) continue;
      const r = radiusOf(i) * 0.8;
      ctx.fillRect(toX(i) - r, toY(i) - r, 2 * r, 2 * r);
    }
    ctx.globalAlpha = 1;
  }

  /** A dot as paint.js wants it. */
  function dotOf(i, paints = colors) {
    const isMisnomer = model.isMisnomer(i);
    const color = isMisnomer ? paints.misnomer : branchColor(paints, field.colors[i]);
    return {
      x: toX(i),
      y: toY(i),
      radius: radiusOf(i),
      shape: isMisnomer ? "diamond" : "circle",
      stroke: color,
      strokeWidth: model.isUnused(i) ? 1 : 0,
      opacity: isFaint(i) && !lit?.has(i) ? 0.22 : isDim(i) ? DIM : 1,
      fill: model.isUnused(i) ? paints.paper : color,
    };
  }

  /** What is pointed at or selected: its lines, and a ring. */
  function paintFocus(i) {
    ctx.globalAlpha = 0.9;
    ctx.lineWidth = 1.5;
    const ends = [];
    for (const { to, kind } of model.neighbours(i)) {
      if (what.hidden.has(kind)) continue;
      ends.push(to);
      ctx.strokeStyle = colorOf(kind);
      ctx.setLineDash(model.kinds[kind]?.dashes ?? []);
      ctx.beginPath();
      ctx.moveTo(toX(i), toY(i));
      ctx.lineTo(toX(to), toY(to));
      ctx.stroke();
    }
    ctx.setLineDash([]);
    for (const to of ends)
      paintDot(ctx, {
        ...dotOf(to),
        radius: Math.max(3.2, radiusOf(to)),
        stroke: colors.paper,
        strokeWidth: 1,
      });
    const stroke = i === what.selected ? colors.accent : colors.ink;
    paintDot(ctx, { ...dotOf(i), radius: Math.max(5, radiusOf(i) + 2), stroke, strokeWidth: 2.5 });
  }

  // ---- pointing

  function conceptUnder(place, reach) {
    const label = labelUnder(place);
    if (label) return label.concept;
    const point = camera.toPlane(place);
    return conceptAt(field, point.x, point.y, reach / view.scale, isDrawn);
  }

  /** Where a dot with its label is in the window. */
  function boxOf(concept) {
    const { left, top } = canvas.getBoundingClientRect();
    const label = labels.find((one) => one.concept === concept);
    const box = label ?? { left: toX(concept) - 6, right: toX(concept) + 6, top: toY(concept) - 6, bottom: toY(concept) + 6 };
    return { left: left + box.left, right: left + box.right, top: top + box.top, bottom: top + box.bottom };
  }

  const labelUnder = ({ x, y }) =>
    labels.find((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);

  const groupUnder = (place) => labelUnder(place)?.group ?? -1;

  function point(concept, group = -1) {
    if (concept === hovered && group === hoveredGroup) return;
    [hovered, hoveredGroup] = [concept, group];
    holder.parentElement.classList.toggle("over", concept >= 0 || group >= 0);
    onPoint(concept, concept < 0 ? null : boxOf(concept));
    camera.draw();
  }

  // ---- what others ask for

  /** What is drawn and what is not, in words. */
  function note() {
    const { levels } = field;
    const missing = isComplete ? 0 : size - levels.drawn;
    const byLegend = [...what.hidden].reduce((sum, kind) => sum + (model.kinds[kind]?.count ?? 0), 0);
    const faint = what.isAllowed ? lines.everything.filter(isFaint).length : 0;
    const hidden = [
      missing && count("concept", missing),
      undrawn + byLegend && count("line", undrawn + byLegend),
      faint && count(what.beyond, faint),
    ];
    const share = say("share", { n: number(levels.drawn), all: number(size) });
    const concepts = count("concept", size, isComplete ? {} : { n: share });
    const parts = [
      isComplete ? concepts : say("levels", { n: number(levels.shown), all: number(levels.all), concepts }),
      ...(model.unused ? [count("unused", model.unused)] : []),
      say("hidden", { what: hidden.filter(Boolean).join(say("comma")) || number(0) }),
    ];
    return (missing || undrawn ? [...parts, say("zoom_for_more")] : parts).join(" · ");
  }

  /** What is in view, in plain numbers, in other colours where such are given. */
  function description(paints = colors) {
    prepare();
    const sees = seeing();
    const found = [];
    for (const batch of lineBatches()) {
      eachLine(batch, Infinity, (a, b) =>
        found.push({
          from: a,
          to: b,
          kind: batch.kind,
          path: [
            [toX(a), toY(a)],
            [toX(b), toY(b)],
          ],
          color: colorOf(batch.kind, paints),
          width: 1,
          dash: batch.dashes,
          opacity: batch.opacity,
          arrow: null,
        }),
      );
    }
    return {
      look: "overview",
      width: view.width,
      height: view.height,
      background: paints.paper,
      font: paints.font,
      lines: found,
      boxes: [],
      grounds: field.grounds.map(({ x, y, radius, color, group }) => {
        const low = camera.toElement(x - radius, y - radius);
        const wide = 2 * radius * view.scale;
        return {
          x: low.x,
          y: low.y,
          width: wide,
          height: wide,
          radius: wide / 2,
          fill: branchColor(paints, color),
          opacity: groundOpacity(group),
        };
      }),
      dots: Array.from(
        lines.everything.filter((i) => isDrawn(i) && sees(i)),
        (i) => dotOf(i, paints),
      ),
      labels: labels.map((label) => markOf(label, paints)),
    };
  }

  return {
    resize,
    fit,
    note,
    description,
    isAtRest: () => camera.isAtRest,
    show(next) {
      what = next;
      if (view.width !== holder.clientWidth || view.height !== holder.clientHeight) resize();
      light();
      if (what.selected < 0 && what.group < 0) comeBack();
      // At once, so that what is said of it is true when it is said.
      paint();
    },
    /** Let what matches a search stand out, all again where it is null. */
    match(found) {
      matches = found;
      light();
      camera.draw();
    },
    restyle(next) {
      colors = next;
      paint();
    },
    zoomBy: (factor) => camera.zoomAt(factor, { x: view.width / 2, y: view.height / 2 }, true),
    reveal,
    showGroup,
    showBranch: (top) => camera.goTo(viewOf(boundsOfBranch(field, model, top)), { smoothly: true }),
    /**
     * The nearest concept from the selected one, or of those with a label from the middle of the view, in a
     * direction.
     */
    next(dx, dy) {
      if (what.selected >= 0) {
        return conceptTowards(
          field,
          { x: xs[what.selected], y: ys[what.selected] },
          dx,
          dy,
          (i) => isDrawn(i) && !isFaint(i),
        );
      }
      const named = new Set(labels.map(({ concept }) => concept).filter((concept) => concept >= 0));
      return conceptTowards(field, view, dx, dy, (i) => named.has(i));
    },
    /** Where the labels are in the window, with their dots. */
    items() {
      const box = canvas.getBoundingClientRect();
      return labels.map(({ concept, group, text, left, top, right, bottom }) => ({
        label: text,
        term: concept < 0 ? model.collections[group].key : model.key(concept),
        kind: concept < 0 ? "group" : "concept",
        tag: "",
        strength: 1,
        left: box.left + left,
        top: box.top + top,
        right: box.left + right,
        bottom: box.top + bottom,
      }));
    },
    lines() {
      const found = [];
      for (const batch of lineBatches())
        eachLine(batch, Infinity, (a, b) =>
          found.push({ from: model.key(a), to: model.key(b), kind: batch.kind }),
        );
      return found;
    },
    concepts() {
      const sees = seeing();
      return Array.from(lines.everything.filter((i) => isDrawn(i) && !isFaint(i) && sees(i)));
    },
  };
}
