"""Misnomers that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import TG
from termgraph.skos import Thesaurus

RULE = Rule(
    id="misnomer-clash",
    title="A misnomer contradicts itself",
    why="A name cannot be clearer than itself, nor two each clearer than the other, nor suggest what it"
    " rightly means.",
    todo="Decide which name is the clear one, and what the other wrongly suggests.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    good="ex:softmax a skos:Concept ; tg:misnomerOf ex:l ; skosxl:altLabel ex:l . ex:m tg:misleadingName"
    " ex:softmax ;"
    " tg:clearName ex:l ; tg:suggests ex:maximum .",
    bad="ex:m tg:misleadingName ex:a ; tg:clearName ex:a ; tg:suggests ex:a . ex:a tg:misnomerOf ex:a, ex:b"
    " . ex:b tg:misnomerOf ex:a .",
    expect=6,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each contradiction between records, edges and names."""
    edges = set(thesaurus.links(TG + "misnomerOf"))
    for one, other in edges:
        if one == other:
            yield Found(one, "is a misnomer of itself", (other,))
        elif one < other and (other, one) in edges:
            yield Found(one, f"and {thesaurus.called(other)} are misnomers of each other", (other,))
    names = dict(thesaurus.links(TG + "misleadingName"))
    clear: dict[str, set[str]] = {}
    for record, name in thesaurus.links(TG + "clearName"):
        clear.setdefault(record, set()).add(name)
        if names.get(record) == name:
            yield Found(
                record, f"{thesaurus.called(name)} is both the misleading and the clear name", (name,)
            )
    for record, concept in thesaurus.links(TG + "suggests"):
        if names.get(record) == concept:
            yield Found(record, f"the name of {thesaurus.called(concept)} suggests what it means", (concept,))
    told = {(names[record], name) for record, named in clear.items() if record in names for name in named}
    for one, other in edges - told:
        if one != other and (names or clear):
            yield Found(one, f"is a misnomer of {thesaurus.called(other)}, and no record says why", (other,))
    for one, other in told - edges:
        if one != other:
            yield Found(
                one, f"tg:misnomerOf {thesaurus.called(other)} is missing, as its record says it", (other,)
            )
