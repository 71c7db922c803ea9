"""Misnomer records that do not say what they should."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import RDF, SKOS, TG
from termgraph.skos import Thesaurus

RULE = Rule(
    id="misnomer-record",
    title="A misnomer record is incomplete",
    why="A reader is warned of a name and not told which, or why.",
    todo="Give the record one tg:misleadingName and a skos:note that says why; a source says who says so.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    good='ex:m a tg:Misnomer ; tg:misleadingName ex:softmax ; skos:note "It smooths arg max."@en .'
    " ex:softmax a skos:Concept .",
    bad='ex:m a tg:Misnomer ; skos:note "Why?"@en . ex:n a tg:Misnomer ; tg:misleadingName ex:gone .',
    expect=3,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what each record lacks, and each name in it that is nowhere told of."""
    records = sorted(node for node, class_ in thesaurus.links(RDF + "type") if class_ == TG + "Misnomer")
    if not records:
        return
    names: dict[str, list[str]] = {}
    for record, name in thesaurus.links(TG + "misleadingName"):
        names.setdefault(record, []).append(name)
    why = {record for record, _ in thesaurus.texts(SKOS + "note")}
    for record in records:
        misleading = names.get(record, [])
        if len(misleading) != 1:
            yield Found(record, f"has {len(misleading) or 'no'} tg:misleadingName", tuple(sorted(misleading)))
        if record not in why:
            yield Found(record, "does not say why the name misleads: it has no skos:note")
    for name in ("misleadingName", "clearName", "suggests", "field"):
        for record, target in thesaurus.links(TG + name):
            if target not in thesaurus.subjects:
                yield Found(
                    record, f"tg:{name} leads to <{target}>, of which nothing is said", (TG + name, target)
                )
