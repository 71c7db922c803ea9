// The things on a drawing: boxes and dots with labels in lines. Nothing here touches the page.

/** A line of text is so many times as high as its letters. */
const LEADING = 1.2;
const MORE = "…";
/** A word may be so many times as long as a line before it is broken. */
const TOO_LONG = 1.3;

/** Break a label into at most `most` lines no wider than `width`; what does not fit ends in an ellipsis. */
export function wrapped(text, width, most, widthOf) {
  const lines = [];
  let line = "";
  for (const piece of pieces(text.trim().replace(/\s+/gu, " "), width, widthOf)) {
    const longer = line + piece;
    if (line && widthOf(longer.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line = longer;
  }
  if (line.trim() || !lines.length) lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  let last = lines[most - 1];
  while (last && widthOf(`${last} ${MORE}`) > width) last = last.slice(0, last.search(/\s*\S+\s*$/u));
  return [...lines.slice(0, most - 1), last ? `${last} ${MORE}` : shortened(lines[most - 1], width, widthOf)];
}

/**
 * Where a label may be broken: at spaces, after hyphens and slashes, and anywhere in a word that is too long.
 */
function pieces(text, width, widthOf) {
  return (text.match(/\s+|[^\s/-]*[/-]+|[^\s/-]+/gu) ?? [text]).flatMap((piece) =>
    widthOf(piece.trim()) <= width * TOO_LONG ? [piece] : [...piece],
  );
}

function shortened(text, width, widthOf) {
  const letters = [...text];
  while (letters.length > 1 && widthOf(letters.join("") + MORE) > width) letters.pop();
  return letters.join("") + MORE;
}

/** Measure an item's label; `measure(text, size, style)` knows the font. */
export function measured(item, measure) {
  const style = { bold: item.strong, italic: item.kind === "name" };
  item.lineHeight = Math.round(item.size * LEADING);
  item.textWidth = Math.max(...item.lines.map((line) => measure(line, item.size, style)));
  item.textHeight = item.lines.length * item.lineHeight;
  return item;
}

/** A box with its label inside; `tag` is what stands at its end: how many more there are behind it. */
export function boxed(item, text, width, measure) {
  const style = { bold: item.strong, italic: item.kind === "name" };
  item.lines = wrapped(text, width, 3, (part) => measure(part, item.size, style));
  measured(item, measure);
  item.look = "box";
  const padding = item.level === 0 ? 16 : item.kind === "name" ? 11 : 9;
  const mark = item.misnomer ? 14 : 0;
  item.tagWidth = item.tag ? measure(item.tag, 11, {}) + 12 : 0;
  item.padding = padding;
  item.width = item.textWidth + 2 * padding + mark + item.tagWidth;
  item.height = item.textHeight + (item.level === 0 ? 18 : 9);
  return moved(item, 0, 0);
}

/** Put a box with its middle at (x, y). */
export function moved(item, x, y) {
  item.x = x;
  item.y = y;
  item.left = x - item.width / 2;
  item.right = x + item.width / 2;
  item.top = y - item.height / 2;
  item.bottom = y + item.height / 2;
  return item;
}

/** Move boxes, captions and joints together. */
export function shifted(things, dx, dy) {
  for (const thing of things) {
    thing.x += dx;
    thing.y += dy;
    if (thing.left === undefined) continue;
    thing.left += dx;
    thing.right += dx;
    thing.top += dy;
    thing.bottom += dy;
  }
}

/** Do two boxes come closer to each other than `gap`? */
export const touching = (a, b, gap = 0) =>
  a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;

/** The box around boxes; a point where there are none. */
export function around(boxes) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { left, top, right, bottom } of boxes) {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  }
  return box.left <= box.right ? box : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** The item that lies nearest to a point in the direction (dx, dy): along it rather than aside of it. */
export function nearestTowards(items, from, dx, dy) {
  let best = null;
  let least = Infinity;
  for (const item of items) {
    const [x, y] = [item.x - from.x, item.y - from.y];
    const along = x * dx + y * dy;
    const cost = along + 2.5 * (Math.abs(x * dy) + Math.abs(y * dx));
    if (along > 1 && cost < least) [best, least] = [item, cost];
  }
  return best;
}

/** The item at a point, with a little room around it for a finger. */
export function itemAt(items, { x, y }, room = 3) {
  let found = null;
  for (const item of items) {
    if (x >= item.left - room && x <= item.right + room && y >= item.top - room && y <= item.bottom + room) {
      if (x >= item.left && x <= item.right && y >= item.top && y <= item.bottom) return item;
      found ??= item;
    }
  }
  return found;
}

/** The place nearest to `wanted` where a box of this size comes to lie apart from all that is there. */
export function freePlace(taken, { width, height }, wanted, gap = 12) {
  for (let ring = 0; ring < 80; ring++) {
    const steps = Math.max(1, 8 * ring);
    for (let step = 0; step < steps; step++) {
      const angle = (2 * Math.PI * step) / steps + Math.PI / 2;
      const [x, y] = [wanted.x + Math.cos(angle) * ring * 30, wanted.y + Math.sin(angle) * ring * 20];
      const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      if (!taken.some((other) => touching(other, box, gap))) return { x, y };
    }
  }
  return { x: wanted.x, y: wanted.y };
}
