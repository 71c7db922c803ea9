// What there is to know of a name besides its text, and the order in which names stand.

/** The kinds of lines that lead from names that mislead. */
export const OF_NAMES = new Set(["misnomerOf", "suggests"]);

/** What is said of a kind of name beside it, "" where there is nothing to say. */
export const remarkOf = (model, kind) => model.words.names[kind] ?? "";

/** Siblings in their natural order: by a stated order or their notations, what has none of these by its label. */
export function naturally(model, concepts) {
  const placed = concepts.filter((concept) => model.rank(concept) < model.size);
  const others = concepts.filter((concept) => model.rank(concept) >= model.size);
  return [...placed.sort((a, b) => model.rank(a) - model.rank(b)), ...alphabetical(model, others)];
}

/** Concepts in the order of their labels; in the page's language that is the order of their numbers. */
export function alphabetical(model, concepts) {
  if (model.language === model.pageLanguage) return [...concepts].sort((a, b) => a - b);
  const compare = new Intl.Collator(model.language, { numeric: true }).compare;
  const texts = new Map(concepts.map((concept) => [concept, model.label(concept).text]));
  return [...concepts].sort((a, b) => compare(texts.get(a), texts.get(b)) || a - b);
}
