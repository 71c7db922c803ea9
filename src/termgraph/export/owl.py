"""OWL, for Protégé, ROBOT and oaklib: each concept is a class as well, below the classes of its broader concepts.

A concept keeps its type `skos:Concept`, and all that is said of it stays said (OWL 2 calls it punning): the annotations
are of the IRI, whether a program sees a class there or an individual. So editors of ontologies show the tree, and who
reads SKOS reads the same file. Only what is generic is a subclass: a part of something is no kind of it, and what is
related claims nothing of instances, so that these relations are annotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain

from pyoxigraph import Literal

from termgraph.diff.facts import Fact
from termgraph.export.profiles import Notice, Pairs, silent
from termgraph.export.rdfxml import rdfxml
from termgraph.namespaces import DCT, OBO, OIO, OWL, PREFIXES, RDF, RDFS, SKOS
from termgraph.skos import Thesaurus

_TYPE = RDF + "type"
_LABEL = RDFS + "label"
#: What tools of the OBO ontologies read a text or a successor by, beside how SKOS says it.
_TOLD_AS = {
    SKOS + "definition": OBO + "IAO_0000115",
    SKOS + "altLabel": OIO + "hasExactSynonym",
    SKOS + "hiddenLabel": OIO + "hasRelatedSynonym",
    DCT + "isReplacedBy": OBO + "IAO_0100001",
}
#: The terms of OWL and RDF that annotations are made of; all others there are axioms.
_OF_ANNOTATIONS = frozenset(
    [_TYPE, RDF + "value"]
    + [RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy", "subPropertyOf")]
    + [OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget", "deprecated")]
    + [OWL + name for name in ("versionInfo", "versionIRI", "priorVersion")]
)
_RESERVED = (RDF, RDFS, OWL)
#: What elements are called by, since some readers look for elements and not for types.
_TYPED = tuple(OWL + name for name in ("Ontology", "Class", "AnnotationProperty", "Axiom"))


def owl(thesaurus: Thesaurus, notice: Notice = silent) -> Iterator[bytes]:
    """Yield an ontology in RDF/XML, in pieces.

    Raises:
        TermgraphError: where a text or a property cannot be said in XML.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:broader <e:bird> . <e:bird> a skos:Concept .')
    >>> b"".join(owl(birds)).decode().count('<rdfs:subClassOf rdf:resource="e:bird"/>')
    1
    """
    from termgraph.store.record import Column

    said = _said(thesaurus)
    said[_TYPE] = [*said.get(_TYPE, ()), *_declared(said)]
    record = thesaurus.record.bare()
    for name in [*said]:  # of a large one there should not be two
        once = dict.fromkeys(said.pop(name))
        record.graphs[""][name] = Column([one for one, _ in once], [value for _, value in once])
    file = thesaurus.address if thesaurus.address and thesaurus.address.startswith("file:") else None
    yield from rdfxml(record, {**PREFIXES, **thesaurus.prefixes}, file, notice, _TYPED)


def annotated(thesaurus: Thesaurus) -> Callable[[Fact], bool]:
    """Return what tells whether a statement can stand in an ontology whose properties are all annotations.

    The scheme is the ontology, which cannot be of another type as well.

    >>> holds = annotated(Thesaurus.from_text("<e:owl> skos:related <e:night> ."))
    >>> holds(("e:owl", SKOS + "related", "e:night")), holds(("e:p", OWL + "inverseOf", "e:q"))
    (True, False)
    """

    def holds(fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate == _TYPE and isinstance(value, str) and value != OWL + "Axiom":
            return subject != thesaurus.scheme and not value.startswith(_RESERVED)
        return predicate in _OF_ANNOTATIONS or not predicate.startswith(_RESERVED)

    return holds


def _said(thesaurus: Thesaurus) -> Pairs:
    """Return what is kept, and what makes concepts classes and what tools of ontologies look for."""
    holds, concepts = annotated(thesaurus), thesaurus.concepts
    said: Pairs = defaultdict(list)
    for name, column in thesaurus.record.columns.items():
        pairs = [*zip(*column, strict=True)]
        if name == _TYPE:
            said[name] += [(one, value) for one, value in pairs if holds((one, name, value))]
        elif holds(("", name, "")):
            said[name] += pairs
        if name in _TOLD_AS:
            said[_TOLD_AS[name]] += [pair for pair in pairs if pair[0] in concepts]
    nameless = concepts - {one for one, _ in said[_LABEL]}
    said[_LABEL] += [(iri, Literal(thesaurus.label(iri))) for iri in nameless]
    said[_TYPE] += [(thesaurus.scheme, OWL + "Ontology")] if thesaurus.scheme else []
    said[_TYPE] += [(iri, OWL + "Class") for iri in concepts]
    above = superclasses(thesaurus)
    said[RDFS + "subClassOf"] += [(iri, other) for iri in concepts for other in above(iri)]
    return {name: pairs for name, pairs in said.items() if pairs}


def superclasses(thesaurus: Thesaurus) -> Callable[[str], list[str]]:
    """Return what tells the classes that a concept's is below: not what it is a part or an instance of."""
    kinds = thesaurus.relations
    others = [row.name for row in kinds.below("broaderPartitive", "broaderInstantial")]
    generic = [row.name for row in kinds.below("broader") if row.name not in others]

    def found(iri: str, names: list[str]) -> list[str]:
        return [one for name in names for one in thesaurus.edges.get(name, {}).get(iri, ())]

    def above(iri: str) -> list[str]:
        excluded = found(iri, others)
        return [one for one in found(iri, generic) if one not in excluded]

    return above


def _declared(said: Pairs) -> Iterator[tuple[str, str]]:
    """Yield what OWL wants to be told of each property and of each class."""
    properties = {*said, *chain.from_iterable(said.get(RDFS + "subPropertyOf", ()))}
    classes = {class_ for _, class_ in said.get(_TYPE, ())}
    for found, kind in ((properties, "AnnotationProperty"), (classes, "Class")):
        for one in found:
            if isinstance(one, str) and not one.startswith(_RESERVED):
                yield one, OWL + kind
