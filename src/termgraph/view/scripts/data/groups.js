// The collections of the vocabulary as groups of concepts: nested, ordered or neither. Outside this module a group goes,
// wherever a concept may stand as well, by ~ its number.

/**
 * The groups of a vocabulary.
 *
 * @param collections what is said of each: `key`, `members`, which are numbers of concepts, ~ numbers of collections,
 *     or texts, and `ordered` where their order is stated.
 */
export function groupsOf(collections) {
  const numbers = new Map(collections.map(({ key }, number) => [key, number]));
  const refs = collections.map(({ members }) => (members ?? []).filter((ref) => typeof ref === "number"));
  const outer = collections.map(() => []);
  refs.forEach((own, number) => {
    for (const ref of own) if (ref < 0 && ~ref !== number) outer[~ref].push(number);
  });
  // Of groups that are in each other in a circle the first is taken for the outermost.
  outer.forEach((_, number) => {
    const seen = new Set();
    for (let up = outer[number][0]; up !== undefined && !seen.has(up); up = outer[up][0]) seen.add(up);
    if (seen.has(number) && number === Math.min(...seen)) outer[number] = [];
  });
  const all = new Map();

  /** The groups from the outermost that one is in down to itself. */
  function way(number) {
    const found = [];
    for (let up = number; up !== undefined; up = outer[up][0]) found.unshift(up);
    return found;
  }

  /** All concepts in a group, also those of the groups in it. */
  function concepts(number) {
    if (!all.has(number)) {
      const found = new Set();
      const seen = new Set([number]);
      for (const group of seen) {
        for (const ref of refs[group]) {
          if (ref < 0) seen.add(~ref);
          else found.add(ref);
        }
      }
      all.set(number, found);
    }
    return all.get(number);
  }

  return {
    size: collections.length,
    /** The number of the group with a key, -1 where there is none. */
    find: (key) => numbers.get(key) ?? -1,
    way,
    concepts,
    /** The concepts that are directly in a group, in their order, and the groups that are. */
    members: (number) => refs[number].filter((ref) => ref >= 0),
    inner: (number) => refs[number].filter((ref) => ref < 0).map((ref) => ~ref),
    isOrdered: (number) => collections[number].ordered === true,
    outermost: [...outer.keys()].filter((number) => !outer[number].length),
    /** The groups that a concept is directly in. */
    of: (concept) => refs.flatMap((own, number) => (own.includes(concept) ? [number] : [])),
  };
}
