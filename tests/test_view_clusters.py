"""Which collection each concept stands in on the overview."""

from __future__ import annotations

from termgraph.network.overview import Forest
from termgraph.skos import Thesaurus
from termgraph.view.clusters import Clusters, clusters_of
from termgraph.view.numbered import Numbered

CONCEPTS = "\n".join(
    f'e:{name} a skos:Concept ; skos:prefLabel "{name}"@en .' for name in ("ant", "bee", "cat", "dog")
)
PREFIXES = "@prefix e: <http://e.org/> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .\n"


def found(text: str) -> Clusters | None:
    numbered = Numbered(Thesaurus.from_text(PREFIXES + CONCEPTS + text))
    above: list[list[int]] = [[] for _ in numbered.iris]
    for source, target in numbered.hierarchy:
        above[source].append(target)
    return clusters_of(numbered, Forest(above))


def test_a_concept_of_several_stands_with_its_parent_or_in_the_smallest() -> None:
    groups = "e:all skos:member e:ant, e:bee, e:cat . e:small skos:member e:bee, e:dog ."
    assert found(groups) == Clusters([0, 1], [0, 1], [0, 1, 0, 1])
    assert found(groups + "e:bee skos:broader e:ant .") == Clusters([0, 1], [0, 1], [0, 0, 0, 1])


def test_the_area_of_a_group_is_the_outermost_that_it_is_in() -> None:
    groups = "e:a skos:member e:b . e:b skos:member e:c, e:ant, e:bee . e:c skos:member e:cat, e:dog ."
    assert found(groups) == Clusters([1, 2], [0, 0], [0, 0, 1, 1])
    assert found(groups + "e:c skos:member e:a .") == Clusters([1, 2], [1, 2], [0, 0, 1, 1])


def test_what_divides_a_concept_or_only_helps_to_explain_is_no_place_of_first_choice() -> None:
    groups = """e:a skos:member e:ant, e:bee . e:b skos:member e:cat .
        e:z skos:member e:dog, e:ant ; tg:auxiliary true . e:x skos:member e:bee ; iso:superOrdinate e:ant ."""
    assert found(groups) == Clusters([0, 1, 3], [0, 1, 3], [0, 0, 1, 2])


def test_an_overview_goes_by_groups_only_where_they_hold_most_and_are_several() -> None:
    assert found("") is None
    assert found("e:a skos:member e:ant, e:bee, e:cat .") is None
    assert found("e:a skos:member e:ant . e:b skos:member e:cat .") is not None
    assert found("e:a skos:member e:ant .") is None
