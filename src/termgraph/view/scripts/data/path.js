// The ways between two concepts, and how they read as sentences. Nothing here touches the page.

const MOST_WAYS = 4;

/**
 * The shortest way from one concept to another: [{ from, to, kind, out }, …], empty where they are the same, null
 * where there is none. Kinds in `hidden` are not walked, nor what a name only suggests. Of several ways the one along
 * the closer kinds is taken, because a concept's neighbours come in that order. Concepts in `closed` are not passed;
 * where `to` is one, no step leads straight to it.
 */
export function findPath(model, from, to, hidden = new Set(), closed = new Set()) {
  if (from === to) return [];
  const cameBy = new Map([[from, null]]);
  let front = [from];
  while (front.length) {
    const next = [];
    for (const here of front) {
      for (const { to: there, kind, out } of model.neighbours(here)) {
        if (cameBy.has(there) || hidden.has(kind) || !model.kinds[kind].walked) continue;
        if (closed.has(there) && (there !== to || here === from)) continue;
        cameBy.set(there, { from: here, to: there, kind, out });
        if (there === to) return stepsTo(to, cameBy);
        next.push(there);
      }
    }
    front = next;
  }
  return null;
}

/** Several ways from one concept to another, the shortest first, which have nothing but their ends in common. */
export function findWays(model, from, to, hidden = new Set()) {
  const ways = [];
  const closed = new Set();
  while (ways.length < MOST_WAYS) {
    const way = findPath(model, from, to, hidden, closed);
    if (!way) break;
    ways.push(way);
    if (!way.length) break;
    for (const step of way.length > 1 ? way.slice(0, -1) : way) closed.add(step.to);
  }
  return ways;
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
    parts.push(`${number ? model.words.say("which") : " "}${phraseOf(model, step)} `, step.to);
  });
  parts.push(".");
  return parts;
}
