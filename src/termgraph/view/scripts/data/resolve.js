// What an address means: a concept by its key, its IRI or any name. As `resolve` and `find` in Python.

import { fold } from "./fold.js";
import { inflectionOf } from "./inflection.js";

/** The concepts that a name means, several where it is ambiguous: those that bear it in its strictest spelling. */
export function meantBy(model, name) {
  const known = [model.find(name), name.includes(":") ? model.findIri(name) : -1].filter((concept) => concept >= 0);
  if (known.length) return known.slice(0, 1);
  const low = name.trim().toLowerCase();
  const folded = fold(name);
  if (!folded) return [];
  const { spellingKeys } = inflectionOf(model.inflection);
  const wanted = new Set(spellingKeys(name));
  const spellings = [
    (text) => text === name.trim(),
    (text) => text.toLowerCase() === low,
    (text) => fold(text) === folded,
    (text) => spellingKeys(text).some((key) => wanted.has(key)),
  ];
  for (const isSame of spellings) {
    const bearers = bearersOf(model, isSame);
    if (bearers.length) return preferred(model, bearers);
  }
  return [];
}

/** A function of a name that gives the key of the one concept that it means; the name itself for none, or several. */
export function keysIn(model) {
  const found = new Map();
  return (name) => {
    if (model.find(name) >= 0) return name;
    if (!found.has(name)) {
      const meant = meantBy(model, name);
      found.set(name, meant.length === 1 ? model.key(meant[0]) : name);
    }
    return found.get(name);
  };
}

/** Who bears a name: {concept, isHidden}, each concept once. */
function bearersOf(model, isSame) {
  const found = new Map();
  const add = (concept, isHidden) => found.set(concept, (found.get(concept) ?? true) && isHidden);
  for (const tag of [...model.languages, ""]) {
    model.labelsIn(tag).forEach((text, concept) => text && isSame(text) && add(concept, false));
  }
  model.nameTexts.forEach((text, number) => {
    if (!isSame(text)) return;
    const { concept, property } = model.nameAt(number);
    add(concept, property === "hiddenLabel" || property === "proposedName");
  });
  return [...found].map(([concept, isHidden]) => ({ concept, isHidden }));
}

/** A name that is only searched for yields to others, and what is deprecated to what is in use. */
function preferred(model, bearers) {
  const yielding = [({ isHidden }) => isHidden, ({ concept }) => model.isDeprecated(concept)];
  const left = yielding.reduce((all, yields) => {
    const others = all.filter((one) => !yields(one));
    return others.length ? others : all;
  }, bearers);
  return left.map(({ concept }) => concept);
}
