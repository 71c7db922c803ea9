// The network that Python has laid out, with an index or two. A node's id is its place in `nodes`.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const nodes = data.nodes;
const edgesOf = nodes.map(() => []);
const namesOf = nodes.map(() => []);
const byTerm = new Map();

data.edges.forEach((edge, id) => {
  edge.id = id;
  edgesOf[edge.from].push(edge);
  edgesOf[edge.to].push(edge);
});
for (const node of nodes) {
  node.lines = node.label.split("\n");
  if (node.term !== undefined) byTerm.set(node.term, node);
  if (node.of !== undefined) namesOf[node.of].push(node);
}
/** The whole label of a concept: that of its node is broken into lines and may be cut. */
const labelOf = new Map(data.names.filter(([, rank]) => rank === 0).map(([text, , term]) => [term, text]));

const byLabel = new Intl.Collator(data.language).compare;
namesOf.forEach((names) => names.sort((a, b) => byLabel(a.label, b.label)));

/** Is the whole vocabulary on the map, or only its largest branches? */
const isWhole = nodes.every((node) => node.kind !== "concept" || node.x !== undefined);

/** The concept that a node stands for: itself, or the one that it is a name of. */
const conceptOf = (node) => (node.of === undefined ? node : nodes[node.of]);

const otherEnd = (edge, id) => nodes[edge.from === id ? edge.to : edge.from];

/** A name without case, accents, spaces and punctuation, as names are compared. */
const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}+#]/gu, "");
