// What stands below what in the tree: concepts by what is broader, or groups with their members. Nothing here touches
// the page.

import { naturally } from "../data/names.js";

const FEW_LOOSE = 12;

/**
 * By what is broader: what has nothing above it stands at the top, and apart, where it is much, what has nothing below
 * it either. As all outlines `{ tops, loose, below, wayTo }`: of a row what stands below it, and the way down to it.
 */
export function byBroader(model, fits = null) {
  const inside = fits ?? (() => true);
  const narrower = (concept) => model.narrower(concept).filter(inside);
  const all = fits ? Array.from({ length: model.size }, (_, i) => i).filter((i) => fits(i) && !model.broader(i).some(fits)) : model.tops;
  const tops = naturally(model, [...all]);
  const { kept, loose } = apart(tops, (concept) => narrower(concept).length > 0);
  return {
    tops: kept,
    loose,
    below: ({ concept }) => naturally(model, narrower(concept)),
    count: ({ concept }) => narrower(concept).length,
    wayTo: (concept) => [model.trail(concept).filter((above) => inside(above) || above === concept)],
  };
}

/** What has something below it, and the others where they are many. */
function apart(tops, hasMore) {
  const loose = tops.filter((concept) => !hasMore(concept));
  if (loose.length <= FEW_LOOSE || loose.length === tops.length) return { kept: tops, loose: [] };
  return { kept: tops.filter(hasMore), loose };
}

/**
 * By groups: below each the groups in it and its members, and below a member what is narrower and in the same group.
 * Where the order of members is stated, they stand in that and nothing below them. Apart is what is in no group.
 */
export function byGroups(model, fits = null) {
  const inside = fits ?? (() => true);
  const { groups } = model;
  const parts = new Map();

  /** The members of a group: those at its top, and of each what is below it there. */
  function partsOf(group) {
    if (!parts.has(group)) {
      const members = groups.members(group).filter(inside);
      const own = new Set(groups.isOrdered(group) ? [] : members);
      const under = (concept) => model.narrower(concept).filter((one) => own.has(one));
      // In a circle of broader concepts all have one above them; each then stands at the top.
      const heads = members.filter((concept) => !model.broader(concept).some((one) => own.has(one)));
      const reached = new Set(heads);
      for (const concept of reached) for (const one of under(concept)) reached.add(one);
      const tops = members.filter((concept) => heads.includes(concept) || !reached.has(concept));
      parts.set(group, { tops: groups.isOrdered(group) ? tops : naturally(model, tops), under });
    }
    return parts.get(group);
  }

  function groupOf(row) {
    let above = row;
    while (above && !(above.concept < 0)) above = above.parent;
    return above ? ~above.concept : -1;
  }

  function below(row) {
    if (row.concept < 0) return [...groups.inner(~row.concept).map((group) => ~group), ...partsOf(~row.concept).tops];
    const group = groupOf(row);
    return group < 0 ? [] : naturally(model, partsOf(group).under(row.concept));
  }

  const grouped = new Set(groups.outermost.flatMap((group) => [...groups.concepts(group)]));
  const loose = Array.from({ length: model.size }, (_, i) => i).filter((i) => inside(i) && !model.isAuxiliary(i) && !grouped.has(i));
  const down = (group) => groups.way(group).map((outer) => ~outer);

  /** The way to a member in each group that it is in: down the group's own part of the hierarchy. */
  function wayIn(group, concept) {
    const { tops, under } = partsOf(group);
    const cameFrom = new Map(tops.map((top) => [top, null]));
    for (const here of cameFrom.keys()) for (const next of under(here)) if (!cameFrom.has(next)) cameFrom.set(next, here);
    const way = [];
    for (let here = concept; here !== null && here !== undefined; here = cameFrom.get(here)) way.unshift(here);
    return [...down(group), ...way];
  }

  return {
    tops: groups.outermost.map((group) => ~group),
    loose,
    below,
    count: (row) => (row.concept < 0 ? groups.inner(~row.concept).length + partsOf(~row.concept).tops.length : below(row).length),
    wayTo: (one) => (one < 0 ? [down(~one)] : groups.of(one).map((group) => wayIn(group, one))),
  };
}
