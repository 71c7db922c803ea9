"""Links to other vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.spaces import own_spaces
from termgraph.namespaces import RDF, is_web_iri
from termgraph.skos import Thesaurus

RULE = Rule(
    id="no-out-links",
    title="No concept leads to anything outside the vocabulary",
    why="What is linked can be compared, merged and found from elsewhere.",
    todo="Map concepts to those of a well-known vocabulary, as with skos:exactMatch or skos:closeMatch.",
    severity=Severity.INFO,
    sources=("qSKOS mol",),
    aliases=("mol", "missing-out-links"),
    good="<http://a/birds/owl> a skos:Concept ; skos:closeMatch <http://a/fowls/3> .",
    bad="ex:owl a skos:Concept ; skos:broader ex:bird .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for a vocabulary none of whose concepts has a link out of the vocabulary's own namespaces."""
    own = ("_:", *own_spaces(thesaurus), *thesaurus.schemes, *thesaurus.targets_of(RDF + "type"))
    outside = {node for node in thesaurus.nodes if not node.startswith(own) and is_web_iri(node)}
    for column in thesaurus.columns.values() if outside else ():
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if type(value) is str and value in outside and subject in thesaurus.concepts:
                return
    if thesaurus.concepts:
        yield Found(None, f"none of the {len(thesaurus.concepts):,} concepts leads outside")
