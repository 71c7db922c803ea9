// The surroundings of a term where there is no room beside it: what is broader above, the story of its name and all
// else below, in one or two columns along a trunk. Nothing here touches the page.

import { around, moved, shifted } from "../drawing/items.js";
import { addCaption, hang, outlineOf } from "./placing.js";

const GAP = 7;
const CAPTION = 22;
/** From the trunk to the boxes beside it. */
const GUTTER = 18;
/** Lines of different kinds run side by side. */
const APART = 4;
/** Two columns need so much width. */
const TWO = 300;
/** What a box holds beside its label: margins, a mark, and how many more there are. */
const BESIDE_LABEL = 70;

/** What stands beside the text of a story: the trunk, the lines that lead to it, and margins. */
const BESIDE_STORY = 130;
const STORY = { size: 13, word: 12, gist: 12, lines: 4, above: true };

/** How wide things may be where a drawing has so much width. A story stands beside the trunk, not across it. */
export function stackedSizes(width, depth, isTold) {
  const columns = depth > 1 || width < TWO || isTold ? 1 : 2;
  const column = columns === 2 ? width / 2 - GUTTER : width - 2 * GUTTER - 40 * (depth - 1);
  const wide = Math.max(120, width - BESIDE_STORY);
  const story = { ...STORY, label: Math.max(60, wide - BESIDE_LABEL), wide };
  return { width, columns, label: Math.max(60, column - BESIDE_LABEL), center: Math.max(60, width - 80), names: 4, story };
}

/** Where the lines run that all hangs on, and where on both sides of them boxes begin. */
export function trunkOf({ width, columns }, middle) {
  const x = columns === 2 ? 0 : Math.max(middle.left + 16, -width / 2 + GUTTER);
  return { x, left: x - GUTTER, right: x + GUTTER };
}

/** Set all runs around the middle: `above` over it, its `story` and the `others` under it. */
export function stack(scene, { above, story, others }, middle) {
  const rest = others.filter((run) => run.rows.length);
  const [single] = above.length === 1 && above[0].rows.length === 1 && !hasMore(above[0].rows[0]) ? above[0].rows : [];
  if (single) {
    moved(single.item, 0, middle.top - 40 - single.item.height / 2);
    single.item.course = "vertical";
    addCaption(scene, above[0].caption, above[0].kind, 8, middle.top - 12, "left");
  } else if (above.length) placed(scene, above, middle, -1);
  placed(scene, rest, middle, 1, toldBelow(scene, story, middle, laneOf(-1, rest)));
}

/** Set what is told right below the middle; returns where it ends. Other names that mislead hang on a lane of the trunk. */
function toldBelow(scene, story, middle, lane) {
  if (!story.length) return middle.bottom;
  shifted(story, 0, middle.bottom + 2 * GAP - around(boxesOf(story)).top);
  const start = trunkStart(scene, "story", middle, { x: trunkOf(scene.sizes, middle).x + lane, direction: 1 });
  for (const thing of story) {
    if (thing.isSpine) thing.y = middle.bottom;
    if (thing.kind === "name" && thing.parent === middle.id && !thing.through) hang(scene, [], thing, start, start.x, middle.id);
  }
  return around(boxesOf(story)).bottom;
}

/** How far from the middle of the trunk the lines of a run are. */
const laneOf = (number, runs) => (number - (runs.length - 1) / 2) * APART;

/** Add the point at which lines leave the middle. */
function trunkStart(scene, name, { top, bottom }, { x, direction }) {
  const start = { id: `trunk ${direction} ${name}`, x, y: direction > 0 ? bottom : top };
  scene.joints.set(start.id, start);
  return start;
}

/** What of some things has a size: all but the joints of lines. */
const boxesOf = (things) => things.filter((thing) => thing.left !== undefined);

const hasMore = ({ node }) => node?.groups.some((group) => group.nodes.length);

/** Set runs one after the other, away from the middle, or from so far below it: -1 upwards, 1 downwards. */
function placed(scene, runs, middle, direction, bottom = middle.bottom) {
  const things = [];
  let y = 0;
  runs.forEach((run, number) => {
    y = alongTrunk(scene, run, { things, top: y, lane: laneOf(number, runs), middle, direction });
  });
  const height = around(boxesOf(things)).bottom;
  shifted(things, 0, direction > 0 ? bottom + 14 : middle.top - 26 - height);
}

/** Set one run along the trunk, from `top` down; returns where the next one begins. */
function alongTrunk(scene, run, { things, top, lane, middle, direction }) {
  const { columns, width } = scene.sizes;
  const { x, left, right } = trunkOf(scene.sizes, middle);
  const trunk = x + lane;
  const edge = columns === 2 ? -width / 2 : right;
  things.push(addCaption(scene, run.caption, run.kind, edge, top + CAPTION / 2, "left"));
  const start = trunkStart(scene, `${run.kind} ${run.caption}`, middle, { x: trunk, direction });
  const ends = Array.from({ length: columns }, () => top + CAPTION);
  for (const { node, item } of run.rows) {
    const column = ends.indexOf(Math.min(...ends));
    const { things: made, ...box } = outlineOf(scene, node, item);
    const isLeft = columns === 2 && column === 0;
    shifted(made, isLeft ? left - box.right : right - box.left, ends[column]);
    hang(scene, made, item, start, trunk, middle.id);
    ends[column] += box.bottom - box.top + GAP;
    things.push(...made);
  }
  return Math.max(...ends) + GAP;
}
