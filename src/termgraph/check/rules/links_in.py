"""Links from other vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.spaces import space_of
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
    """Yield each namespace with schemes of its own that concepts of others, if there are some, do not lead to."""
    home = _homes(thesaurus)
    if len(set(home.values())) < 2:
        return
    schemes: dict[str, set[str]] = {}
    for concept, place in home.items():
        mine = thesaurus.schemes_of.get(concept, set())
        schemes.setdefault(place, set()).update(mine & thesaurus.schemes)
    shared = Counter(scheme for mine in schemes.values() for scheme in mine)
    reached = {
        home[value]
        for name in RELATIONS
        for subject, value in thesaurus.links(SKOS + name)
        if value in home and subject in home and home[subject] != home[value]
    }
    for place in schemes.keys() - reached:
        if schemes[place] and all(shared[scheme] == 1 for scheme in schemes[place]):
            said = f"no concept of another vocabulary leads to those of {place}"
            yield Found(min(schemes[place]), said, (place,))


def _homes(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return the namespace of each concept; one within another is no other."""
    spaces = {concept: space_of(concept) for concept in thesaurus.concepts}
    roots: dict[str, str] = {}
    root = None
    for space in sorted(set(spaces.values())):
        if root is None or not space.startswith(root):
            root = space
        roots[space] = root
    return {concept: roots[space] for concept, space in spaces.items()}
