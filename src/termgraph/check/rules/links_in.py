"""Links from other vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import RELATIONS

RULE = Rule(
    id="no-in-links",
    title="None of the other vocabularies that were given leads to this one",
    why="What nobody refers to is hard to find; this is looked for only in what was opened, nothing is"
    " fetched.",
    todo="Ask the others to link back.",
    severity=Severity.INFO,
    sources=("qSKOS mil",),
    aliases=("mil", "missing-in-links"),
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme . <http://b/owl> a"
    " skos:Concept ; skos:exactMatch ex:owl .",
    bad="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme . <http://b/owl> a"
    " skos:Concept ;"
    " skos:inScheme <http://b/> . <http://b/> a skos:ConceptScheme .",
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each site with concepts that those of the other sites, where there are some, do not lead to."""
    if len(thesaurus.sites) < 2:
        return
    home = {concept: place for place, concepts in thesaurus.sites.items() for concept in concepts}
    reached = {
        home[value]
        for name in RELATIONS
        for subject, value in thesaurus.links(SKOS + name)
        if value in home and subject in home and home[subject] != home[value]
    }
    for place in thesaurus.sites.keys() - reached:
        named = {
            scheme for concept in thesaurus.sites[place] for scheme in thesaurus.schemes_of.get(concept, ())
        }
        if named & thesaurus.schemes:
            yield Found(
                min(named & thesaurus.schemes),
                f"no concept of another vocabulary leads to those of {place}",
                (place,),
            )
