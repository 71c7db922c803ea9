"""What VocPub recommends."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.rules.vocpub_scheme import without_origin
from termgraph.check.wanted import REG, Wanted, unmet, values_of
from termgraph.namespaces import SCHEMA
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-should",
    title="A recommendation of the profile VocPub is not followed",
    why="Publishers that build upon VocPub take it, and show less.",
    todo="Add what is missing, with the property and the kind of value that the message names.",
    severity=None,
    sources=("VocPub 2.1.10", "VocPub 2.1.13", "VocPub 2.2.02", "VocPub 2.3.04", "VocPub 2.3.05"),
    good="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; schema:license <http://e.org/l> . ex:owl a"
    ' skos:Concept ; schema:status <https://linked.data.gov.au/def/reg-statuses/stable> ; skos:historyNote "New."@en .',
    bad='@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; schema:license "by"@en . ex:owl a'
    ' skos:Concept ; schema:status ex:stable ; skos:historyNote "New."@en . ex:bat a skos:Concept .',
    expect=3,
)
_STATUSES = "https://linked.data.gov.au/def/reg-statuses/"
_STATUS = (SCHEMA + "status", REG + "status")
_LICENCE = Wanted("VocPub 2.1.13", (SCHEMA + "license",), "an IRI, a plain text or an xsd:anyURI")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each status that is none of the registry's, each licence of another kind, and what is of unknown origin."""
    for nodes, by in (
        (thesaurus.typed_schemes, "VocPub 2.1.10"),
        (thesaurus.typed_concepts, "VocPub 2.3.05"),
    ):
        yield from unmet(thesaurus, nodes, Wanted(by, _STATUS, "an IRI", most=1))
        for node in nodes:
            for value in values_of(thesaurus, node, *_STATUS):
                if isinstance(value, str) and not value.startswith(_STATUSES):
                    yield Found(node, f"the status <{value}> is none of <{_STATUSES}> ({by})", (value,))
    yield from unmet(thesaurus, thesaurus.typed_schemes, _LICENCE)
    yield from without_origin(thesaurus, thesaurus.typed_collections, "VocPub 2.2.02")
    yield from without_origin(thesaurus, thesaurus.typed_concepts, "VocPub 2.3.04")
