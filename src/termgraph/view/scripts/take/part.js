// The part of a vocabulary that is about some concepts: the same that Python's `export.part` gives. Nothing here touches
// the page.

const LABELS = [
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://purl.org/dc/terms/title",
];
/** What a scheme says of all its concepts together: a part has the works that its own ones cite. */
const WHOLE = "https://schema.org/citation";
const XL_LABEL = "http://www.w3.org/2008/05/skos-xl#prefLabel";

/**
 * What is said of some concepts and of what they are described with, and the labels of what is at the other end of a
 * relation: triples as [subject, predicate, number], some perhaps twice.
 */
export function partOf(record, concepts) {
  const kept = new Set(concepts);
  const groups = new Set(concepts.flatMap((concept) => [...record.groupsOf(concept)]));
  const [described, ends, said] = [new Set(), new Set(), []];

  /** Say all of nodes and, on and on, of what they are described with, but for other entries. */
  function describe(nodes) {
    const pending = [...nodes];
    while (pending.length) {
      const node = pending.pop();
      if (node === undefined || described.has(node)) continue;
      described.add(node);
      for (const [name, value] of record.about(node)) {
        if (name === WHOLE && groups.has(node)) continue;
        if (record.isNode(value)) {
          const isEntry = record.isEntry(value);
          // The other top concepts of a scheme and members of a collection are not of the part.
          if (isEntry && groups.has(node) && !groups.has(value) && !kept.has(value)) continue;
          ends.add(value);
          if (!isEntry) pending.push(value);
        }
        pending.push(record.number(name));
        said.push([node, name, value]);
      }
    }
  }

  describe([...kept, ...groups, ...concepts.flatMap((concept) => [...record.recordsOf(concept)])]);
  const told = new Set([...ends, ...described]);
  for (const name of record.relations) {
    for (const [subject, value] of record.stated(name)) {
      if (!kept.has(value) || told.has(subject)) continue; // said from the other end only
      ends.add(subject);
      said.push([subject, name, value]);
    }
  }
  for (const end of [...ends].filter((node) => !described.has(node))) {
    for (const name of LABELS) said.push(...record.about(end, name).map(([, value]) => [end, name, value]));
    const terms = record.labelTerms.flatMap((name) => record.about(end, name)).map(([, term]) => term);
    for (const term of terms.filter(record.isNode)) {
      said.push([end, XL_LABEL, term]);
      describe([term]);
    }
  }
  return said;
}
