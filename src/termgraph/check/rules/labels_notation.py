"""Codes that do not tell one concept from the next."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="notation-ambiguous",
    title="A notation is shared by two concepts of a scheme, or a concept has several of one kind",
    why="A notation is there to name one concept, and no other, in its scheme.",
    todo="Give each concept one notation of its own; those of another system get another datatype.",
    severity=Severity.WARNING,
    sources=("qSKOS anr", "SKOS Reference 6.5.4"),
    aliases=("anr", "ambiguous-notation-references"),
    good='ex:owl skos:notation "B7", "598.9"^^ex:UDC . ex:bat skos:notation "B8" .',
    bad='ex:owl skos:notation "B7" . ex:bat skos:notation "B7", "B8" .',
    expect=2,
)


def find(thesaurus: Thesaurus, __: Options) -> Iterator[Found]:
    """Yield each concept with several notations of a datatype, and each notation that concepts of a scheme share."""
    own: dict[tuple[str, str], list[str]] = {}
    bearers: dict[tuple[str, Literal], list[str]] = {}
    for subject, text in thesaurus.texts(SKOS + "notation"):
        own.setdefault((subject, text.datatype.value), []).append(text.value)
        for scheme in thesaurus.schemes_of.get(subject, ("",)):
            bearers.setdefault((scheme, text), []).append(subject)
    for (subject, _), codes in own.items():
        if len(codes) > 1:
            codes.sort()
            yield Found(
                subject,
                f"has {len(codes)} notations: {listed([quoted(code) for code in codes])}",
                tuple(codes),
            )
    for (_, text), several in bearers.items():
        if len(set(several)) > 1:
            first, *others = sorted(set(several))
            said = f"the notation {quoted(text.value)} is also that of {listed([thesaurus.called(o) for o in others])}"
            yield Found(first, said, (text.value, *others))
