// What a state leaves in the foreground of the map: everything, or what is in a scheme and in a group.

/**
 * @returns `isAllowed` (concept), or null where everything is in the foreground; and `beyond`, the words that count the
 *     others.
 */
export function scopeOf(model, group) {
  if (group < 0) return { isAllowed: model.scheme === null ? null : (i) => model.inScheme(i), beyond: "outside_scheme" };
  const inside = model.groups.concepts(group);
  return { isAllowed: (i) => inside.has(i) && model.inScheme(i), beyond: "outside_group" };
}
