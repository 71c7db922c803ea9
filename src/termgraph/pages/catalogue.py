"""What catalogues and other programs are told of a vocabulary: VoID and DCAT, and a stanza for Skosmos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from termgraph.export import WRITERS
from termgraph.export.turtle import turtle
from termgraph.namespaces import DCT, FOAF, PREFIXES, RDF, SKOS, XSD, is_absolute_iri
from termgraph.pages.places import relative

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_SKOSMOS = "http://purl.org/net/skosmos#"
_PREFIXES = {**PREFIXES, "void": _VOID, "dcat": _DCAT, "skosmos": _SKOSMOS}
#: What the scheme says of itself and a catalogue wants to know.
_TOLD = tuple(
    DCT + name
    for name in (
        "title",
        "description",
        "license",
        "creator",
        "publisher",
        "created",
        "issued",
        "modified",
        "language",
    )
)
#: Where a folder lies of which nobody has said where: all is relative to it.
_NOWHERE = "file:///site/"
_Node = NamedNode | BlankNode


def void(thesaurus: Thesaurus, url: str, downloads: Mapping[str, str]) -> bytes:
    """Return the vocabulary as a dataset of VoID and DCAT, as Turtle.

    Args:
        thesaurus: the vocabulary.
        url: the web address of the folder that it is published in; "" where that is not known.
        downloads: the path in it of each download, with its format.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> b"void:dataDump <downloads/birds.ttl>" in void(birds, "", {"downloads/birds.ttl": "turtle"})
    True
    """
    home = url or _NOWHERE
    dataset = NamedNode(home + "void.ttl#dataset")
    said = [Triple(*one) for one in _dataset(thesaurus, dataset, home, downloads)]
    return b"".join(turtle(said, _PREFIXES, home + "void.ttl"))


def _dataset(
    thesaurus: Thesaurus, dataset: NamedNode, home: str, downloads: Mapping[str, str]
) -> Iterator[tuple[_Node, NamedNode, _Node | Literal]]:
    yield from ((dataset, _a(), NamedNode(one)) for one in (_VOID + "Dataset", _DCAT + "Dataset"))
    yield from _of_scheme(thesaurus, dataset)
    yield dataset, NamedNode(FOAF + "homepage"), NamedNode(home + "index.html")
    if thesaurus.base:
        yield dataset, NamedNode(_VOID + "uriSpace"), Literal(thesaurus.base)
    if thesaurus.scheme and is_absolute_iri(thesaurus.scheme):
        yield dataset, NamedNode(_VOID + "rootResource"), NamedNode(thesaurus.scheme)
    counts = {"triples": len(thesaurus.record), "entities": len(thesaurus.concepts)}
    for name, count in counts.items():
        yield dataset, NamedNode(_VOID + name), _number(count)
    yield dataset, NamedNode(_VOID + "vocabulary"), NamedNode(SKOS)
    for path, format in downloads.items():
        file = NamedNode(home + relative(path, ""))
        way = BlankNode(path.encode().hex())
        if WRITERS[format].takes == "rdf":
            yield dataset, NamedNode(_VOID + "dataDump"), file
        yield dataset, NamedNode(_DCAT + "distribution"), way
        yield way, _a(), NamedNode(_DCAT + "Distribution")
        yield way, NamedNode(_DCAT + "accessURL"), file  # which DCAT-AP wants
        yield way, NamedNode(_DCAT + "downloadURL"), file
        yield way, NamedNode(_DCAT + "mediaType"), NamedNode(_IANA + WRITERS[format].type)


_IANA = "https://www.iana.org/assignments/media-types/"


def skosmos(thesaurus: Thesaurus, name: str, url: str) -> bytes:
    """Return the stanza that shows the vocabulary in Skosmos, for its `config.ttl`.

    Args:
        thesaurus: the vocabulary.
        name: its short name.
        url: the web address of the folder that it is published in.
    """
    me = NamedNode(f"{url}#{relative(name, '')}")
    said: list[tuple[_Node, NamedNode, _Node | Literal]] = [
        (me, _a(), NamedNode(_SKOSMOS + "Vocabulary")),
        (me, _a(), NamedNode(_VOID + "Dataset")),
        (me, NamedNode(_SKOSMOS + "shortName"), Literal(name)),
        (me, NamedNode(_SKOSMOS + "defaultLanguage"), Literal(thesaurus.language)),
        (me, NamedNode(_SKOSMOS + "showTopConcepts"), Literal("true", datatype=NamedNode(XSD + "boolean"))),
        (me, NamedNode(_VOID + "uriSpace"), Literal(thesaurus.base or url)),
        (me, NamedNode(_VOID + "dataDump"), NamedNode(f"{url}downloads/{relative(name, '')}.ttl")),
        (me, NamedNode(_VOID + "sparqlEndpoint"), NamedNode("http://localhost:3030/skosmos/sparql")),
    ]
    said += [(me, NamedNode(_SKOSMOS + "language"), Literal(tag)) for tag in thesaurus.languages if tag]
    said += _of_scheme(thesaurus, me)
    if thesaurus.scheme and is_absolute_iri(thesaurus.scheme):
        scheme = NamedNode(thesaurus.scheme)
        said += [(me, NamedNode(_SKOSMOS + one), scheme) for one in ("mainConceptScheme", "sparqlGraph")]
    return b"".join(turtle([Triple(*one) for one in said], _PREFIXES))


def _of_scheme(thesaurus: Thesaurus, me: NamedNode) -> Iterator[tuple[_Node, NamedNode, _Node | Literal]]:
    """Yield what the scheme says of itself, as said of a dataset; what is blank says nothing there."""
    for name in _TOLD:
        for _, value in thesaurus.about(thesaurus.scheme or "", name):
            if isinstance(value, Literal):
                yield me, NamedNode(name), value
            elif is_absolute_iri(value):
                yield me, NamedNode(name), NamedNode(value)


def _a() -> NamedNode:
    return NamedNode(RDF + "type")


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=NamedNode(XSD + "integer"))
