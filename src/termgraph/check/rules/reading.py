"""Rules about what is read at all: files, types and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.spaces import declared_spaces
from termgraph.check.texts import listed
from termgraph.namespaces import DCT, FOAF, SCHEMAS, TG
from termgraph.skos import Thesaurus


@Rule(
    title="A concept is outside the namespace that its vocabulary declares",
    why="Its address is not where readers and tools look for it, and mostly it was mistyped.",
    todo="Correct the address, or the namespace.",
    sources=("VANN",),
    good='ex: a skos:ConceptScheme ; vann:preferredNamespaceUri "http://example.org/" . ex:owl skos:inScheme ex: .',
    bad='ex: a skos:ConceptScheme ; vann:preferredNamespaceUri "http://example.org/" .'
    " <http://example.com/owl> skos:topConceptOf ex: .",
)
def iri_base(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept of a scheme that declares its namespace, and does not begin with it."""
    spaces: dict[str, tuple[str, ...]] = {}
    for scheme, space in declared_spaces(thesaurus):
        spaces[scheme] = (*spaces.get(scheme, ()), space)
    for concept in thesaurus.concepts if spaces else ():
        for scheme in thesaurus.schemes_of.get(concept, ()):
            declared = spaces.get(scheme)
            if declared and not concept.startswith((*declared, "_:")):
                said = f"is outside {listed([f'<{space}>' for space in declared])}"
                yield Found(concept, said, (scheme, *declared))


@Rule(
    title="There are no concepts",
    why="Either the wrong file was given, or what it holds is not SKOS.",
    todo="Give the file that holds the skos:Concepts.",
    sources=("semanticlint RDF002",),
    good="ex:owl a skos:Concept .",
    bad="ex:owl a owl:Class .",
)
def empty(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for a vocabulary without concepts."""
    if not thesaurus.concepts:
        yield Found(None, "there are no concepts" if thesaurus.columns else "there is nothing in it")


_FINE = re.compile(r"https?://[^/?#]")
_REPAIRED = re.compile(r"<(.*)> is no valid IRI; it is read as <(.*)>$")


@Rule(
    title="An address is not well-formed",
    why="Other tools refuse the whole file, or each mends the address in another way.",
    todo="Write the address as it is meant; characters that it may not hold are percent-encoded.",
    severity=Severity.ERROR,
    sources=("RFC 3987", "semanticlint RDF003"),
    good="<http://example.org/owl> a skos:Concept .",
    bad="<http:/example.org/owl> a skos:Concept .",
)
def iri_malformed(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each address that had to be repaired in reading, and each http address without a host."""
    for notice in thesaurus.notices:
        repaired = _REPAIRED.search(notice)
        if repaired:
            yield Found(repaired[2], f"<{repaired[1]}> is no valid IRI", (repaired[1],))
        elif "is no valid IRI" in notice or "more invalid IRIs" in notice:
            yield Found(None, notice)
    for node in thesaurus.subjects:
        if not _FINE.match(node) and node.lower().startswith(("http:", "https:")):
            yield Found(node, "has no host: after http: or https: come two slashes and a name", (node,))


@Rule(
    title="A concept or scheme has no http address",
    why="Only an http or https IRI can be looked up; a blank node cannot even be referred to.",
    todo="Give it an http or https IRI.",
    sources=("qSKOS husv", "Linked Data principle 2"),
    aliases=("husv", "http-uri-scheme-violation"),
    good="ex:owl a skos:Concept .",
    bad="<urn:owl> a skos:Concept . [] a skos:Concept .",
    expect=2,
)
def iri_not_http(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept, scheme and collection that is a blank node or has another kind of IRI."""
    collections = thesaurus.collections - thesaurus.implied_collections
    for node in chain(thesaurus.concepts, thesaurus.schemes, collections):
        if not node.startswith(("http:", "https:")):
            kind = f"has an IRI of the kind {node.partition(':')[0]}:"
            yield Found(node, "is a blank node" if node.startswith("_:") else kind)


@Rule(
    title="Some concepts of a namespace are told apart by # and others by /",
    why="Mostly one of the two is a slip, and the addresses lead to different places.",
    todo="Use one of them.",
    severity=Severity.INFO,
    sources=("Cool URIs for the Semantic Web",),
    good="ex:owl a skos:Concept . ex:bat a skos:Concept .",
    bad="ex:owl a skos:Concept . <http://example.org#bat> a skos:Concept .",
)
def iri_separators(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for each site with both, about the rarer one."""
    for place, concepts in thesaurus.sites.items():
        hashes = [concept for concept in concepts if "#" in concept]
        if hashes and len(hashes) < len(concepts) and place.startswith("http"):
            slashes = [concept for concept in concepts if "#" not in concept]
            rarer, usual = sorted((hashes, slashes), key=len)
            sign = "#" if rarer is hashes else "/"
            said = f"{len(rarer):,} concepts of {place} have a {sign}, and {len(usual):,} have not"
            yield Found(min(rarer), said, (sign, str(len(rarer))))


@Rule(
    title="A file, or a part of an entry, cannot be read",
    why="Nothing of it can be checked, and no tool opens it.",
    todo="Correct what stands at the place that is named.",
    severity=Severity.ERROR,
    sources=("semanticlint RDF001",),
    good="ex:owl a skos:Concept .",
    bad="ex:owl a skos:Concept ;;; oops",
)
def syntax(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield what was passed over in entries and decisions; what keeps a file from being opened the command tells."""
    for one in (*thesaurus.problems, *options.unread):
        said = f"{one.message} ({one.hint})" if one.hint else one.message
        yield Found(None, said, fixable=False, place=(one.path, one.line))


_OTHERS = {
    FOAF + "Agent": "an agent",
    FOAF + "Document": "a document",
    DCT + "BibliographicResource": "a source",
    TG + "Misnomer": "a misnomer record",
    **dict.fromkeys((space + "Person" for space in (FOAF, *SCHEMAS)), "a person"),
    **dict.fromkeys((space + "Organization" for space in (FOAF, *SCHEMAS)), "an organization"),
}


@Rule(
    title="A concept or scheme is also a person, a document or a misnomer record",
    why="What is said of the one is then said of the other: a concept that is a person has a birthday and a"
    " definition.",
    todo="Give each its own address; foaf:focus leads from a concept to the thing that it is about.",
    severity=Severity.ERROR,
    sources=("FOAF foaf:focus", "termgraph ontology"),
    alone=True,
    good="ex:owl a skos:Concept, owl:Class . ex:eats a skos:Concept, rdf:Property .",
    bad="ex:me a skos:Concept, foaf:Person . ex:d a skos:Concept, foaf:Document .",
    expect=2,
)
def type_clash(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each clash; a concept may well be a class or a property, and a scheme an ontology or a data set."""
    for node in thesaurus.typed_concepts | thesaurus.typed_schemes:
        for class_ in thesaurus.types[node]:
            if class_ in _OTHERS:
                what = "a concept" if node in thesaurus.typed_concepts else "a concept scheme"
                yield Found(node, f"is {what} and {_OTHERS[class_]}", (class_,))
