"""Rules about the hierarchy, the relations and the schemes that concepts stand in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.spaces import space_of
from termgraph.check.words import listed
from termgraph.namespaces import DCT, PREFIXES, SKOS, SKOSXL, shorten
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS
from termgraph.skos.things import HIERARCHICAL, MAPPINGS, RELATIONS


@Rule(
    id="clusters",
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
    seen: set[str] = set()
    groups: list[tuple[int, str]] = []
    adjacent = (thesaurus.broader, thesaurus.narrower, thesaurus.related)
    for start in thesaurus.current:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for node in group:  # grows while it is walked
            for neighbours in adjacent:
                for other in neighbours.get(node, ()):
                    if other not in seen:
                        seen.add(other)
                        group.append(other)
        if len(group) > 1:
            groups.append((-len(group), start))
    if len(groups) > 1:
        groups.sort()
        sizes = ", ".join(f"{-size:,}" for size, _ in groups[:5]) + (", …" if len(groups) > 5 else "")
        said = f"the concepts fall into {len(groups):,} groups that no relation joins, of {sizes} concepts"
        yield Found(None, said, tuple(start for _, start in groups[1:]))


@Rule(
    id="collection-empty",
    title="A collection has no members",
    why="It groups nothing.",
    todo="Add skos:member for each concept of the group, or remove the collection.",
    severity=Severity.WARNING,
    sources=("VocPub 2.2.04",),
    good="ex:birds a skos:Collection ; skos:member ex:owl .",
    bad="ex:birds a skos:Collection .",
)
def collection_empty(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without a member."""
    full = {subject for name in ("member", "memberList") for subject, _ in thesaurus.pairs(SKOS + name)}
    for collection in thesaurus.collections - full:
        yield Found(collection, "is a collection without members")


@Rule(
    id="collection-scheme",
    title="A collection is in no concept scheme",
    why="Publishers that open a vocabulary by its scheme do not show it.",
    todo="State skos:inScheme.",
    severity=None,
    sources=("VocPub 2.2.03",),
    fixable=True,
    good="ex:birds a skos:Collection ; skos:inScheme ex: .",
    bad="ex:birds a skos:Collection . ex: a skos:ConceptScheme .",
)
def collection_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without skos:inScheme."""
    for collection in thesaurus.collections:
        if collection not in thesaurus.schemes_of:
            yield Found(collection, "is a collection in no concept scheme")


@Rule(
    id="definition-share",
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
    total = len(thesaurus.current)
    defined = sum(1 for concept in thesaurus.current if concept in thesaurus.definitions)
    if defined < options.definition_share * total:
        yield Found(None, f"{defined:,} of {total:,} concepts have a definition", (f"{defined / total:.3f}",))


#: Of a knot of concepts that are all above each other, so many cycles are told: there may be exponentially many.
_MOST_OF_A_KNOT = 100
_MOST_SHOWN = 8


@Rule(
    id="cycle",
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
    for knot in thesaurus.hierarchy.knots:
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


@Rule(
    id="dangling",
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
    known = thesaurus.subjects
    spaces = {space_of(concept) for concept in thesaurus.concepts}
    for name in _LEADING:
        column = thesaurus.columns.get(name)
        if column is None or known.issuperset(value for value in column.objects if type(value) is str):
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


@Rule(
    id="no-scheme",
    title="A concept is in no concept scheme",
    why="Tools open a vocabulary by its scheme and list what is in it: the concept is not.",
    todo="State skos:inScheme; where there is no skos:ConceptScheme yet, make one.",
    severity=Severity.WARNING,
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
    for concept in thesaurus.concepts:
        if concept not in thesaurus.schemes_of:
            clear = grounds.scheme is not None and grounds.is_member(concept)
            yield Found(concept, "is in no concept scheme", (), clear)


@Rule(
    id="no-top",
    title="A scheme has no top concepts",
    why="Readers begin at the top: without one they see an empty tree.",
    todo="Mark the concepts without a broader one: skos:hasTopConcept and skos:topConceptOf.",
    severity=Severity.WARNING,
    sources=("qSKOS otc", "VocPub 2.1.09"),
    aliases=("otc", "omitted-top-concepts"),
    fixable=True,
    good="ex:bird skos:topConceptOf ex: ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad='ex:bird skos:inScheme ex: ; skos:narrower ex:owl ; skos:prefLabel "bird"@en . ex: a skos:ConceptScheme .',
)
def no_top(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme that holds concepts, or is the only one, and has no top concept."""
    grounds = Grounds(thesaurus)
    full = {scheme for concept in thesaurus.current for scheme in thesaurus.schemes_of.get(concept, ())}
    for scheme in thesaurus.schemes:
        if not thesaurus.tops.get(scheme) and (scheme in full or len(thesaurus.schemes) == 1):
            yield Found(scheme, "has no top concept", (), bool(grounds.tops(scheme)))


@Rule(
    id="one-scheme",
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
        said = f"there are {len(schemes)} concept schemes: {listed(list(map(thesaurus.called, schemes)))}"
        yield Found(None, said if schemes else "there is no concept scheme", tuple(schemes))


_PAIRS = (
    ("broader", "narrower"),
    ("broaderTransitive", "narrowerTransitive"),
    ("related", "related"),
)


@Rule(
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
    bad="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:bird a skos:Concept . ex:mouse a skos:Concept .",
    expect=2,
)
def one_way(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
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


@Rule(
    id="only-transitive",
    title="A hierarchical relation is stated by the transitive property only",
    why="skos:broaderTransitive is for inference, and tools that draw the hierarchy do not read it.",
    todo="State skos:broader or skos:narrower for each direct step.",
    severity=Severity.WARNING,
    sources=("qSKOS strc", "SKOS Reference 8.6.7"),
    aliases=("strc", "solely-transitively-related-concepts"),
    good="ex:owl skos:broader ex:bird ; skos:broaderTransitive ex:bird, ex:animal . ex:bird skos:broader ex:animal .",
    bad="ex:owl skos:broaderTransitive ex:bird . ex:bird skos:narrowerTransitive ex:owl .",
)
def only_transitive(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each pair that is stated transitively, in either direction, and that no way of direct steps joins."""
    up = dict.fromkeys(thesaurus.links(SKOS + "broaderTransitive"), "broader")
    down = ((lower, upper) for upper, lower in thesaurus.links(SKOS + "narrowerTransitive"))
    for (lower, upper), name in {**dict.fromkeys(down, "narrower"), **up}.items():
        if lower != upper and not thesaurus.hierarchy.is_above(upper, lower):
            said = f"only skos:{name}Transitive says that it is under {thesaurus.called(upper)}"
            yield Found(lower, said, (upper,))


@Rule(
    id="orphan",
    title="A concept has no relation to any other",
    why="Nobody comes to it by going from one concept to the next.",
    todo="Give it a broader or a related concept.",
    severity=Severity.WARNING,
    sources=("qSKOS oc",),
    aliases=("oc", "orphan-concepts"),
    good="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept .",
    bad="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept . ex:bat a skos:Concept .",
)
def orphan(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without any relation or mapping.

    Of a flat list, which has no relations at all, only that it is one.
    """
    relations = [SKOS + name for name in RELATIONS]
    linked = thesaurus.subjects_of(*relations) | thesaurus.targets_of(*relations)
    alone = [concept for concept in thesaurus.current if concept not in linked]
    if alone and len(alone) == len(thesaurus.current):
        yield Found(None, f"none of the {len(alone):,} concepts has a relation to another: it is a flat list")
        return
    for concept in alone:
        yield Found(concept, "has no relation to any other concept")


_MANY = 30  # broader concepts, from which on one walk up costs less than a question for each two of them


@Rule(
    id="redundant-broader",
    title="A broader concept is also above another broader concept",
    why="The longer way says it already; shown as a tree, the concept stands in two places for no reason.",
    todo="Remove the step that skips a level, unless it says more; `termgraph fix --remove-redundant` removes it.",
    severity=Severity.WARNING,
    sources=("qSKOS hr",),
    aliases=("hr", "hierarchical-redundancy"),
    fixable=True,
    good="ex:owl skos:broader ex:bird, ex:hunter . ex:bird skos:broader ex:animal . ex:hunter skos:broader ex:animal .",
    bad="ex:owl skos:broader ex:bird, ex:animal . ex:bird skos:broader ex:animal .",
)
def redundant_broader(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each step up that a longer way replaces.

    Inside a cycle, everything does, and that is another rule's.
    """
    hierarchy = thesaurus.hierarchy
    tied = {node for knot in hierarchy.knots for node in knot}
    for concept, above in thesaurus.broader.items():
        if len(above) < 2 or concept in tied:
            continue
        skipping = hierarchy.skipping(above) if len(above) <= _MANY else _by_walking(thesaurus, above)
        for upper, through in skipping:
            if upper not in tied:
                yield Found(
                    concept,
                    f"{thesaurus.called(upper)} is also above {thesaurus.called(through)}",
                    (upper, through),
                )


def _by_walking(thesaurus: Thesaurus, above: Sequence[str]) -> Iterator[tuple[str, str]]:
    reached = _above(thesaurus, above)
    for upper in above:
        if upper in reached:
            yield (
                upper,
                next(
                    other for other in above if other != upper and thesaurus.hierarchy.is_above(upper, other)
                ),
            )


def _above(thesaurus: Thesaurus, starts: Iterable[str]) -> set[str]:
    """Return all that is above some concepts."""
    seen: set[str] = set()
    pending = list(starts)
    while pending:
        for upper in thesaurus.broader[pending.pop()]:
            if upper not in seen:
                seen.add(upper)
                pending.append(upper)
    return seen


@Rule(
    id="reflexive",
    title="A concept is related to itself",
    why="It says nothing, and a concept above itself is a cycle.",
    todo="Remove the relation.",
    severity=Severity.ERROR,
    sources=("qSKOS rrc",),
    aliases=("rrc", "reflexively-related-concepts"),
    fixable=True,
    good="ex:owl skos:related ex:mouse ; skos:broader ex:bird .",
    bad="ex:owl skos:related ex:owl . ex:bat skos:broader ex:bat, ex:animal .",
    expect=2,
)
def reflexive(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation of SKOS whose two ends are one."""
    for name in ("related", *HIERARCHICAL, *MAPPINGS):
        for subject, value in thesaurus.links(SKOS + name):
            if subject == value:
                yield Found(subject, f"skos:{name} leads back to itself", (SKOS + name,))


@Rule(
    id="rootless",
    title="A concept without a broader one is no top concept",
    why="Who walks down from the top concepts never comes to it, nor to what is below it.",
    todo="Mark it as a top concept, or give it a broader one.",
    severity=Severity.WARNING,
    sources=("VocPub 2.3.03",),
    fixable=True,
    good="ex:owl skos:broader ex:bird ; skos:inScheme ex: . ex:bird skos:topConceptOf ex: .",
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme ex: . ex: skos:hasTopConcept ex:bird .',
)
def rootless(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such concept of a scheme that has top concepts; of one that has none, another rule tells."""
    grounds = Grounds(thesaurus)
    for concept in thesaurus.current:
        if not thesaurus.broader.get(concept):
            for scheme in thesaurus.schemes_of.get(concept, ()):
                tops = thesaurus.tops.get(scheme)
                if tops and concept not in tops:
                    yield Found(
                        concept,
                        f"has no broader concept and is no top concept of {thesaurus.called(scheme)}",
                        (scheme,),
                        scheme in thesaurus.schemes and grounds.is_root(concept),
                    )


@Rule(
    id="top-has-broader",
    title="A top concept of a scheme has a broader concept in that scheme",
    why="Either it is not at the top, or the broader concept is wrong.",
    todo="Remove one of the two statements.",
    severity=Severity.WARNING,
    sources=("qSKOS tchbc",),
    aliases=("tchbc", "top-concepts-having-broader-concepts"),
    good="ex:owl skos:topConceptOf ex:birds ; skos:broader ex:animal . ex:animal skos:inScheme ex:animals .",
    bad="ex:owl skos:topConceptOf ex: ; skos:broader ex:bird . ex:bird skos:inScheme ex: .",
)
def top_has_broader(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept with what is above it in the same scheme."""
    for scheme, tops in thesaurus.tops.items():
        for top in tops:
            above = [
                upper for upper in thesaurus.broader[top] if scheme in thesaurus.schemes_of.get(upper, ())
            ]
            if above:
                said = listed([thesaurus.called(upper) for upper in above])
                yield Found(
                    top,
                    f"is a top concept of {thesaurus.called(scheme)}, and {said} is above it",
                    (scheme, *above),
                )


_RELATED = SKOS + "related"


@Rule(
    id="valueless-related",
    title="Two concepts with the same broader concept are also related",
    why="That siblings have to do with each other is said by the hierarchy: mostly the relation adds nothing.",
    todo="Remove the relation, unless it says more than that.",
    severity=Severity.INFO,
    sources=("qSKOS var", "ISO 25964-1"),
    aliases=("var", "valueless-associative-relations"),
    good="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:mouse skos:broader ex:mammal .",
    bad="ex:owl skos:broader ex:bird ; skos:related ex:hawk . ex:hawk skos:broader ex:bird .",
)
def valueless_related(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such pair once; a relation of a closer kind says more, and is none."""
    special = {
        frozenset(pair) for name in thesaurus.properties(_RELATED)[1:] for pair in thesaurus.stated(name)
    }
    for one, others in thesaurus.related.items():
        above = thesaurus.broader.get(one)
        if above is None:
            continue
        mine = set(above)
        for other in others:
            shared = mine.intersection(thesaurus.broader[other]) if one < other else ()
            if shared and frozenset((one, other)) not in special:
                first = min(shared)
                said = f"is related to {thesaurus.called(other)}, and both are narrower than {thesaurus.called(first)}"
                yield Found(one, said, (other, first))
