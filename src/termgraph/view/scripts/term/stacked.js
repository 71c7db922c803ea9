// The surroundings of a term where there is no room beside it: what is broader above, all else below, in one or two
// columns along a trunk. Nothing here touches the page.

import { around, moved, shifted } from "../drawing/items.js";
import { addCaption, addJoint, outlineOf } from "./placing.js";

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

/** How wide things may be where a drawing has so much width. */
export function stackedSizes(width, depth) {
  const columns = depth > 1 || width < TWO ? 1 : 2;
  const column = columns === 2 ? width / 2 - GUTTER : width - 2 * GUTTER - 40 * (depth - 1);
  return { width, columns, label: Math.max(60, column - BESIDE_LABEL), center: Math.max(60, width - 80), names: 4 };
}

/** Set all runs around the middle: `above` over it, `others` under it. */
export function stack(scene, { above, others }, middle) {
  const rest = others.filter((run) => run.rows.length);
  const [single] = above.length === 1 && above[0].rows.length === 1 && !hasMore(above[0].rows[0]) ? above[0].rows : [];
  if (single) {
    moved(single.item, 0, middle.top - 40 - single.item.height / 2);
    single.item.course = "vertical";
    addCaption(scene, above[0].caption, above[0].kind, 8, middle.top - 12, "left");
  } else if (above.length) placed(scene, above, middle, -1);
  placed(scene, rest, middle, 1);
}

const hasMore = ({ node }) => node?.groups.some((group) => group.nodes.length);

/** Set runs one after the other, away from the middle: -1 upwards, 1 downwards. */
function placed(scene, runs, middle, direction) {
  const things = [];
  let y = 0;
  runs.forEach((run, number) => {
    const lane = (number - (runs.length - 1) / 2) * APART;
    y = alongTrunk(scene, run, { things, top: y, lane, middle, direction });
  });
  const height = around(things.filter((thing) => thing.left !== undefined)).bottom;
  shifted(things, 0, direction > 0 ? middle.bottom + 14 : middle.top - 26 - height);
}

/** Set one run along the trunk, from `top` down; returns where the next one begins. */
function alongTrunk(scene, run, { things, top, lane, middle, direction }) {
  const { columns, width } = scene.sizes;
  const trunk = (columns === 2 ? 0 : Math.max(middle.left + 16, -width / 2 + GUTTER)) + lane;
  const edge = columns === 2 ? -width / 2 : trunk + GUTTER;
  things.push(addCaption(scene, run.caption, run.kind, edge, top + CAPTION / 2, "left"));
  const start = { id: `trunk ${direction} ${run.kind} ${run.caption}`, x: trunk, y: direction > 0 ? middle.bottom : middle.top };
  scene.joints.set(start.id, start);
  const ends = Array.from({ length: columns }, () => top + CAPTION);
  for (const { node, item } of run.rows) {
    const column = ends.indexOf(Math.min(...ends));
    const { things: made, ...box } = outlineOf(scene, node, item);
    const isLeft = columns === 2 && column === 0;
    shifted(made, isLeft ? trunk - lane - GUTTER - box.right : trunk - lane + GUTTER - box.left, ends[column]);
    const joint = addJoint(scene, made, `joint ${item.id}`, trunk, item.y);
    item.through = [start.id, joint.id];
    item.throughOf = middle.id;
    ends[column] += box.bottom - box.top + GAP;
    things.push(...made);
  }
  return Math.max(...ends) + GAP;
}
