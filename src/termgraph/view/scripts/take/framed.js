// A drawing with what a picture needs that is taken elsewhere: a title above it, and below it what its lines and signs
// mean, and where it is from.

import { wrapped } from "../drawing/items.js";
import { mirrorOf } from "../drawing/mirror.js";

const MARGIN = 18;
const TITLE = 18;
const TEXT = 12;
const LINE = 18;
/** The sample of a line in the legend, and the room behind an entry. */
const SAMPLE = 30;
const SIGN = 12;
const BETWEEN = 16;
/** A picture is at least so wide, so that its texts have room. */
const NARROWEST = 420;

/**
 * A description of a drawing with a title, a legend and a note.
 *
 * @param {object} drawn what the drawing describes.
 * @param {object} parts `title`; `legend`: `{ label, color, dash, arrow }` of lines, or `{ label, color, shape }` of
 *   signs; `credits`: texts; `colors` of the page; `measure` (text, size, style) → width; `isMirrored`: texts begin on
 *   the right.
 */
export function framed(drawn, { title, legend, credits, colors, measure, isMirrored = false }) {
  const width = Math.max(drawn.width, NARROWEST);
  const room = width - 2 * MARGIN;
  const heads = !title ? [] : wrapped(title, room, 3, (part) => measure(part, TITLE, { bold: true }));
  const top = MARGIN + heads.length * (TITLE + 6);
  const added = { lines: [], dots: [], labels: [labelOf(heads, MARGIN, MARGIN + TITLE / 2, TITLE, colors.ink, true)] };
  let y = top + drawn.height + LINE / 2;
  y = setLegend(added, legend, { y, right: width - MARGIN, colors, measure });
  for (const credit of credits) {
    const lines = wrapped(credit, room, 6, (part) => measure(part, TEXT, {}));
    added.labels.push(labelOf(lines, MARGIN, y, TEXT, colors.soft));
    y += lines.length * (TEXT + 4) + 3;
  }
  const [dx, dy] = [(width - drawn.width) / 2, top];
  const mirror = mirrorOf(isMirrored, width);
  const lower = (marks) => marks.map((mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy }));
  return {
    ...drawn,
    width,
    height: y + MARGIN / 2,
    grounds: lower(drawn.grounds),
    boxes: lower(drawn.boxes),
    lines: [...drawn.lines.map((line) => movedLine(line, dx, dy)), ...added.lines.map(mirror.line)],
    dots: [...lower(drawn.dots), ...added.dots.map(mirror.point)],
    labels: [...lower(drawn.labels), ...added.labels.map(mirror.label)],
  };
}

function movedLine(line, dx, dy) {
  const arrow = line.arrow && { ...line.arrow, x: line.arrow.x + dx, y: line.arrow.y + dy };
  return { ...line, path: line.path.map(([x, y]) => [x + dx, y + dy]), arrow };
}

/** Set the entries of a legend in rows; return where the next text stands. */
function setLegend(added, legend, { y, right, colors, measure }) {
  let x = MARGIN;
  for (const { label, color, dash, arrow, shape, stroke = "" } of legend) {
    const sample = shape ? SIGN : SAMPLE;
    const width = sample + 6 + measure(label, TEXT, {});
    if (x > MARGIN && x + width > right) {
      x = MARGIN;
      y += LINE;
    }
    if (shape) added.dots.push({ x: x + SIGN / 2, y, radius: 6, shape, fill: color, stroke, strokeWidth: stroke ? 1.5 : 0, opacity: 1 });
    else {
      const end = x + SAMPLE;
      const head = arrow ? { x: end, y, angle: 0, size: 8 } : null;
      added.lines.push({ path: [[x, y], [head ? end - 6 : end, y]], color, opacity: 1, width: 2, dash, arrow: head });
    }
    added.labels.push(labelOf([label], x + sample + 6, y, TEXT, colors.ink));
    x += width + BETWEEN;
  }
  return legend.length ? y + LINE + 4 : y;
}

const labelOf = (lines, x, y, size, fill, bold = false) => ({
  x, y, lines, size, lineHeight: size + 4, bold, italic: false, align: "left", fill, halo: "", haloWidth: 0, opacity: 1,
  strike: false,
});
