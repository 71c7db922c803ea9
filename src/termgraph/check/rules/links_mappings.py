"""Rules about mappings as a whole: where several of them, or they and the hierarchy, say what none says alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.matches import exact_clusters, exact_groups
from termgraph.check.rule import Options, Rule
from termgraph.check.spaces import space_of
from termgraph.check.texts import called
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.hierarchy import Hierarchy
from termgraph.skos.things import MAPPINGS


@Rule(
    title="Exact matches join two concepts of one scheme",
    why="If both are the same as a third, they are the same: whoever follows the links finds either for the other.",
    todo="Keep the one exact match that is right, and make the other a close, broad or narrow one.",
    sources=("SKOS S45",),
    good="ex:owl skos:inScheme ex: ; skos:exactMatch <http://b/owl> . ex:owls skos:inScheme ex: ;"
    " skos:closeMatch <http://b/owl> .",
    bad="ex:owl skos:inScheme ex: ; skos:exactMatch <http://b/owl> . ex:hooter skos:inScheme ex: ."
    " <http://c/owl> skos:exactMatch <http://b/owl>, ex:hooter .",
)
def match_unites(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that exact matches join to one before it in its scheme; `mapping-inside` finds direct ones."""
    direct = thesaurus.stated(SKOS + "exactMatch")
    for cluster in exact_clusters(thesaurus):
        by_scheme: dict[str, list[str]] = defaultdict(list)
        for node in cluster:
            for scheme in sorted(thesaurus.schemes_of.get(node, ())):
                by_scheme[scheme].append(node)
        seen: set[tuple[str, str]] = set()
        for first, *others in by_scheme.values():
            for other in others:
                if not {(first, other), (other, first)} & (direct | seen):
                    seen.add((first, other))
                    said = f"exact matches join it to {thesaurus.called(first)} of the same scheme"
                    yield Found(other, said, (first,))


@Rule(
    title="Mappings and the hierarchy together go in a circle",
    why="What is above something cannot be below it too: one of the mappings is wrong, or points the wrong way.",
    todo="Turn or remove the mapping that does not fit the hierarchies on both sides.",
    sources=("SKOS S41", "SKOS S45"),
    good="ex:owl skos:broader ex:bird ; skos:broadMatch <http://b/bird> . ex:bird skos:exactMatch <http://b/bird> .",
    bad="ex:owl skos:broader ex:bird ; skos:narrowMatch <http://b/bird> . ex:bird skos:exactMatch <http://b/bird> .",
)
def match_cycle(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each knot of concepts that stand above each other by mappings as well; those that match exactly are one."""
    up = [*thesaurus.links(SKOS + "broadMatch")]
    up += [(lower, upper) for upper, lower in thesaurus.links(SKOS + "narrowMatch")]
    groups = exact_groups(thesaurus)
    if not up and not groups:
        return
    below: dict[str, set[str]] = defaultdict(set)
    stated = ((lower, upper) for lower, uppers in thesaurus.broader.items() for upper in uppers)
    for lower, upper in (*stated, *up):
        first, second = groups.get(upper, upper), groups.get(lower, lower)
        if first != second:  # else it is for `match-clash` or `match-unites`
            below[first].add(second)
    mapped = {groups.get(node, node) for pair in up for node in pair} | set(groups.values())
    for knot in Hierarchy({upper: sorted(lower) for upper, lower in below.items()}).knots:
        if mapped.intersection(knot):
            ours = [node for node in knot if node in thesaurus.concepts] or knot
            others = [node for node in knot if node != ours[0]]
            yield Found(ours[0], f"stands above and below {called(thesaurus, others)}", tuple(others))


@Rule(
    title="A mapping leads to a concept that is deprecated, or is not there any more",
    why="Who follows it finds nothing, or what is no longer to be used.",
    todo="Map to what replaces it, or remove the mapping.",
    sources=("termgraph",),
    good="ex:owl skos:exactMatch <http://b/1> . <http://b/1> a skos:Concept .",
    bad="ex:owl skos:exactMatch <http://b/1>, <http://b/3> . <http://b/1> a skos:Concept ; owl:deprecated true ."
    " <http://b/2> a skos:Concept .",
    expect=2,
)
def match_dead_end(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each mapping of a current concept into a vocabulary that was opened too, where it leads to none in use."""
    spaces = {space_of(concept) for concept in thesaurus.concepts}
    for name in MAPPINGS:
        for subject, value in thesaurus.links(SKOS + name):
            if subject in thesaurus.deprecated:
                continue
            if value in thesaurus.deprecated:
                instead = thesaurus.replacements.get(value, ())
                hint = f"; {called(thesaurus, instead)} replaces it" if instead else ""
                said = f"skos:{name} leads to {thesaurus.called(value)}, which is deprecated{hint}"
                yield Found(subject, said, (SKOS + name, value))
            elif value not in thesaurus.concepts and space_of(value) in spaces:
                said = f"skos:{name} leads to <{value}>, and there is no such concept in its vocabulary"
                yield Found(subject, said, (SKOS + name, value))
