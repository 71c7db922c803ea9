"""Rules about the relations between concepts: one-way, redundant, reflexive or missing ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import called
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import HIERARCHICAL, MAPPINGS, RELATIONS

_PAIRS = (("broader", "narrower"), ("broaderTransitive", "narrowerTransitive"), ("related", "related"))


@Rule(
    title="A relation is stated in one direction only",
    why="The other direction follows, but most tools do not infer: the narrower or related concept is"
    " missing where it is looked for.",
    todo="State both directions.",
    severity=Severity.INFO,
    sources=("qSKOS urc", "SKOS S23", "SKOS S25", "SKOS S26"),
    aliases=("urc", "unidirectionally-related-concepts"),
    fixable=True,
    alone=True,
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
    for name, inverse in (*_PAIRS, *((inverse, name) for name, inverse in _PAIRS if name != inverse)):
        for one, other in thesaurus.unanswered(name, inverse):
            if one != other and one in own and other in own:
                said = f"skos:{inverse} {thesaurus.called(one)} is missing"
                yield Found(other, said, (SKOS + inverse, one))


@Rule(
    title="A hierarchical relation is stated by the transitive property only",
    why="skos:broaderTransitive is for inference, and tools that draw the hierarchy do not read it.",
    todo="State skos:broader or skos:narrower for each direct step.",
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
    title="A concept has no relation to any other",
    why="Nobody comes to it by going from one concept to the next.",
    todo="Give it a broader or a related concept.",
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
    alone: set[str] = set()
    total = 0
    for part in thesaurus.parts():
        total += len(part.current)
        alone |= set(part.current) - part.subjects_of(*relations)
    alone -= thesaurus.targets_of(*relations, among=alone)
    if alone and len(alone) == total:
        yield Found(None, f"none of the {len(alone):,} concepts has a relation to another: it is a flat list")
        return
    for concept in alone:
        yield Found(concept, "has no relation to any other concept")


_MANY = 30  # broader concepts, from which on one walk up costs less than a question for each two of them


@Rule(
    title="A broader concept is also above another broader concept",
    why="The longer way says it already; shown as a tree, the concept stands in two places for no reason.",
    todo="Remove the step that skips a level, unless it says more; `termgraph fix --remove-redundant` removes it.",
    sources=("qSKOS hr",),
    aliases=("hr", "hierarchical-redundancy"),
    fixable=True,
    alone=True,
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
                said = f"{thesaurus.called(upper)} is also above {thesaurus.called(through)}"
                yield Found(concept, said, (upper, through))


def _by_walking(thesaurus: Thesaurus, above: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each of many concepts that is above another of them, with that one."""
    reached: set[str] = set()
    pending = list(above)
    while pending:
        new = set(thesaurus.broader[pending.pop()]) - reached
        reached |= new
        pending += new
    is_above = thesaurus.hierarchy.is_above
    for upper in above:
        if upper in reached:
            yield upper, next(other for other in above if other != upper and is_above(upper, other))


@Rule(
    title="A concept is related to itself",
    why="It says nothing, and a concept above itself is a cycle.",
    todo="Remove the relation.",
    severity=Severity.ERROR,
    sources=("qSKOS rrc",),
    aliases=("rrc", "reflexively-related-concepts"),
    fixable=True,
    alone=True,
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
    title="A concept without a broader one is no top concept",
    why="Who walks down from the top concepts never comes to it, nor to what is below it.",
    todo="Mark it as a top concept, or give it a broader one.",
    sources=("VocPub 2.3.03",),
    fixable=True,
    good="ex:owl skos:broader ex:bird ; skos:inScheme ex: . ex:bird skos:topConceptOf ex: .",
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme ex: . ex: skos:hasTopConcept ex:bird .',
)
def rootless(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such concept of a scheme that has top concepts; of one that has none, another rule tells."""
    grounds = Grounds(thesaurus)
    for part in thesaurus.parts():
        for concept in part.current:
            if part.broader.get(concept):
                continue
            for scheme in part.schemes_of.get(concept, ()):
                tops = part.tops.get(scheme)
                if tops and concept not in tops:
                    said = f"has no broader concept and is no top concept of {thesaurus.called(scheme)}"
                    clear = scheme in thesaurus.schemes and grounds.is_root(concept)
                    yield Found(concept, said, (scheme,), clear)


@Rule(
    title="A top concept of a scheme has a broader concept in that scheme",
    why="Either it is not at the top, or the broader concept is wrong.",
    todo="Remove one of the two statements.",
    sources=("qSKOS tchbc",),
    aliases=("tchbc", "top-concepts-having-broader-concepts"),
    good="ex:owl skos:topConceptOf ex:birds ; skos:broader ex:animal . ex:animal skos:inScheme ex:animals .",
    bad="ex:owl skos:topConceptOf ex: ; skos:broader ex:bird . ex:bird skos:inScheme ex: .",
)
def top_has_broader(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept with what is above it in the same scheme."""
    for scheme, tops in thesaurus.tops.items():
        for top in tops:
            above = [up for up in thesaurus.broader[top] if scheme in thesaurus.schemes_of.get(up, ())]
            if above:
                said = f"is a top concept of {thesaurus.called(scheme)}, and {called(thesaurus, above)} is above it"
                yield Found(top, said, (scheme, *above))


_RELATED = SKOS + "related"


@Rule(
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
    for part in thesaurus.parts():
        for one, others in part.related.items():
            above = part.broader.get(one)
            if above is None:
                continue
            mine = set(above)
            for other in others:
                shared = mine.intersection(part.broader[other]) if one < other else ()
                if shared and frozenset((one, other)) not in special:
                    first = min(shared)
                    both = f"both are narrower than {part.called(first)}"
                    yield Found(one, f"is related to {part.called(other)}, and {both}", (other, first))
