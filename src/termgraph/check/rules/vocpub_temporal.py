"""How VocPub wants it to be told when a concept holds."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.wanted import Wanted, unmet, values_of
from termgraph.namespaces import SCHEMA
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-temporal",
    title="The time that a concept holds for is not told as the profile VocPub requires",
    why="Publishers that build upon VocPub look for a beginning or an end.",
    todo="Let schema:temporalCoverage lead to a time:TemporalEntity with a schema:startDate or schema:endDate.",
    severity=None,
    sources=("VocPub 2.3.19",),
    good="@prefix schema: <https://schema.org/> . @prefix time: <http://www.w3.org/2006/time#> . ex:owl a"
    ' skos:Concept ; schema:temporalCoverage [ a time:TemporalEntity ; schema:startDate "2026-11-21"^^xsd:date ] .',
    bad="@prefix schema: <https://schema.org/> . @prefix time: <http://www.w3.org/2006/time#> . ex:owl a"
    ' skos:Concept ; schema:temporalCoverage [ a time:TemporalEntity ; schema:startDate "2026" ],'
    ' [ a time:TemporalEntity ], "2026" .',
    expect=3,
)
_BY = "VocPub 2.3.19"
_START, _END = (SCHEMA + "startDate",), (SCHEMA + "endDate",)
_ONE_EACH = tuple(Wanted(_BY, names, "anything", least=1, most=1) for names in (_START, _END))


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each time that is none, or has neither one beginning nor one end, or no date as such."""
    entities = thesaurus.of_class("http://www.w3.org/2006/time#TemporalEntity")
    for concept in thesaurus.typed_concepts:
        for value in values_of(thesaurus, concept, SCHEMA + "temporalCoverage"):
            if value not in entities:
                said = f"{thesaurus.term_label(value)} is no time:TemporalEntity ({_BY})"
                yield Found(concept, said, (value if isinstance(value, str) else value.value,))
    dates = (Wanted(_BY, names, "an xsd:date") for names in (_START, _END))
    yield from unmet(thesaurus, entities, *dates)
    for entity in entities:
        if all(any(one.faults(values_of(thesaurus, entity, *one.names))) for one in _ONE_EACH):
            yield Found(entity, f"has neither one schema:startDate nor one schema:endDate ({_BY})")
