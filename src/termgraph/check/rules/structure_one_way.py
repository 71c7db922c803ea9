"""Relations whose other direction is missing."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="one-way",
    title="A relation is stated in one direction only",
    why="The other direction follows, but most tools do not infer: the narrower or related concept is"
    " missing where it is looked for.",
    todo="State both directions.",
    severity=Severity.INFO,
    sources=("qSKOS urc", "SKOS S23", "SKOS S25", "SKOS S26"),
    aliases=("urc", "unidirectionally-related-concepts"),
    fixable=True,
    good="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:bird skos:narrower ex:owl . ex:mouse"
    " skos:related ex:owl .",
    bad="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:bird a skos:Concept . ex:mouse a"
    " skos:Concept .",
    expect=2,
)
_PAIRS = (
    ("broader", "narrower"),
    ("broaderTransitive", "narrowerTransitive"),
    ("related", "related"),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each direction that is missing between concepts of the vocabulary.

    Its subject is where it belongs.
    """
    own = thesaurus.concepts
    steps = sum(map(len, thesaurus.broader.values()))
    for name, inverse in _PAIRS:
        if name == "related" and thesaurus.count(SKOS + name) == sum(map(len, thesaurus.related.values())):
            continue  # so many only where each has its counterpart
        if name == "broader" and thesaurus.count(SKOS + name) == thesaurus.count(SKOS + inverse) == steps:
            continue
        there, back = thesaurus.stated(SKOS + name), thesaurus.stated(SKOS + inverse)
        missing = [(s, o, inverse) for s, o in there if (o, s) not in back]
        if name != inverse:
            missing += [(s, o, name) for s, o in back if (o, s) not in there]
        for one, other, lacking in missing:
            if one != other and one in own and other in own:
                yield Found(
                    other, f"skos:{lacking} {thesaurus.called(one)} is missing", (SKOS + lacking, one)
                )
