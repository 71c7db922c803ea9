"""What VocPub wants of a collection."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.wanted import Wanted, unmet
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-collection",
    title="A collection lacks what the profile VocPub requires of it",
    why="Publishers that build upon VocPub refuse it.",
    todo="Add what is missing, with the property and the kind of value that the message names.",
    severity=None,
    sources=("VocPub 2.2.01", "VocPub 2.2.03", "VocPub 2.2.04"),
    good='ex:birds a skos:Collection ; skos:prefLabel "birds"@en ; skos:definition "All."@en ; skos:inScheme ex: ;'
    " skos:member ex:owl .",
    bad='ex:birds a skos:Collection ; skos:prefLabel "birds" ; skos:inScheme ex:, ex:s .',
    expect=3,
)
_OF_COLLECTIONS = (
    Wanted("VocPub 2.2.01", (SKOS + "prefLabel",), "a text", least=1, most=1),
    Wanted("VocPub 2.2.01", (SKOS + "definition",), "a text", least=1, one_a_language=True),
    Wanted("VocPub 2.2.03", (SKOS + "inScheme",), "anything", least=1, most=1),
    Wanted("VocPub 2.2.04", (SKOS + "member",), "an IRI", least=1),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a collection lacks."""
    yield from unmet(thesaurus, thesaurus.typed_collections, *_OF_COLLECTIONS)
