// How strongly a line is drawn: telling where it touches what is selected or pointed at, else a hint, or not
// at all. Nothing here touches the page.

/** Where there are more lines of a kind than this, they are drawn finer. */
const MANY = 16;
/** Where more lines run across the outline map, they are drawn only of what is pointed at. */
const MOST_ACROSS = 300;

/** What the strength of every line depends on, worked out once for each drawing. */
export function contextOf(scene, { hovered, cursor }) {
  const counts = new Map();
  for (const edge of scene.edges) counts.set(edge.kind, (counts.get(edge.kind) ?? 0) + 1);
  const focal = hovered ?? cursor;
  const way = new Set();
  for (let item = scene.items.get(focal); item; item = scene.items.get(item.parent)) way.add(item.id);
  return { counts, focal, way, across: acrossOf(scene) };
}

/** How a segment of a line is drawn: `{ opacity, width, hasArrow }`; opacity 0 is not at all. */
export function strokeOf(segment, scene, status, context) {
  const {
    opacity,
    width,
    isBare = false,
  } = scene.look === "map"
    ? onMap(segment, scene, status, context)
    : scene.look === "path"
      ? { opacity: 1, width: 2 }
      : inFocus(segment, scene, context);
  return { opacity, width, hasArrow: Boolean(segment.arrow) && !isBare };
}

function inFocus({ edges, kind, cross }, scene, { counts, focal, way }) {
  const isHot =
    focal !== null
    && edges.some(({ from, to }) => from === focal || to === focal || (way.has(from) && way.has(to)));
  if (isHot) return { opacity: 1, width: edges[0].isStory ? 3 : 2.2 };
  if (edges[0].isStory) return { opacity: focal === null ? 1 : 0.45, width: kind === "misnomerOf" ? 2.6 : 1.8 };
  if (cross) {
    // Between what stands around the middle, lines are drawn of what is pointed at or was opened: all were a
    // hairball.
    const wasOpened = edges.some(({ from, to }) => scene.grown.has(from) || scene.grown.has(to));
    return { opacity: focal === null && wasOpened ? 0.45 : 0, width: 1.2 };
  }
  const levelOf = (id) => scene.items.get(id)?.level ?? 0;
  const isFar = edges.every(({ from, to }) => Math.max(levelOf(from), levelOf(to)) > 1);
  const isOneOfMany = counts.get(kind) > MANY;
  const opacity = (isFar ? 0.7 : isOneOfMany ? 0.6 : 0.95) * (focal === null ? 1 : 0.45);
  return { opacity, width: isFar ? 1.2 : isOneOfMany ? 1.3 : 1.8 };
}

function onMap({ edges: [edge] }, { items }, { selected }, { focal, across }) {
  const middle = focal ?? selected;
  const touches =
    middle !== null
    && [edge.from, edge.to].some((end) => end === middle || items.get(end).concept === middle);
  // Where a name hangs on its concept an arrow would say nothing new.
  if (touches) return { opacity: 1, width: 2, isBare: edge.isTree && edge.isName };
  if (selected !== null) return { opacity: edge.isTree ? 0.16 : 0, width: 1, isBare: true };
  if (edge.isTree) return { opacity: 0.55, width: 1.3, isBare: true };
  return { opacity: across > MOST_ACROSS ? 0 : 0.2, width: 1, isBare: true };
}

/** How many lines of the outline map run across its branches. */
const acrossOf = ({ look, edges }) => (look === "map" ? edges.filter((edge) => !edge.isTree).length : 0);

/** How many of them are not drawn until something is pointed at. */
export function hiddenAcross(scene, selected) {
  if (selected < 0) return acrossOf(scene) <= MOST_ACROSS ? 0 : acrossOf(scene);
  const isNear = ({ from, to }) => scene.near.has(from) && scene.near.has(to);
  return scene.edges.filter((edge) => !edge.isTree && !isNear(edge)).length;
}
