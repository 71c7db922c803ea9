"""What a vocabulary says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.namespaces import DC, DCT, FOAF, RDFS, SKOS, SKOSXL
from termgraph.skos import Thesaurus

RULE = Rule(
    id="scheme-metadata",
    title="A scheme does not say what it is, whose it is, or what may be done with it",
    why="Without a title, a creator, a date and a licence nobody can cite the vocabulary or may use it.",
    todo="Add what is missing to the skos:ConceptScheme.",
    severity=Severity.WARNING,
    sources=("VocPub 2.1.04", "VocPub 2.1.05", "VocPub 2.1.06", "VocPub 2.1.13"),
    good='ex: a skos:ConceptScheme ; dct:title "Birds"@en ; dct:description "All."@en ; dct:creator ex:me ;'
    " dct:publisher ex:me ;"
    ' dct:license <http://creativecommons.org/licenses/by/4.0/> ; dct:created "2026-11-21" ;'
    ' dct:modified "2026-11-21" .',
    bad='ex: a skos:ConceptScheme ; dct:title "Birds"@en .',
)
_SCHEMA = ("https://schema.org/", "http://schema.org/")
#: What is to be said, and the properties that say it.
_WANTED: Mapping[str, tuple[str, ...]] = {
    "title": (DCT + "title", DC + "title", RDFS + "label", SKOS + "prefLabel", SKOSXL + "prefLabel"),
    "description": (
        DCT + "description",
        DC + "description",
        DCT + "abstract",
        RDFS + "comment",
        SKOS + "definition",
    ),
    "creator": (DCT + "creator", DC + "creator", FOAF + "maker", *(s + "creator" for s in _SCHEMA)),
    "publisher": (DCT + "publisher", DC + "publisher", *(s + "publisher" for s in _SCHEMA)),
    "licence": (
        DCT + "license",
        DCT + "rights",
        DC + "rights",
        DCT + "accessRights",
        "http://creativecommons.org/ns#license",
        "http://www.w3.org/1999/xhtml/vocab#license",
        *(s + "license" for s in _SCHEMA),
    ),
    "date of creation": (
        DCT + "created",
        DCT + "issued",
        DCT + "date",
        DC + "date",
        *(s + "dateCreated" for s in _SCHEMA),
    ),
    "date of change": (DCT + "modified", *(s + "dateModified" for s in _SCHEMA)),
}


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme with what it does not say.

    One that is the only part of a larger whole (dct:isPartOf) may leave it to that.
    """
    parts = {subject for subject, _ in thesaurus.links(DCT + "isPartOf")}
    said = {what: {s for name in names for s, _ in thesaurus.pairs(name)} for what, names in _WANTED.items()}
    for scheme in thesaurus.schemes - parts:
        missing = [what for what, schemes in said.items() if scheme not in schemes]
        if missing:
            yield Found(scheme, f"says nothing of its {listed(missing)}", tuple(missing))
