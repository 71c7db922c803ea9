"""Relations that lead to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.spaces import space_of
from termgraph.check.words import listed
from termgraph.namespaces import DCT, PREFIXES, SKOS, SKOSXL, shorten
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="dangling",
    title="A relation leads to something of which nothing is said",
    why="The link is shown as a bare address or not at all; mostly the concept was removed or its address"
    " mistyped.",
    todo="Correct the address, remove the relation, or add the concept; use a mapping such as"
    " skos:closeMatch for concepts elsewhere.",
    severity=Severity.ERROR,
    sources=("VocPub 2.3.20",),
    good="ex:owl skos:broader ex:bird ; skos:related <http://b/mouse> ; skos:closeMatch <http://b/owl> ."
    " ex:bird a skos:Concept .",
    bad="ex:owl skos:broader ex:brid ; skos:inScheme ex: ; dct:isReplacedBy ex:own .",
    expect=3,
)
#: What must be told of in the vocabulary itself; the others may lead to the concepts of another one.
_OURS = frozenset(SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")) | {
    SKOSXL + k for k in KINDS
}
_LEADING = (
    *(
        SKOS + name
        for name in ("related", "broader", "narrower", "inScheme", "topConceptOf", "hasTopConcept", "member")
    ),
    *(SKOSXL + kind for kind in KINDS),
    DCT + "isReplacedBy",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield the targets of a property that the same things lead to at once, at the first of these, with how many more.

    Concepts of other namespaces are expected to be told of elsewhere.
    """
    known = thesaurus.subjects
    spaces = {space_of(concept) for concept in thesaurus.concepts}
    for name in _LEADING:
        column = thesaurus.columns.get(name)
        if column is None or all(value in known for value in column.objects if type(value) is str):
            continue
        sources: dict[str, set[str]] = {}
        for subject, value in thesaurus.links(name):
            if value not in known and (name in _OURS or space_of(value) in spaces):
                sources.setdefault(value, set()).add(subject)
        lost: dict[tuple[str, ...], list[str]] = {}
        for target in sorted(sources):
            lost.setdefault(tuple(sorted(sources[target])), []).append(target)
        for (first, *others), targets in lost.items():
            named = listed([f"<{target}>" for target in targets])
            said = f"{shorten(name, PREFIXES)} leads to {named}, of which nothing is said"
            if others:
                some = listed([thesaurus.called(other) for other in others])
                said += f"; it does so from {len(others):,} more: {some}"
            yield Found(first, said, (name, *targets))
