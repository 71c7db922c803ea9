"""An ontology as a vocabulary: the classes of OWL and RDFS, with what their annotations say, as SKOS has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal

from termgraph.namespaces import (
    DC,
    DCT,
    LABEL_TYPES,
    OBO,
    OIO,
    OWL,
    RDF,
    RDFS,
    SKOS,
    SKOSXL,
    label_type,
    local_name,
)
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

#: Which note of SKOS annotations of ontologies are (OBO's Information Artifact Ontology, oboInOwl, Dublin Core).
_ANNOTATIONS = {
    OBO + "IAO_0000118": "altLabel",
    OIO + "hasExactSynonym": "altLabel",
    OBO + "IAO_0000115": "definition",
    OIO + "hasDefinition": "definition",
    OBO + "IAO_0000112": "example",
    OBO + "IAO_0000116": "editorialNote",
    OIO + "id": "notation",
}
#: What is a definition where nothing better is one, and a note elsewhere.
_DESCRIPTIONS = (DCT + "description", DC + "description", RDFS + "comment")
#: Names of what is like the thing and not the thing.
_NEAR = {"hasNarrowSynonym": "Narrower", "hasBroadSynonym": "Broader", "hasRelatedSynonym": "Related"}
#: What says that a name is another one of the same thing.
_EXACT = (OIO + "hasExactSynonym", OBO + "IAO_0000118", SKOS + "altLabel")
_PART_OF = OBO + "BFO_0000050"

_Triple = tuple[str, str, Value]


def as_skos(ontology: Thesaurus) -> Thesaurus | None:
    """Return the classes of an ontology that have names as concepts, None where there are none.

    >>> birds = Thesaurus.from_text('''<e:bird> a owl:Class ; rdfs:label "bird" . <e:owl> a owl:Class ;
    ...     rdfs:label "owl"@en ; rdfs:subClassOf <e:bird> ; rdfs:comment "Hunts at night."@en .''')
    >>> found = as_skos(birds)
    >>> found.concept_of("e:owl").definition, found.concept_of("e:owl").broader
    ({'en': 'Hunts at night.'}, ('e:bird',))
    """
    named = {node for node, _ in ontology.texts(RDFS + "label")} | ontology.subjects_of(SKOS + "prefLabel")
    found = ontology.of_class(OWL + "Class") | ontology.of_class(RDFS + "Class")
    classes = {node for node in found & named if not node.startswith("_:")}
    if not classes:
        return None
    columns: dict[str, list[tuple[str, Value]]] = defaultdict(list)
    for subject, predicate, value in dict.fromkeys(_said(ontology, classes)):
        columns[predicate].append((subject, value))
    record = ontology.record
    kept = record.graphs[""]
    for predicate, pairs in columns.items():
        if predicate in kept:
            pairs[:0] = zip(*kept[predicate], strict=True)
    return ontology.of(record.replaced({("", predicate): pairs for predicate, pairs in columns.items()}))


def _said(ontology: Thesaurus, classes: set[str]) -> Iterator[_Triple]:
    """Yield what SKOS says of the classes."""
    concept, scheme = SKOS + "Concept", SKOS + "ConceptScheme"
    yield from ((node, RDF + "type", scheme) for node in sorted(ontology.of_class(OWL + "Ontology")))
    yield from ((node, RDF + "type", concept) for node in sorted(classes))
    yield from _names(ontology, classes)
    for predicate, note in _ANNOTATIONS.items():
        yield from _of(ontology, predicate, note, classes)
    yield from _types(ontology, classes)
    yield from _descriptions(ontology, classes)
    for name, kind in _NEAR.items():
        for node, text in ontology.texts(OIO + name):
            if node in classes:
                said = f"{kind} name: {text.value}"
                yield node, SKOS + "scopeNote", Literal(said, language=text.language)
    yield from _above(ontology, classes)


def _of(ontology: Thesaurus, predicate: str, note: str, classes: set[str]) -> Iterator[_Triple]:
    for node, text in ontology.texts(predicate):
        if node in classes:
            yield node, SKOS + note, text


def _names(ontology: Thesaurus, classes: set[str]) -> Iterator[_Triple]:
    """Yield the labels: the first of a language is the preferred name, unless there is one already."""
    taken = {(node, text.language) for node, text in ontology.texts(SKOS + "prefLabel")}
    for node, text in sorted(ontology.texts(RDFS + "label"), key=str):
        if node in classes:
            first = (node, text.language) not in taken
            taken.add((node, text.language))
            yield node, SKOS + ("prefLabel" if first else "altLabel"), text


def _types(ontology: Thesaurus, classes: set[str]) -> Iterator[_Triple]:
    """Yield the names of which an axiom says what kind of name they are: SKOS-XL has a resource for each."""
    about = {axiom: node for axiom, node in ontology.links(OWL + "annotatedSource") if node in classes}
    exact = {axiom for axiom, name in ontology.links(OWL + "annotatedProperty") if name in _EXACT}
    texts = dict(ontology.texts(OWL + "annotatedTarget"))
    for axiom, type_ in ontology.links(OIO + "hasSynonymType"):
        if axiom in about and axiom in exact and axiom in texts:
            ours = label_type(local_name(type_)) or label_type(ontology.label(type_, ontology.language))
            yield about[axiom], SKOSXL + "altLabel", axiom
            yield axiom, SKOSXL + "literalForm", texts[axiom]
            yield axiom, OIO + "hasSynonymType", LABEL_TYPES.get(ours or "", type_)


def _descriptions(ontology: Thesaurus, classes: set[str]) -> Iterator[_Triple]:
    """Yield descriptions and comments: definitions of what has no other, else notes."""
    defining = [SKOS + "definition", *(name for name, note in _ANNOTATIONS.items() if note == "definition")]
    defined = ontology.subjects_of(*defining)
    for predicate in _DESCRIPTIONS:
        said = list(_of(ontology, predicate, "definition", classes))
        yield from (
            (node, SKOS + ("scopeNote" if node in defined else "definition"), text) for node, _, text in said
        )
        defined |= {node for node, _, _ in said}


def _above(ontology: Thesaurus, classes: set[str]) -> Iterator[_Triple]:
    """Yield what the classes are kinds and parts of."""
    on = dict(ontology.links(OWL + "onProperty"))
    wholes = dict(ontology.links(OWL + "someValuesFrom"))
    part_of = RELATIONS["partOf"].iri
    for node, above in ontology.links(RDFS + "subClassOf"):
        if node not in classes:
            continue
        if above in classes:
            yield node, SKOS + "broader", above
        elif on.get(above) == _PART_OF and wholes.get(above) in classes:
            yield node, part_of, wholes[above]
