// What an item looks like, in plain shapes: the same on the screen, in a picture file and in SVG.

import { branchColor } from "../page/theme.js";

/** From the dot of an item to its label. */
export const LABEL_OFFSET = 10;

/** How much an item stands out: 1, or little where something else is selected, pointed at, or searched for. */
export function strengthOf(item, scene, { selected, matches = null }) {
  if (item.faint) return 0.2;
  if (matches) return matches.has(item.concept) ? 1 : 0.2;
  return scene.look !== "map" || selected === null || scene.near.has(item.id) ? 1 : 0.2;
}

/** The shapes of an item: `{ boxes, dots, labels }`. */
export function marksOf(item, scene, status, colors) {
  const strength = strengthOf(item, scene, status);
  if (item.look === "text") return textMarks(item, status, colors);
  return item.look === "dot"
    ? dotMarks(item, strength, status, colors)
    : boxMarks(item, strength, status, colors);
}

/** The radius of a dot by how often its concept is used; it stays within its line and before its label. */
const radiusByUse = (use) => (use ? 2.5 + 5.5 * use : 3);

function dotMarks(item, strength, { selected, cursor, hovered }, colors) {
  const isName = item.kind === "name";
  const isSelected = item.id === selected;
  const fill = item.misnomer
    ? colors.misnomer
    : isName
      ? colors.kinds.synonymOf
      : branchColor(colors, item.branch);
  const radius = isName || item.use === undefined ? (item.misnomer ? 6.5 : isName ? 2.6 : item.strong ? 5.5 : 4.2) : radiusByUse(item.use);
  const pointed = item.id === hovered || item.id === cursor;
  const ink = isSelected || pointed ? colors.accent : item.misnomer ? colors.misnomer : colors.ink;
  return {
    boxes: [],
    dots: [
      {
        x: item.x,
        y: item.y,
        radius,
        shape: item.misnomer ? "diamond" : "circle",
        ...(item.use === 0 ? { fill: colors.paper, stroke: fill } : { fill, stroke: colors.paper }),
        strokeWidth: 1.5,
        opacity: strength,
      },
    ],
    labels: [
      {
        x: item.x + LABEL_OFFSET,
        y: item.y + 0.5,
        lines: item.lines,
        size: item.size,
        lineHeight: item.lineHeight,
        bold: item.strong || isSelected,
        italic: isName,
        align: "left",
        fill: ink,
        halo: colors.paper,
        haloWidth: 3.5,
        opacity: strength * (item.deprecated ? 0.6 : 1),
        strike: item.deprecated,
      },
    ],
  };
}

/** A text without a box. */
function textMarks(item, { cursor, hovered }, colors) {
  const { left, y, lines, size, lineHeight } = item;
  const label = {
    x: left,
    y: y - ((lines.length - 1) * lineHeight) / 2 + 0.5,
    lines,
    size,
    lineHeight,
    bold: false,
    italic: false,
    align: "left",
    fill: item.id === cursor || item.id === hovered ? colors.accent : colors.ink,
    halo: "",
    haloWidth: 0,
    opacity: 1,
  };
  return { boxes: [], dots: [], labels: [label] };
}

function boxMarks(item, strength, { selected, cursor, hovered }, colors) {
  const isMiddle = item.id === selected || item.level === 0;
  const pointed = item.id === hovered || item.id === cursor;
  const isMore = item.kind === "more";
  const stroke = item.misnomer
    ? colors.misnomer
    : item.kind === "name"
      ? colors.kinds.synonymOf
      : isMore
        ? colors.soft
        : item.struck
        ? colors.soft
        : branchColor(colors, item.branch);
  const boxes = [];
  const dots = [];
  const labels = [];
  if (item.id === cursor) {
    boxes.push({
      x: item.left - 4,
      y: item.top - 4,
      width: item.width + 8,
      height: item.height + 8,
      radius: 10,
      fill: colors.paper,
      stroke: colors.accent,
      strokeWidth: 2,
      opacity: 1,
    });
  }
  boxes.push({
    x: item.left,
    y: item.top,
    width: item.width,
    height: item.height,
    radius: item.kind === "name" ? Math.min(13, item.height / 2) : isMiddle ? 9 : 6,
    fill: isMiddle ? colors.accent : pointed ? colors.shade : isMore ? colors.paper : colors.card,
    stroke: pointed ? colors.accent : stroke,
    strokeWidth: pointed || item.misnomer ? 1.8 : item.level > 1 ? 1 : 1.3,
    opacity: strength,
    dash: isMore || item.draft ? [3, 3] : [],
  });
  const mark = item.misnomer ? 14 : 0;
  const inside = item.tag ? item.width - item.tagWidth : item.width;
  const ink = isMiddle
    ? colors.paper
    : isMore || item.struck
      ? colors.soft
      : item.misnomer
        ? colors.misnomer
        : colors.ink;
  if (item.misnomer) {
    dots.push({
      x: item.left + item.padding + 4,
      y: item.y,
      radius: isMiddle ? 6 : 5,
      shape: "diamond",
      fill: isMiddle ? colors.paper : colors.misnomer,
      stroke: "",
      strokeWidth: 0,
      opacity: strength,
    });
  }
  const first = item.y - ((item.lines.length - 1) * item.lineHeight) / 2;
  labels.push({
    x: item.left + mark + (inside - mark) / 2,
    y: first + 0.5,
    lines: item.lines,
    size: item.size,
    lineHeight: item.lineHeight,
    bold: item.strong,
    italic: item.kind === "name",
    align: "center",
    fill: ink,
    halo: "",
    haloWidth: 0,
    opacity: strength * (item.deprecated ? 0.65 : 1),
    strike: item.deprecated || item.struck,
  });
  if (item.tag) {
    const x = item.right - item.tagWidth;
    boxes.push({
      x,
      y: item.top + 4,
      width: 1,
      height: item.height - 8,
      radius: 0,
      fill: isMiddle ? colors.paper : colors.rule,
      stroke: "",
      strokeWidth: 0,
      opacity: strength,
    });
    labels.push({
      x: x + item.tagWidth / 2,
      y: item.y + 0.5,
      lines: [item.tag],
      size: 11,
      lineHeight: 13,
      bold: false,
      italic: false,
      align: "center",
      fill: isMiddle ? colors.paper : colors.soft,
      halo: "",
      haloWidth: 0,
      opacity: strength,
    });
  }
  if (item.pinned) {
    dots.push({
      x: item.left,
      y: item.top,
      radius: 4.5,
      shape: "circle",
      fill: colors.accent,
      stroke: colors.paper,
      strokeWidth: 1.5,
      opacity: 1,
    });
  }
  return { boxes, dots, labels };
}

/** The grounds on which the branches of the outline map stand, and stories. */
export function groundsOf(scene, status, colors) {
  return scene.islands.map((island) => ({
    x: island.left,
    y: island.top,
    width: island.right - island.left,
    height: island.bottom - island.top,
    radius: 8,
    fill: colors[island.tint] ?? colors.branches[island.branch] ?? colors.soft,
    opacity: island.tint ? 1 : status.selected === null ? 0.09 : 0.05,
  }));
}

/** The words beside the lines. */
export function captionsOf(scene, colors) {
  return scene.captions.map(({ text, kind, x, y, align, tint, size = 11 }) => ({
    x,
    y,
    lines: [text],
    size,
    lineHeight: size + 2,
    bold: false,
    italic: false,
    align,
    fill: colors.kinds[kind] ?? (kind === "gist" ? colors.ink : colors.soft),
    halo: colors[tint] ?? colors.paper,
    haloWidth: tint ? 8 : 4,
    opacity: 1,
  }));
}
