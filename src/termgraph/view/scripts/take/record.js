// All that the vocabulary states, by the numbers of its nodes and literals, unpacked when something is taken away.

import { inflate } from "../data/codec.js";
import { numbersOf, rowsOf, summed } from "../data/columns.js";

/** What the packed statements say. Concepts have their own numbers, other nodes follow, then literals. */
export function recordOf(model, packed) {
  const others = packed.nodes ? packed.nodes.split("\n") : [];
  const literals = packed.literals ? packed.literals.split("\n") : [];
  const nodeCount = model.size + others.length;
  const count = nodeCount + model.textCount + literals.length;
  const numbers = new Map(others.map((iri, at) => [iri, model.size + at]));
  for (let i = 0; i < model.size; i += 1) numbers.set(model.iri(i), i);
  const pairsOf = ([subjects, values]) => ({ subjects: summed(numbersOf(subjects)), values: summed(numbersOf(values), count) });
  const rows = ({ subjects, values }) => rowsOf(nodeCount, subjects, values);
  const columns = new Map(Object.entries(packed.columns).map(([name, column]) => [name, pairsOf(column)]));
  const said = new Map([...columns].map(([name, column]) => [name, rows(column)]));
  const entries = new Set(summed(numbersOf(packed.entries)));
  return {
    prefixes: packed.prefixes,
    relations: packed.relations,
    labelTerms: packed.labelTerms,
    number: (iri) => numbers.get(iri),
    iri: (node) => (node < model.size ? model.iri(node) : others[node - model.size]),
    isNode: (number) => number < nodeCount,
    /** Whether a node is a concept, a collection or a scheme. */
    isEntry: (node) => node < model.size || entries.has(node),
    /** A literal: { text, lang } that the page has already, or as it is written in N-Triples. */
    literal(number) {
      const at = number - nodeCount;
      return at < model.textCount ? model.textAt(at) : literals[at - model.textCount];
    },
    /** What is said of a node, or by one predicate of it: [predicate, number] each. */
    about(node, predicate = null) {
      const names = predicate === null ? [...said.keys()] : said.has(predicate) ? [predicate] : [];
      return names.flatMap((name) => Array.from(said.get(name)(node), (value) => [name, value]));
    },
    /** The pairs of a predicate. */
    stated(predicate) {
      const column = columns.get(predicate);
      return column ? Array.from(column.subjects, (subject, at) => [subject, column.values[at]]) : [];
    },
    groupsOf: rows(pairsOf(packed.groups)),
    recordsOf: rows(pairsOf(packed.records)),
  };
}

let held = null;

/** Whether the page holds what its vocabulary states: that of a very large one does not. */
export const hasRecord = () => document.getElementById("statements") !== null;

/** What the vocabulary of this page states. */
export function record(model) {
  held ??= inflate("statements").then((packed) => recordOf(model, packed));
  return held;
}
