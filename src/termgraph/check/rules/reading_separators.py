"""Two ways of ending an address."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="iri-separators",
    title="Some concepts of a namespace are told apart by # and others by /",
    why="Mostly one of the two is a slip, and the addresses lead to different places.",
    todo="Use one of them.",
    severity=Severity.INFO,
    sources=("Cool URIs for the Semantic Web",),
    good="ex:owl a skos:Concept . ex:bat a skos:Concept .",
    bad="ex:owl a skos:Concept . <http://example.org#bat> a skos:Concept .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for each site with both, about the rarer one."""
    for place, concepts in thesaurus.sites.items():
        hashes = [concept for concept in concepts if "#" in concept]
        if hashes and len(hashes) < len(concepts) and place.startswith("http"):
            slashes = [concept for concept in concepts if "#" not in concept]
            rarer, usual = sorted((hashes, slashes), key=len)
            sign = "#" if rarer is hashes else "/"
            said = f"{len(rarer):,} concepts of {place} have a {sign}, and {len(usual):,} have not"
            yield Found(min(rarer), said, (sign, str(len(rarer))))
