// The shortest way between two concepts, and how it reads as a sentence. Nothing here touches the page.

/**
 * The shortest way from one concept to another: [{ from, to, kind, out }, …], empty where they are the same, null
 * where there is none. Kinds in `hidden` are not walked. Of several ways the one along the closer kinds is taken,
 * because a concept's neighbours come in that order.
 */
export function findPath(model, from, to, hidden = new Set()) {
  if (from === to) return [];
  const cameBy = new Map([[from, null]]);
  let front = [from];
  while (front.length) {
    const next = [];
    for (const here of front) {
      for (const { to: there, kind, out } of model.neighbours(here)) {
        if (cameBy.has(there) || hidden.has(kind)) continue;
        cameBy.set(there, { from: here, to: there, kind, out });
        if (there === to) return stepsTo(to, cameBy);
        next.push(there);
      }
    }
    front = next;
  }
  return null;
}

function stepsTo(end, cameBy) {
  const steps = [];
  for (let step = cameBy.get(end); step; step = cameBy.get(step.from)) steps.push(step);
  return steps.reverse();
}

/** What a step says, from the concept before it to the one after: "is a kind of". */
export const phraseOf = (model, { kind, out }) => model.kinds[kind].says[out ? 0 : 1];

/** A way as a sentence, in parts: texts, and numbers of concepts. */
export function sentenceOf(model, from, steps) {
  const parts = [from];
  steps.forEach((step, number) => {
    parts.push(`${number ? ", which " : " "}${phraseOf(model, step)} `, step.to);
  });
  parts.push(".");
  return parts;
}
