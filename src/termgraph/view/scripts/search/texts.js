// Search in definitions and notes: unpacked when they are first asked for, in slices, and kept as plain text.

import { inSlices } from "../page/slices.js";
import { plainText } from "../page/text.js";

/** Kinds of notes that are searched, as in `skos.spellings` in Python. */
const SEARCHED = new Set(["scopeNote", "note", "example"]);
const FITS = 3;

/** The texts of a vocabulary to search in: `find(phrase, {fits, isWanted})` gives hits, best first; null when unwanted. */
export function textsOf(model) {
  let texts = null;

  /** Two parallel lists: texts in lower case, and whose they are. */
  async function unpacked() {
    const found = { texts: [], concepts: [] };
    await model.eachArticle((article, concept) => {
      const notes = (article.n ?? []).filter(([kind]) => SEARCHED.has(kind)).map(([, , rich]) => rich);
      for (const rich of [...(article.d ?? []).map(([, text]) => text), ...notes]) {
        found.texts.push(plainText(rich).toLowerCase().replace(/\s+/g, " "));
        found.concepts.push(concept);
      }
    });
    return found;
  }

  return {
    async find(phrase, { fits, isWanted }) {
      const { texts: all, concepts } = await (texts ??= unpacked());
      const best = new Map();
      function* looking() {
        for (let at = 0; at < all.length; at++) {
          if (at % 64 === 63) yield;
          if (fits && !fits(concepts[at])) continue;
          const fit = phrase.fit(all[at]);
          if (fit >= 0) best.set(concepts[at], Math.min(fit, best.get(concepts[at]) ?? FITS));
        }
      }
      if (!(await inSlices(looking(), isWanted))) return null;
      const sorted = [...best].sort(([a, one], [b, other]) => model.isDeprecated(a) - model.isDeprecated(b) || one - other || a - b);
      return sorted.map(([concept]) => concept);
    },
  };
}
