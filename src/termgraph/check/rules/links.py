"""Rules about links: to other vocabularies, from them, and between concepts of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.spaces import own_spaces, space_of
from termgraph.namespaces import RDF, SKOS, is_web_iri
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS, RELATIONS


@Rule(
    title="An address cannot be reached",
    why="Who follows the link gets an error.",
    todo="Correct the address or remove the link; an address may also be down for a while.",
    sources=("qSKOS bl",),
    aliases=("bl", "broken-links"),
    alone=True,
    good="ex:owl skos:closeMatch <http://b/owl> .",
    bad="ex:owl skos:closeMatch <http://gone.example/owl> .",
)
def broken_link(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each address that could not be reached, with what leads to it.

    Nothing is known unless `--links` was given.
    """
    broken = options.broken_links
    if not broken:
        return
    for column in thesaurus.columns.values():
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if isinstance(value, str) and value in broken:
                said = f"leads to <{value}>, which cannot be reached: {broken[value]}"
                yield Found(subject, said, (value,))


@Rule(
    title="A decision is about an entry that is gone",
    why="Whoever ingests the source again is asked again what its entry is.",
    todo="Let `termgraph fix` leave it out from now on, or put the entry back.",
    sources=("SSSOM",),
    fixable=True,
    good="ex:owl a skos:Concept .",
    bad="ex:bat a skos:Concept .",
)
def decision_dangling(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each row of mappings.sssom.tsv about a concept of an entries folder that is not there."""
    for iri, file, line in options.undecided:
        if iri not in thesaurus.concepts:
            yield Found(
                None, f"it was decided about <{iri}>, of which there is no entry", (iri,), place=(file, line)
            )


@Rule(
    title="None of the other vocabularies that were given leads to this one",
    why="What nobody refers to is hard to find; this is looked for only in what was opened, nothing is fetched.",
    todo="Ask the others to link back.",
    severity=Severity.INFO,
    sources=("qSKOS mil",),
    aliases=("mil", "missing-in-links"),
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme . <http://b/owl> a"
    " skos:Concept ; skos:exactMatch ex:owl .",
    bad="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme . <http://b/owl> a skos:Concept ;"
    " skos:inScheme <http://b/> . <http://b/> a skos:ConceptScheme .",
    expect=2,
)
def no_in_links(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each namespace with schemes of its own that concepts of others, if there are some, do not lead to."""
    home = _homes(thesaurus)
    if len(set(home.values())) < 2:
        return
    own = {*thesaurus.schemes}
    schemes: dict[str, set[str]] = {}
    reached = set()
    for part in thesaurus.parts():
        for concept in part.concepts:
            mine = part.schemes_of.get(concept, set())
            schemes.setdefault(home[space_of(concept)], set()).update(mine & own)
        for subject, value in chain.from_iterable(part.links(SKOS + name) for name in RELATIONS):
            if subject in part.concepts and value in part.concepts:
                there = home[space_of(value)]
                if home[space_of(subject)] != there:
                    reached.add(there)
    shared = Counter(scheme for mine in schemes.values() for scheme in mine)
    for place in schemes.keys() - reached:
        if schemes[place] and all(shared[scheme] == 1 for scheme in schemes[place]):
            said = f"no concept of another vocabulary leads to those of {place}"
            yield Found(min(schemes[place]), said, (place,))


def _homes(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return the namespace that each namespace of concepts is in; one within another is no other."""
    roots: dict[str, str] = {}
    root = None
    for space in sorted({space_of(concept) for concept in thesaurus.concepts}):
        if root is None or not space.startswith(root):
            root = space
        roots[space] = root
    return roots


@Rule(
    title="A mapping is between two concepts of one scheme",
    why="Mappings are for concepts of different schemes: inside one, readers do not expect them and tools"
    " do not show them.",
    todo="Use skos:broader, skos:narrower or skos:related; two concepts that mean the same are one.",
    sources=("qSKOS mri", "SKOS Reference 10.6.2"),
    aliases=("mri", "mapping-relations-misuse"),
    alone=True,
    good="ex:owl skos:inScheme ex: ; skos:closeMatch <http://b/owl> . <http://b/owl> skos:inScheme <http://b/> .",
    bad="ex:owl skos:inScheme ex: ; skos:closeMatch ex:hooter . ex:hooter skos:inScheme ex: .",
)
def mapping_inside(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each mapping whose ends share a scheme."""
    for name in MAPPINGS:
        for subject, value in thesaurus.links(SKOS + name):
            shared = thesaurus.schemes_of.get(subject, set()) & thesaurus.schemes_of.get(value, set())
            if shared and subject != value:
                said = f"skos:{name} leads to {thesaurus.called(value)} of the same scheme"
                yield Found(subject, said, (SKOS + name, value))


@Rule(
    title="No concept leads to anything outside the vocabulary",
    why="What is linked can be compared, merged and found from elsewhere.",
    todo="Map concepts to those of a well-known vocabulary, as with skos:exactMatch or skos:closeMatch.",
    severity=Severity.INFO,
    sources=("qSKOS mol",),
    aliases=("mol", "missing-out-links"),
    good="<http://a/birds/owl> a skos:Concept ; skos:closeMatch <http://a/fowls/3> .",
    bad="ex:owl a skos:Concept ; skos:broader ex:bird .",
)
def no_out_links(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for a vocabulary none of whose concepts has a link out of the vocabulary's own namespaces."""
    own = ("_:", *own_spaces(thesaurus), *thesaurus.schemes, *thesaurus.targets_of(RDF + "type"))
    count = 0
    for part in thesaurus.parts():
        count += len(part.concepts)
        for subject, value in chain.from_iterable(map(part.links, part.columns)):
            if not value.startswith(own) and is_web_iri(value) and subject in part.concepts:
                return
    if count:
        yield Found(None, f"none of the {count:,} concepts leads outside")
