"""Rules about schemes, collections and what hangs together."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.matches import Joined
from termgraph.check.rule import Options, Rule
from termgraph.check.spaces import space_of
from termgraph.check.texts import called, defined_of, listed
from termgraph.graph.terms import PROPOSED
from termgraph.namespaces import DCT, PREFIXES, SKOS, SKOSXL, shorten
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS


@Rule(
    title="The concepts fall into groups that no relation joins",
    why="Nobody comes from one group to another by following relations.",
    todo="Relate the groups, or give them a common top concept; several trees of one thesaurus may well be meant.",
    severity=Severity.INFO,
    sources=("qSKOS dcc",),
    aliases=("dcc", "disconnected-concept-clusters"),
    good="ex:owl skos:broader ex:bird . ex:hawk skos:broader ex:bird .",
    bad="ex:owl skos:broader ex:bird . ex:oak skos:broader ex:tree .",
)
def clusters(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with a concept of each group but the largest.

    Orphans are another rule's.
    """
    joined = Joined()
    for part in thesaurus.parts():
        for adjacent in (part.broader, part.related):
            for node, others in adjacent.items():
                for other in others:
                    joined.join(node, other)
    first: dict[str, str] = {}
    for part in thesaurus.parts():
        for concept in part.current:
            if concept in joined:
                leader = joined.leader(concept)
                first[leader] = min(first.get(leader, concept), concept)
    sizes_of = Counter(map(joined.leader, joined))
    groups = [(-sizes_of[leader], start) for leader, start in first.items()]
    if len(groups) > 1:
        groups.sort()
        sizes = ", ".join(f"{-size:,}" for size, _ in groups[:5]) + (", …" if len(groups) > 5 else "")
        said = f"the concepts fall into {len(groups):,} groups that no relation joins, of {sizes} concepts"
        yield Found(None, said, tuple(start for _, start in groups[1:]))


@Rule(
    title="A collection has no members",
    why="It groups nothing.",
    todo="Add skos:member for each concept of the group, or remove the collection.",
    sources=("VocPub 2.2.04",),
    alone=True,
    good="ex:birds a skos:Collection ; skos:member ex:owl .",
    bad="ex:birds a skos:Collection .",
)
def collection_empty(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without a member."""
    for collection in thesaurus.collections - thesaurus.subjects_of(SKOS + "member", SKOS + "memberList"):
        yield Found(collection, "is a collection without members")


@Rule(
    title="A collection is in no concept scheme",
    why="Publishers that open a vocabulary by its scheme do not show it.",
    todo="State skos:inScheme.",
    severity=None,
    sources=("VocPub 2.2.03",),
    fixable=True,
    alone=True,
    good="ex:birds a skos:Collection ; skos:inScheme ex: .",
    bad="ex:birds a skos:Collection . ex: a skos:ConceptScheme .",
)
def collection_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without skos:inScheme."""
    for collection in thesaurus.collections - thesaurus.schemes_of.keys():
        yield Found(collection, "is a collection in no concept scheme")


@Rule(
    title="Fewer concepts have a definition than the vocabulary wants",
    why="A share that may not shrink keeps a growing vocabulary from becoming a list of words.",
    todo="Write definitions; the share is `definition-share` in check.yaml, 0 to ask for none.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en .',
    bad="ex:owl a skos:Concept .",
)
def definition_share(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary where the share is too small."""
    defined, total = defined_of(thesaurus) if options.definition_share else (0, 0)
    if defined < options.definition_share * total:
        yield Found(None, f"{defined:,} of {total:,} concepts have a definition", (f"{defined / total:.3f}",))


#: Of a knot of concepts that are all above each other, so many cycles are told: there may be exponentially many.
_MOST_OF_A_KNOT = 100
_MOST_SHOWN = 8


@Rule(
    title="Going up the hierarchy leads back to where it began",
    why="SKOS allows it, but it is nearly always a mistake, and tools that walk the hierarchy hang or show nothing.",
    todo="Remove the step that is wrong; `termgraph fix --break-cycles` removes one.",
    severity=Severity.ERROR,
    sources=("SKOS Reference 8.6.8", "qSKOS chr"),
    aliases=("chr", "cyclic-hierarchical-relations"),
    fixable=True,
    good="ex:owl skos:broader ex:bird, ex:hunter . ex:bird skos:broader ex:animal . ex:hunter skos:broader ex:animal .",
    bad="ex:a skos:broader ex:b . ex:b skos:broader ex:c . ex:a skos:narrower ex:c . ex:b skos:narrower ex:c .",
    expect=2,
)
def cycle(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield the shortest cycle through each step of the hierarchy that is in one, each once, as a path upwards."""
    for knot in thesaurus.cycles():
        inside = set(knot)
        told: set[tuple[str, ...]] = set()
        covered: set[tuple[str, str]] = set()
        for lower in knot:
            for upper in thesaurus.broader[lower]:
                if upper in inside and (lower, upper) not in covered and len(told) < _MOST_OF_A_KNOT:
                    path = _way(thesaurus, inside, upper, lower)
                    covered.update(zip(path, [*path[1:], path[0]], strict=True))
                    first = path.index(min(path))
                    told.add(tuple(path[first:] + path[:first]))
        for cycle in told:
            yield Found(cycle[0], _said(thesaurus, cycle), cycle)


def _way(thesaurus: Thesaurus, inside: set[str], start: str, end: str) -> list[str]:
    """Return the shortest way up from one concept of a knot to another."""
    came: dict[str, str | None] = {start: None}
    pending = deque([start])
    while end not in came:
        here = pending.popleft()
        for upper in thesaurus.broader[here]:
            if upper in inside and upper not in came:
                came[upper] = here
                pending.append(upper)
    way = [end]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return way[::-1]


def _said(thesaurus: Thesaurus, cycle: tuple[str, ...]) -> str:
    shown = [thesaurus.called(node) for node in cycle[:_MOST_SHOWN]]
    more = [f"… {len(cycle) - _MOST_SHOWN} more"] if len(cycle) > _MOST_SHOWN else []
    return "is broader than itself: " + " → ".join([*shown, *more, shown[0]])


#: What must be told of in the vocabulary itself; the others may lead to the concepts of another one.
_OURS = (
    *(SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")),
    *(SKOSXL + kind for kind in KINDS),
    PROPOSED,
)
_OTHERS = (*(SKOS + name for name in ("related", "broader", "narrower", "member")), DCT + "isReplacedBy")


@Rule(
    title="A relation leads to something of which nothing is said",
    why="The link is shown as a bare address or not at all; mostly the concept was removed or its address mistyped.",
    todo="Correct the address, remove the relation, or add the concept; use a mapping such as"
    " skos:closeMatch for concepts elsewhere.",
    severity=Severity.ERROR,
    sources=("VocPub 2.3.20",),
    good="ex:owl skos:broader ex:bird ; skos:related <http://b/mouse> ; skos:closeMatch <http://b/owl> ."
    " ex:bird a skos:Concept .",
    bad="ex:owl skos:broader ex:brid ; skos:inScheme ex: ; dct:isReplacedBy ex:own .",
    expect=3,
)
def dangling(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield the targets of a property that the same things lead to at once, at the first of these, with how many more.

    Concepts of other namespaces are expected to be told of elsewhere.
    """
    spaces = {space_of(concept) for concept in thesaurus.concepts}
    for name in (*_OURS, *_OTHERS):
        sources: dict[str, set[str]] = {}
        for part in thesaurus.parts() if name in thesaurus.columns else ():
            unknown = part.targets_of(name) - part.subjects
            for subject, value in part.links(name) if unknown else ():
                if value in unknown and (name in _OURS or space_of(value) in spaces):
                    sources.setdefault(value, set()).add(subject)
        lost: dict[tuple[str, ...], list[str]] = {}
        for target in sorted(sources):
            lost.setdefault(tuple(sorted(sources[target])), []).append(target)
        for (first, *others), targets in lost.items():
            named = listed([f"<{target}>" for target in targets])
            said = f"{shorten(name, PREFIXES)} leads to {named}, of which nothing is said"
            if others:
                said += f"; it does so from {len(others):,} more: {called(thesaurus, others)}"
            yield Found(first, said, (name, *targets))


@Rule(
    title="A concept is in no concept scheme",
    why="Tools open a vocabulary by its scheme and list what is in it: the concept is not.",
    todo="State skos:inScheme; where there is no skos:ConceptScheme yet, make one.",
    sources=("Skosify", "SKOS Reference 4.6.3"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en . ex:bat a skos:Concept ; skos:inScheme ex: .'
    " ex: a skos:ConceptScheme .",
)
def no_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept in no scheme; where there is no scheme at all, only that."""
    grounds = Grounds(thesaurus)
    if not thesaurus.schemes and not thesaurus.schemes_of:
        if thesaurus.concepts:
            said = f"there is no concept scheme, and {len(thesaurus.concepts):,} concepts are in none"
            clear = grounds.new_scheme is not None and any(map(grounds.is_member, thesaurus.concepts))
            yield Found(None, said, (), clear)
        return
    for part in thesaurus.parts():
        for concept in part.concepts - part.schemes_of.keys():
            clear = grounds.scheme is not None and grounds.is_member(concept)
            yield Found(concept, "is in no concept scheme", (), clear)


@Rule(
    title="A scheme has no top concepts",
    why="Readers begin at the top: without one they see an empty tree.",
    todo="Mark the concepts without a broader one: skos:hasTopConcept and skos:topConceptOf.",
    sources=("qSKOS otc", "VocPub 2.1.09"),
    aliases=("otc", "omitted-top-concepts"),
    fixable=True,
    good="ex:bird skos:topConceptOf ex: ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad='ex:bird skos:inScheme ex: ; skos:narrower ex:owl ; skos:prefLabel "bird"@en . ex: a skos:ConceptScheme .',
)
def no_top(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme that holds concepts, or is the only one, and has no top concept."""
    grounds = Grounds(thesaurus)
    full = {
        scheme
        for part in thesaurus.parts()
        for concept in part.current
        for scheme in part.schemes_of.get(concept, ())
    }
    for scheme in thesaurus.schemes:
        if not thesaurus.tops.get(scheme) and (scheme in full or len(thesaurus.schemes) == 1):
            yield Found(scheme, "has no top concept", (), bool(grounds.tops(scheme)))


@Rule(
    title="There is not exactly one concept scheme",
    why="Publishers that show one page for each vocabulary expect one scheme in each file.",
    todo="Keep one skos:ConceptScheme in each file; make parts of it collections.",
    severity=None,
    sources=("VocPub 2.1.02",),
    good="ex: a skos:ConceptScheme . ex:owl skos:inScheme ex: .",
    bad="ex: a skos:ConceptScheme . ex:birds a skos:ConceptScheme .",
)
def one_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with the schemes that there are."""
    schemes = sorted(thesaurus.schemes)
    if len(schemes) != 1:
        said = f"there are {len(schemes)} concept schemes: {called(thesaurus, schemes)}"
        yield Found(None, said if schemes else "there is no concept scheme", tuple(schemes))
