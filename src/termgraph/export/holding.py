"""Which statements each kind of format has a place for: a table, a network, a glossary, a set of mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TypeAlias

from pyoxigraph import Literal

from termgraph.diff.facts import Fact
from termgraph.namespaces import DCT, ISO_THES, OWL, RDF, RDFS, SKOS, SKOSXL, SSSOM, TG
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import KINDS, TITLES
from termgraph.skos.things import MAPPINGS

#: Tells whether a statement has a place.
Holds: TypeAlias = Callable[[Fact], bool]

_TYPE = RDF + "type"
#: What a row of a table says of its concept, beside relations.
_OF_A_ROW = (
    *(space + kind for space in (SKOS, SKOSXL) for kind in KINDS),
    *(SKOS + name for name in (*NOTES, "notation")),
    *(DCT + name for name in ("source", "created", "modified", "isReplacedBy", "replaces")),
    OWL + "deprecated", TG + "status",
)  # fmt: skip
#: What only says again, of a name that is a resource, what stands in the row of its concept.
_OF_A_NAME = (_TYPE, SKOSXL + "literalForm", RDFS + "label", TG + "synonymOf")
_OF_A_SCHEME = (SKOS + "inScheme", SKOS + "topConceptOf", RDFS + "isDefinedBy")
_THE_NODE = (_TYPE, OWL + "deprecated")


def is_kind(value: object) -> bool:
    """Tell whether a class says what kind of node of SKOS something is, as every format does in its own way."""
    return isinstance(value, str) and value.startswith((SKOS, SKOSXL, ISO_THES))


def by_table(thesaurus: Thesaurus) -> Holds:
    """Return what tells whether a row a concept has a place for a statement.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:altLabel "BO" ; <e:weighs> "007" .')
    >>> holds = by_table(birds)
    >>> [name for name, value in birds.about("e:owl") if not holds(("e:owl", name, value))]
    ['e:weighs']
    """
    told = set(_with_lower(thesaurus, _OF_A_ROW)) | _relations(thesaurus, back=False)
    backwards = _relations(thesaurus, back=True) | {SKOS + "member"}
    is_one = len(thesaurus.schemes) < 2
    concepts, owners = thesaurus.concepts, thesaurus.owners

    def holds(fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate in backwards:
            return value in concepts
        if predicate == SKOS + "hasTopConcept":
            return is_one and value in concepts
        if subject in owners:
            return predicate in _OF_A_NAME
        if subject not in concepts:
            return False
        if predicate == _TYPE:
            return value == SKOS + "Concept"
        if predicate == RDFS + "label":
            return _is_name(thesaurus, subject, value)
        return predicate in told or (is_one and predicate in _OF_A_SCHEME)

    return holds


def by_network(thesaurus: Thesaurus) -> Holds:
    """Return what tells whether a network has a place for a statement: as an edge, or as what a node is like."""
    edges = {iri for row in thesaurus.relations.drawn for iri in (row.iri, row.inverse)} - {""}
    edges |= {SKOS + "member"}
    joined = {subject for iri in edges for subject, _ in thesaurus.links(iri)}
    described = thesaurus.concepts | thesaurus.collections | (thesaurus.owners.keys() & joined)

    def holds(fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate in edges:
            return isinstance(value, str)
        if predicate == _TYPE and subject not in thesaurus.owners:
            return subject in described and is_kind(value)
        if subject not in described or isinstance(value, str):
            return subject in described and predicate in _THE_NODE
        if predicate in (SKOS + "prefLabel", RDFS + "label", SKOSXL + "literalForm"):
            return isinstance(value, Literal) and value.value == thesaurus.label(subject)
        if predicate == SKOS + "definition":
            return isinstance(value, Literal) and value.value == thesaurus.definition(subject)
        return predicate in _THE_NODE

    return holds


def by_glossary(thesaurus: Thesaurus, *, about: bool = True, asides: bool = True) -> Holds:
    """Return what tells whether a glossary says a statement; see `told.Told`.

    Args:
        thesaurus: the vocabulary.
        about: whether it has all that is said of the vocabulary as a whole.
        asides: whether it has what is only for those who work on it.
    """
    from termgraph.export.told import Told

    return Told(thesaurus, about=about, asides=asides).says


def by_ontology(thesaurus: Thesaurus) -> Holds:
    """Return what tells whether an ontology has a place for a statement; see `owl.annotated`."""
    from termgraph.export.owl import annotated

    return annotated(thesaurus)


def by_mappings(thesaurus: Thesaurus) -> Holds:
    """Return what tells whether a set of mappings says a statement."""
    stated = {SKOS + name for name in MAPPINGS}
    axioms = {axiom for told in thesaurus.told_of_mappings.values() for axiom, _ in told}
    ends = thesaurus.targets_of(*stated)

    def holds(fact: Fact) -> bool:
        subject, predicate, value = fact
        if subject in axioms:
            return predicate == _TYPE or predicate.startswith((OWL + "annotated", SSSOM, DCT))
        if predicate in stated:
            return subject in thesaurus.concepts
        is_called = isinstance(value, Literal) and value.value == thesaurus.label(subject)
        linked = subject in ends or any(True for name in stated for _ in thesaurus.about(subject, name))
        return linked and is_called and predicate in (SKOS + "prefLabel", RDFS + "label")

    return holds


def by_concepts(
    thesaurus: Thesaurus,
    names: Iterable[str],
    *,
    shown: Iterable[str] = (),
    own: bool = True,
    within: bool = False,
    only: Set[str] | None = None,
    groups: Iterable[str] = (),
    spoken: bool = False,
) -> Holds:
    """Return what tells whether a record a concept has a place for a statement.

    Args:
        thesaurus: the vocabulary.
        names: the properties that it has.
        shown: those of which it has what is shown in the language of display.
        own: whether it has every relation between concepts, or only those of `names`.
        within: whether it has relations to other such records only; mappings among `names` lead elsewhere all the same.
        only: the concepts that have a record; None for all.
        groups: the properties that it has of collections.
        spoken: whether it has names in the language of display only.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de .')
    >>> holds = by_concepts(birds, [SKOS + "altLabel"], shown=[SKOS + "prefLabel"])
    >>> [value.value for name, value in birds.about("e:owl", SKOS + "prefLabel") if not holds(("e:owl", name, value))]
    ['Eule']
    """
    names = tuple(names)
    held = set(_with_lower(thesaurus, names)) | {_TYPE}
    kinds = _relations(thesaurus, back=False)
    if own:
        held |= kinds
    inside = kinds - set(names).intersection(_LINKS) if within else frozenset()
    back = {row.inverse for row in thesaurus.relations.values() if row.iri in held} - {""}
    texts, concepts, owners = set(shown), thesaurus.concepts, thesaurus.owners
    recorded = concepts if only is None else only
    of_groups = {*groups, _TYPE} if groups else set()
    member = SKOS + "member" if SKOS + "member" in held | of_groups else ""

    def is_spoken(value: object) -> bool:
        forms = [value] if isinstance(value, Literal) else thesaurus.xl_labels.get(str(value), ())
        return all(thesaurus.speaks(form.language or "") for form in forms)

    def holds(fact: Fact) -> bool:
        subject, predicate, value = fact
        if spoken and not is_spoken(value):
            return False
        if subject in owners:
            return predicate in _OF_A_NAME
        if value in concepts and (predicate in back or predicate == member):
            return True
        if predicate == _TYPE and not is_kind(value):
            return False
        if predicate in inside and value not in concepts:
            return False
        if predicate == RDFS + "label":
            return subject in recorded and _is_name(thesaurus, subject, value)
        if predicate in texts and isinstance(value, Literal):
            is_told = subject in recorded or subject in thesaurus.collections
            return is_told and value.value in (thesaurus.label(subject), thesaurus.definition(subject))
        if subject in thesaurus.collections:
            return predicate in of_groups
        return subject in recorded and predicate in held

    return holds


def by_file(holds: Holds, thesaurus: Thesaurus, names: Iterable[str] = (), *, every: bool = False) -> Holds:
    """Return what tells whether a file has a place for a statement, at its head or in what is below.

    Args:
        holds: tells that of what is below.
        thesaurus: the vocabulary.
        names: what is said of the scheme besides its title: of what has a language, only what is shown.
        every: whether every scheme is told of, and in all languages.

    >>> birds = Thesaurus.from_text('<e:s> a skos:ConceptScheme ; dct:title "Birds"@en, "Vögel"@de .')
    >>> holds = by_file(by_table(birds), birds)
    >>> [value.value for name, value in birds.about("e:s", DCT + "title") if holds(("e:s", name, value))]
    ['Birds']
    """
    own = thesaurus.schemes if every else {thesaurus.scheme}
    held, frame = {*names, _TYPE}, thesaurus.frame()
    shown = {thesaurus.title(thesaurus.scheme or ""), frame.description}

    def said(fact: Fact) -> bool:
        subject, predicate, value = fact
        if subject not in own:
            return holds(fact)
        if predicate in TITLES and isinstance(value, Literal):
            named = thesaurus.titles(subject) if every else ()
            return value.value in shown or any(text == value.value for _, text in named)
        if predicate == _TYPE:
            return is_kind(value)
        if predicate in held and not every and isinstance(value, Literal) and value.language:
            return value.value in shown
        return predicate in held or holds(fact)

    return said


_NAMES = tuple(space + kind for space in (SKOS, SKOSXL) for kind in KINDS)
_NOTES = tuple(SKOS + kind for kind in NOTES)
_LINKS = tuple(SKOS + kind for kind in MAPPINGS)
_BASIC = (*(SKOS + name for name in ("broader", "narrower", "related", "notation")), OWL + "deprecated")
_STANDING = (*_OF_A_SCHEME, DCT + "isReplacedBy", *(DCT + name for name in ("created", "modified", "issued")))

_SHOWN = (SKOS + "prefLabel", SKOS + "definition")
_OTHERS = (SKOS + "altLabel", SKOSXL + "altLabel")


_LEADS = tuple(SKOS + name for name in ("broader", "narrower", "inScheme", "topConceptOf"))
#: What tables of concepts have a column for in the templates of voc4cat and VocExcel.
_IN_VOC4CAT = (
    *(SKOS + name for name in ("changeNote", "editorialNote")),
    DCT + "isReplacedBy",
    *_SHOWN,
    *_OTHERS[:1],
)
_IN_VOCEXCEL = (
    *(SKOS + name for name in ("historyNote", "example", "notation")), RDFS + "isDefinedBy", OWL + "deprecated",
    *_OTHERS[:1],
)  # fmt: skip


#: What the head of a file says of the scheme.
_DESCRIBED = (DCT + "description",)
_IN_A_HEAD = (
    *_DESCRIBED, *(DCT + name for name in ("created", "modified", "creator", "publisher")), OWL + "versionInfo",
)  # fmt: skip

#: What a writer takes, or a format of its own, and what has a place in it; RDF has one for all.
HOLDING: Mapping[str, Callable[[Thesaurus], Holds]] = {
    "jskos": lambda one: by_file(
        by_concepts(one, (*_NAMES, *_NOTES, *_LINKS, *_BASIC, *_STANDING), own=False),
        one,
        (*_DESCRIBED, DCT + "license", SKOS + "hasTopConcept"),
        every=True,
    ),
    "obograph": lambda one: by_file(
        by_concepts(one, (*_NAMES, *_NOTES, *_LINKS, OWL + "deprecated"), shown=[SKOS + "definition"]), one
    ),
    "owl": by_ontology,
    "tbx": lambda one: by_file(
        by_concepts(
            one, (*_NAMES, *_NOTES, SKOS + "notation", SKOS + "member", DCT + "modified"), within=True
        ),
        one,
    ),
    "anki": lambda one: by_file(
        by_concepts(one, _OTHERS, shown=_SHOWN, own=False, only=_defined(one) - one.deprecated), one
    ),
    "vale": lambda one: by_concepts(one, _NAMES, own=False),
    "cspell": lambda one: by_concepts(one, _NAMES, own=False),
    "textlint": lambda one: by_concepts(one, _NAMES, own=False),
    "voc4cat": lambda one: by_file(
        by_concepts(
            one,
            (*_IN_VOC4CAT, *_LEADS, *_LINKS),
            own=False,
            groups=(*_SHOWN, SKOS + "member", SKOS + "editorialNote"),
        ),
        one,
        _IN_A_HEAD,
    ),
    "vocexcel": lambda one: by_file(
        by_concepts(
            one,
            (*_IN_VOCEXCEL, *_LEADS, *_LINKS),
            shown=_SHOWN,
            own=False,
            groups=(*_SHOWN, SKOS + "member", SKOS + "historyNote"),
        ),
        one,
        (*_IN_A_HEAD, SKOS + "historyNote"),
    ),
    "datahub": lambda one: by_file(
        by_concepts(
            one,
            (
                *_NAMES[:3],
                *_NOTES,
                *_LEADS,
                *_LINKS,
                *(SKOS + name for name in ("related", "notation", "member")),
            ),
            own=False,
            within=True,
        ),
        one,
        _DESCRIBED,
    ),
    "openmetadata": lambda one: by_concepts(
        one,
        (*_LEADS, *_LINKS, SKOS + "prefLabel", SKOS + "altLabel", SKOS + "related"),
        shown=[SKOS + "definition"],
        own=False,
        within=True,
    ),
    "schemaorg": lambda one: by_file(
        by_concepts(one, _OTHERS, shown=_SHOWN, own=False, spoken=True), one, (*_DESCRIBED, DCT + "license")
    ),
    "abbr": lambda one: by_concepts(one, _OTHERS, shown=_SHOWN, own=False, spoken=True, only=_defined(one)),
    "table": by_table,
    "network": by_network,
    "glossary": by_glossary,
    "sphinx": lambda one: by_glossary(one, about=False),
    "html": lambda one: by_glossary(one, about=False, asides=False),
    "pdf": lambda one: by_glossary(one, about=False, asides=False),
    "mappings": by_mappings,
}


def _defined(thesaurus: Thesaurus) -> Set[str]:
    return {one for one in thesaurus.concepts if thesaurus.definition(one)}


def _with_lower(thesaurus: Thesaurus, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from thesaurus.properties(name)


def _relations(thesaurus: Thesaurus, *, back: bool) -> Set[str]:
    """Return the properties of the relations between concepts, along them or against them."""
    rows = [row for row in thesaurus.relations.values() if row.subject == "concept"]
    return {row.inverse if back else row.iri for row in rows} - {""}


def _is_name(thesaurus: Thesaurus, node: str, value: object) -> bool:
    return isinstance(value, Literal) and any(value.value == text for _, text, _ in thesaurus.names_of(node))
