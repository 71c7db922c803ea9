// The grounds of the overview: what stands together, in which colour, and what it is called. Nothing here touches the
// page.

import { wrapped } from "../drawing/items.js";

/** A ground is named inside itself, unless its radius is smaller than this, in pixels. */
const LEAST = 19;
/** The name of an area goes when it fills so much of the view: then its groups have names. */
const FILLS = 0.42;
const MOST_LINES = 4;
/** A name may be so many times as wide as its ground. */
const MOST_BESIDE = 1.15;
const LEADING = 1.25;

/** The grounds, those of areas below those of their groups: `{ x, y, radius, color, group, isArea }`, else of branches. */
export function groundsOf(model, field) {
  if (!model.clusters) return branchesOf(model, field);
  const { discs, areas } = model.clusters;
  const isAlone = (disc) => disc.group === areas[disc.area].group;
  const inner = discs.filter((disc) => !isAlone(disc));
  const around = new Set(inner.map(({ area }) => areas[area]));
  return [
    ...areas.map((area) => ({ ...area, isArea: around.has(area) })),
    ...inner.map((disc) => ({ ...disc, color: areas[disc.area].color, isArea: false })),
  ];
}

/** The part of the plane that the grounds take, with all that stands on none. */
export function boxOfAll(grounds, box) {
  return grounds.reduce((all, { x, y, radius }) => ({
    left: Math.min(all.left, x - radius), top: Math.min(all.top, y - radius),
    right: Math.max(all.right, x + radius), bottom: Math.max(all.bottom, y + radius),
  }), box);
}

/** Around each top, as far as there is anything of its branch. */
function branchesOf(model, { xs, ys, colors, weights, spacing }) {
  const radii = new Map();
  for (let i = 0; i < xs.length; i++) {
    const top = model.division(i);
    if (weights[top] > 2) radii.set(top, Math.max(radii.get(top) ?? 0, Math.hypot(xs[i] - xs[top], ys[i] - ys[top])));
  }
  return [...radii].map(([top, radius]) => ({
    x: xs[top], y: ys[top], radius: radius + spacing / 2, color: colors[top], group: -1, isArea: false,
  }));
}

/**
 * The names of the groups on their grounds, areas first, as boxes in pixels of the view.
 *
 * @param view { x, y, scale, width, height }: the middle of the view in the plane, and its size in pixels
 * @param parts `textOf` a group; `measure` (text, size, style) → width
 */
export function groundNames(grounds, view, { textOf, measure }) {
  const most = FILLS * Math.min(view.width, view.height);
  return grounds.flatMap((ground) => {
    const radius = ground.radius * view.scale;
    if (ground.group < 0 || radius < LEAST || (ground.isArea && radius > most)) return [];
    const x = (ground.x - view.x) * view.scale + view.width / 2;
    const y = (ground.y - view.y) * view.scale + view.height / 2;
    if (x < 0 || y < 0 || x > view.width || y > view.height) return [];
    const box = boxOf(ground, textOf(ground.group), { x, y, radius }, measure);
    return ground.isArea || isWithin(box, radius) ? [box] : [];
  });
}

/** Whether a name stands on its own ground, or nearly. */
const isWithin = ({ left, right, top, bottom }, radius) =>
  right - left < MOST_BESIDE * 2 * radius && bottom - top < 2 * radius;

function boxOf({ group, isArea }, text, { x, y, radius }, measure) {
  const size = Math.round(Math.max(12, Math.min(isArea ? 19 : 16, radius / 4.5)));
  const style = { bold: true };
  const lines = wrapped(text, Math.max(76, 1.9 * radius), MOST_LINES, (part) => measure(part, size, style));
  const width = Math.max(...lines.map((line) => measure(line, size, style)));
  const lineHeight = Math.round(size * LEADING);
  const half = (lines.length * lineHeight) / 2;
  return {
    concept: -1, group, text, lines, size, lineHeight, bold: true, align: "center", x, y: y - half + lineHeight / 2,
    left: x - width / 2 - 3, right: x + width / 2 + 3, top: y - half, bottom: y + half,
  };
}

/** The part of the plane where a group is: its ground, else as far as its concepts stand. */
export function boundsOfGroup({ grounds, xs, ys }, model, group) {
  const ground = grounds.find((one) => one.group === group);
  if (ground) {
    const { x, y, radius } = ground;
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }
  const concepts = [...model.groups.concepts(group)];
  const ends = (places) => [Math.min(...places), Math.max(...places)];
  const [[left, right], [top, bottom]] = [ends(concepts.map((i) => xs[i])), ends(concepts.map((i) => ys[i]))];
  return { left, top, right, bottom };
}
