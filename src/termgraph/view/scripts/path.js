// The shortest way between two concepts, and how it reads as a sentence. Nothing here touches the page.

/** What a step says, from the concept before it to the one after: along the relation, and against it. */
const PHRASES = {
  broader: ["is a kind of", "includes"],
  partOf: ["is part of", "has the part"],
  contrastsWith: ["contrasts with", "contrasts with"],
  confusedWith: ["is often confused with", "is often confused with"],
  misnomerOf: ["is a misleading name for", "is misleadingly called"],
  related: ["is related to", "is related to"],
};

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

/** What a step says: "is a kind of". A kind that has no phrase of its own is called what the legend calls it. */
export function phraseOf(model, { kind, out }) {
  const phrases = PHRASES[kind];
  if (phrases) return phrases[out ? 0 : 1];
  const label = model.kinds[kind]?.label ?? kind;
  return out ? `→ ${label} →` : `← ${label} ←`;
}

/** A way as a sentence, in parts: texts, and numbers of concepts. */
export function sentenceOf(model, from, steps) {
  const parts = [from];
  steps.forEach((step, number) => {
    parts.push(`${number ? ", which " : " "}${phraseOf(model, step)} `, step.to);
  });
  parts.push(".");
  return parts;
}
