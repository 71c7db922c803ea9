"""OWL, for Protégé, ROBOT and oaklib: each concept is a class as well, below the classes of its broader concepts.

A concept keeps its type `skos:Concept`, and all that is said of it stays said (OWL 2 calls it punning): the annotations
are of the IRI, whether a program sees a class there or an individual. So editors of ontologies show the tree, and who
reads SKOS reads the same file. Only what is generic is a subclass: a part of something is no kind of it, and what is
related claims nothing of instances, so that these relations are annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, Triple

from termgraph.diff.facts import Fact
from termgraph.export.profiles import Notice, Pairs, silent
from termgraph.export.rdfxml import rdfxml
from termgraph.namespaces import DCT, OBO, OIO, OWL, PREFIXES, RDF, RDFS, SKOS
from termgraph.skos import Thesaurus

_TYPE = RDF + "type"
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


def owl(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return an ontology in RDF/XML.

    Raises:
        TermgraphError: where a text or a property cannot be said in XML.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:broader <e:bird> . <e:bird> a skos:Concept .')
    >>> owl(birds).decode().count('<rdfs:subClassOf rdf:resource="e:bird"/>')
    1
    """
    from termgraph.store.record import Column

    told = [*_kept(thesaurus), *_added(thesaurus)]
    said: Pairs = {}
    for subject, predicate, value in dict.fromkeys([*told, *_declared(told)]):
        if not isinstance(value, Triple):
            said.setdefault(predicate, []).append((subject, value))
    record = thesaurus.record.bare()
    for name, pairs in said.items():
        record.graphs[""][name] = Column([one for one, _ in pairs], [value for _, value in pairs])
    file = thesaurus.address if thesaurus.address and thesaurus.address.startswith("file:") else None
    return b"".join(rdfxml(record, {**PREFIXES, **thesaurus.prefixes}, file, notice, _TYPED))


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


def _kept(thesaurus: Thesaurus) -> Iterator[Fact]:
    for name, column in thesaurus.record.columns.items():
        facts = ((subject, name, value) for subject, value in zip(*column, strict=True))
        yield from filter(annotated(thesaurus), facts)


def _added(thesaurus: Thesaurus) -> Iterator[Fact]:
    """Yield what makes concepts classes, and what tools of ontologies look for."""
    if thesaurus.scheme:
        yield thesaurus.scheme, _TYPE, OWL + "Ontology"
    above = superclasses(thesaurus)
    for iri in sorted(thesaurus.concepts):
        yield iri, _TYPE, OWL + "Class"
        yield from ((iri, RDFS + "subClassOf", other) for other in above(iri))
        if not any(thesaurus.about(iri, RDFS + "label")):
            yield iri, RDFS + "label", Literal(thesaurus.label(iri))
        for name, read_as in _TOLD_AS.items():
            yield from ((iri, read_as, value) for _, value in thesaurus.about(iri, name))


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


def _declared(told: Iterable[Fact]) -> Iterator[Fact]:
    """Yield what OWL wants to be told of each property and of each class."""
    for subject, predicate, value in told:
        properties = (subject, value) if predicate == RDFS + "subPropertyOf" else (predicate,)
        found = [(one, "AnnotationProperty") for one in properties]
        found += [(value, "Class")] if predicate == _TYPE else []
        for one, kind in found:
            if isinstance(one, str) and not one.startswith(_RESERVED):
                yield one, _TYPE, OWL + kind
