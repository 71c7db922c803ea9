"""What a check says of a vocabulary as a whole: consistent or not, and every finding once, in one order."""

from __future__ import annotations

import itertools
import random
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import termgraph
from termgraph.check import Report, Severity, check
from termgraph.check.profiles import PROFILES
from termgraph.check.rule import Options
from termgraph.check.rules import all_checks
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.skos.hierarchy import Hierarchy


def checked(turtle: str, *select: str, **options: object) -> Report:
    store = Thesaurus.from_text("@prefix e: <http://e.org/> . " + turtle)
    return check(store, select=select, settings=Settings(options=Options(**options)))  # type: ignore[arg-type]  # each test gives what fits


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


# The examples of the SKOS Reference that are about consistency

CONSISTENT = {
    "a concept that is a class": "e:a a skos:Concept, owl:Class .",
    "two schemes of one concept": "e:a skos:inScheme e:s, e:t ; skos:topConceptOf e:s .",
    "names in several languages": 'e:a skos:prefLabel "animals"@en, "animaux"@fr ; skos:altLabel "fauna"@en .',
    "the same text in two languages": 'e:a skos:prefLabel "East"@en, "East"@en-US, "East"@en-GB .',
    "only an alternative name": 'e:a skos:altLabel "fauna"@en .',
    "a concept above itself": "e:a skos:broader e:a .",
    "a cycle": "e:a skos:broader e:b . e:b skos:broader e:a .",
    "two ways up": "e:a skos:broader e:b, e:c . e:b skos:broader e:c .",
    "related, and related again": "e:a skos:related e:b . e:b skos:related e:c .",
    "related to itself": "e:a skos:related e:a .",
    "no types at all": "e:a skos:broader e:b ; skos:related e:c .",
    "a mapping inside a scheme": "e:a skos:broadMatch e:b ; skos:inScheme e:s . e:b skos:inScheme e:s .",
    "close and exact": "e:a skos:exactMatch e:b ; skos:closeMatch e:b, e:c .",
    "a chain of close matches": "e:a skos:closeMatch e:b . e:b skos:closeMatch e:c . e:a skos:relatedMatch e:c .",
    "a collection of collections": "e:c a skos:Collection ; skos:member e:a, e:d . e:d skos:member e:a .",
    "a definition that is a resource": 'e:a skos:definition e:d . e:d rdf:value "An animal."@en .',
    "a name that is a resource": 'e:a skosxl:prefLabel e:l . e:l a skosxl:Label ; skosxl:literalForm "love"@en .',
    "broader than what its sibling is related to": "e:a skos:broader e:b . e:c skos:broader e:b ; skos:related e:a .",
}
INCONSISTENT = {
    "a scheme that is a concept": ("concept-is-scheme", "e:a a skos:Concept, skos:ConceptScheme ."),
    "a scheme in the hierarchy": ("concept-is-scheme", "e:a skos:broader e:s . e:s a skos:ConceptScheme ."),
    "a scheme that is mapped": ("concept-is-scheme", "e:s a skos:ConceptScheme ; skos:exactMatch e:t ."),
    "preferred and alternative": ("label-overlap", 'e:a skos:prefLabel "a"@en ; skos:altLabel "a"@en .'),
    "alternative and hidden": ("label-overlap", 'e:a skos:altLabel "a" ; skos:hiddenLabel "a" .'),
    "one of them as a resource": (
        "label-overlap",
        'e:a skos:prefLabel "a"@en ; skosxl:altLabel e:l . e:l skosxl:literalForm "a"@en .',
    ),
    "of a scheme, not of a concept": (
        "label-overlap",
        'e:s skos:prefLabel "s"@en ; skos:hiddenLabel "s"@EN .',
    ),
    "two preferred names": ("two-preflabels", 'e:a skos:prefLabel "a"@en, "b"@en .'),
    "two without a language": ("two-preflabels", 'e:a skos:prefLabel "a", "b" .'),
    "related and broader": ("related-in-hierarchy", "e:a skos:broader e:b ; skos:related e:b ."),
    "related and above, from the other end": (
        "related-in-hierarchy",
        "e:b skos:narrower e:a . e:c skos:narrower e:b . e:c skos:related e:a .",
    ),
    "related and transitively broader": (
        "related-in-hierarchy",
        "e:a skos:broaderTransitive e:b ; skos:related e:b .",
    ),
    "related in a cycle": (
        "related-in-hierarchy",
        "e:a skos:broader e:b ; skos:related e:b . e:b skos:broader e:a .",
    ),
    "related to itself in a cycle": (
        "related-in-hierarchy",
        "e:a skos:broader e:b ; skos:related e:a . e:b skos:broader e:a .",
    ),
    "related to itself and above itself": (
        "related-in-hierarchy",
        "e:a skos:broader e:a ; skos:related e:a .",
    ),
    "both matches": ("related-in-hierarchy", "e:a skos:broadMatch e:b ; skos:relatedMatch e:b ."),
    "a kind of related": ("related-in-hierarchy", "e:a skos:broader e:b ; tg:contrastsWith e:b ."),
    "a collection that is a concept": ("collection-is-concept", "e:c a skos:Collection, skos:Concept ."),
    "a collection in the hierarchy": ("collection-is-concept", "e:c skos:member e:a ; skos:broader e:b ."),
    "a collection that is a scheme": (
        "collection-is-concept",
        "e:c a skos:OrderedCollection, skos:ConceptScheme .",
    ),
    "exact and broad": ("match-clash", "e:a skos:exactMatch e:b ; skos:broadMatch e:b ."),
    "exact and narrow": ("match-clash", "e:a skos:exactMatch e:b . e:b skos:narrowMatch e:a ."),
    "exact over two steps": (
        "match-clash",
        "e:a skos:exactMatch e:b . e:c skos:exactMatch e:b . e:c skos:relatedMatch e:a .",
    ),
}


@pytest.mark.parametrize("case", CONSISTENT)
def test_what_skos_allows_is_consistent(case: str) -> None:
    assert checked(CONSISTENT[case]).consistent


@pytest.mark.parametrize("case", INCONSISTENT)
def test_what_skos_forbids_is_inconsistent(case: str) -> None:
    rule, turtle = INCONSISTENT[case]
    report = checked(turtle)
    assert not report.consistent
    assert {found for found in rules(report) if all_checks()[found].rule.integrity} == {rule}


def test_consistency_does_not_depend_on_what_is_selected() -> None:
    store = Thesaurus.from_text('<http://e.org/a> skos:prefLabel "a"@en, "b"@en .')
    assert check(store, select=["cycle"]).findings == ()
    assert not check(store, select=["cycle"]).consistent
    off = Settings(
        severities={"two-preflabels": None}, exceptions={("two-preflabels", "http://e.org/a"): "known"}
    )
    assert not check(store, settings=off).consistent


def test_the_integrity_conditions_are_these() -> None:
    sources = {source for one in all_checks().values() if one.rule.integrity for source in one.rule.sources}
    assert sources == {f"SKOS S{number}" for number in (9, 13, 14, 27, 37, 46)}


# The hierarchy

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(EDGES)
def test_what_is_above_what_is_found_as_networkx_finds_it(edges: list[tuple[int, int]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph((str(a), str(b)) for a, b in edges if a != b)
    below = {node: sorted(graph.successors(node)) for node in graph}
    hierarchy = Hierarchy(below)
    for upper, lower in itertools.product(graph, repeat=2):
        wanted = any(nx.has_path(graph, child, lower) for child in graph.successors(upper))
        assert hierarchy.is_above(upper, lower) == wanted, (upper, lower)
    knots = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    assert hierarchy.knots == sorted(knots)


@given(EDGES)
def test_each_cycle_is_a_cycle_and_told_once(edges: list[tuple[int, int]]) -> None:
    turtle = " ".join(f"e:{a} skos:broader e:{b} ." for a, b in edges)
    graph: nx.DiGraph[str] = nx.DiGraph(
        (f"http://e.org/{a}", f"http://e.org/{b}") for a, b in edges if a != b
    )
    cycles = [finding.values for finding in checked(turtle, "cycle").findings]
    for cycle in cycles:
        assert all(
            graph.has_edge(one, other) for one, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True)
        )
        assert cycle[0] == min(cycle)
    assert len(set(cycles)) == len(cycles)
    assert bool(cycles) == (not nx.is_directed_acyclic_graph(graph))


@given(EDGES)
def test_redundant_steps_are_those_that_a_transitive_reduction_drops(edges: list[tuple[int, int]]) -> None:
    down = [(a, b) for a, b in edges if a < b]
    graph: nx.DiGraph[str] = nx.DiGraph((f"http://e.org/{b}", f"http://e.org/{a}") for a, b in down)
    found = checked(" ".join(f"e:{b} skos:broader e:{a} ." for a, b in down), "redundant-broader").findings
    dropped = set(graph.edges) - set(nx.transitive_reduction(graph).edges)
    assert {(finding.subject, finding.values[0]) for finding in found} == dropped


def test_a_long_chain_needs_no_recursion() -> None:
    length = 5 * sys.getrecursionlimit()
    chain = " ".join(f"e:{n} skos:broader e:{n + 1} ; skos:related e:x{n} ." for n in range(length))
    report = checked(chain + f" e:0 skos:related e:{length} . e:0 skos:broader e:{length} .")
    assert rules(report).count("related-in-hierarchy") == 1
    assert rules(report).count("redundant-broader") == 1


def test_a_long_circle_is_one_cycle() -> None:
    length = 5 * sys.getrecursionlimit()
    circle = " ".join(f"e:{n} skos:broader e:{(n + 1) % length} ." for n in range(length))
    found = checked(circle, "cycle").findings
    assert len(found) == 1
    assert len(found[0].values) == length
    assert len(found[0].message) < 1000


def test_a_concept_with_very_many_broader_ones_is_no_trouble() -> None:
    many = " ".join(f"e:a skos:broader e:{n} . e:{n} skos:broader e:top ." for n in range(3000))
    found = checked(many + " e:a skos:broader e:top .", "redundant-broader").findings
    assert [finding.values[0] for finding in found] == ["http://e.org/top"]


# What counts as a concept, as a name, as alike


def test_a_name_that_is_a_resource_is_a_name() -> None:
    turtle = 'e:a a skos:Concept ; skosxl:prefLabel e:l . e:l skosxl:literalForm "a"@en .'
    assert "label-missing" not in rules(checked(turtle))


def test_what_a_mapping_leads_to_is_no_concept_of_ours() -> None:
    store = Thesaurus.from_text(
        "<http://e.org/a> skos:broader <http://e.org/b> ; skos:exactMatch <http://o.org/x> ."
    )
    assert store.concepts == {"http://e.org/a"}


def test_properties_below_those_of_skos_count() -> None:
    turtle = "e:kind rdfs:subPropertyOf skos:broader . e:a e:kind e:b . e:b e:kind e:a ."
    assert rules(checked(turtle, "cycle")) == ["cycle"]


def test_a_triple_in_two_graphs_counts_once(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "two.nq"
    said = '<http://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "a"@en'
    file.write_text(f"{said} .\n{said} <http://e.org/g> .\n", "utf-8")
    assert check(Thesaurus.open(file)).consistent


def test_homonyms_may_be_allowed() -> None:
    bats = 'e:a skos:prefLabel "Bat"@en . e:b skos:prefLabel "bat"@en .'
    assert rules(checked(bats, "ol")) == ["label-shared"]
    assert rules(checked(bats, "ol", homonyms=frozenset({"bat"}))) == []


def test_a_name_that_is_typed_as_ambiguous_may_be_shared() -> None:
    label = 'skosxl:literalForm "bat"@en ; oio:hasSynonymType obo:OMO_0003001 .'
    bats = f"e:a a skos:Concept ; skosxl:altLabel e:l . e:b a skos:Concept ; skosxl:altLabel e:m . e:l {label} e:m "
    assert rules(checked(bats + label, "ol")) == []
    assert rules(checked(bats + 'skosxl:literalForm "bat"@en .', "ol")) == ["label-shared"]


def test_namesakes_of_different_schemes_are_fine() -> None:
    bats = (
        'e:a skos:prefLabel "bat"@en ; skos:inScheme e:s . e:b skos:prefLabel "bat"@en ; skos:inScheme e:t .'
    )
    assert rules(checked(bats, "ol")) == []


# Links, pairs, and how things are told


@pytest.mark.parametrize(
    ("turtle", "rule"),
    [
        (
            "<http://w3.id/one> a skos:ConceptScheme . <http://w3.id/one/a> skos:inScheme <http://w3.id/one> ;"
            " skos:exactMatch <http://w3.id/two/a> .",
            "no-out-links",
        ),
        ("<http://u/URN:ykl:1> a skos:Concept ; skos:closeMatch <http://u/URN:yso:1> .", "no-out-links"),
        (
            "<http://u/1> a skos:Concept ; skos:inScheme <http://u/s> ; skos:closeMatch <http://v/1> ."
            " <http://v/1> a skos:Concept .",
            "no-out-links",
        ),
        (
            "<http://w/one> a skos:ConceptScheme . <http://w/one/a> skos:inScheme <http://w/one> ; skos:exactMatch"
            " <http://w/two/a> . <http://w/two> a skos:ConceptScheme . <http://w/two/a> skos:inScheme <http://w/two> ;"
            " skos:exactMatch <http://w/one/a> .",
            "no-in-links",
        ),
        (
            "<http://w/s> a skos:ConceptScheme . <http://w/a/1> skos:inScheme <http://w/s> . <http://w/b/1>"
            " skos:inScheme <http://w/s> .",
            "no-in-links",
        ),
    ],
)
def test_links_are_judged_by_namespace(turtle: str, rule: str) -> None:
    assert rules(checked(turtle, rule)) == []


def test_a_declared_namespace_is_all_ones_own() -> None:
    declared = 'e:s a skos:ConceptScheme ; vann:preferredNamespaceUri "http://e.org/" .'
    link = "<http://e.org/a/1> a skos:Concept ; skos:inScheme e:s ; rdfs:seeAlso <http://e.org/b/1> ."
    assert rules(checked(link, "no-out-links")) == []
    assert rules(checked(declared + link, "no-out-links")) == ["no-out-links"]


def test_an_unknown_scheme_is_told_once() -> None:
    turtle = " ".join(f"e:{name} skos:inScheme e:gone ; skos:broader e:{name}0 ." for name in "abcdefg")
    found = checked(turtle, "dangling").findings
    assert len(found) == 8
    (scheme,) = [each for each in found if each.values[1] == "http://e.org/gone"]
    assert (scheme.subject, scheme.values) == (
        "http://e.org/a",
        ("http://www.w3.org/2004/02/skos/core#inScheme", "http://e.org/gone"),
    )
    assert "from 6 more: <http://e.org/b>, " in scheme.message


def test_namesakes_are_told_by_address_in_the_language_of_the_vocabulary() -> None:
    turtle = (
        's: a skos:ConceptScheme ; dct:language "de" . s:a skos:inScheme s: ; skos:prefLabel "Biologie"@de,'
        ' "Biology"@en . s:b skos:inScheme s: ; skos:prefLabel "Biologie"@de, "Biology"@en ; skos:broader s:a .'
    )
    report = checked(f"@prefix s: <http://e.org/s/> . {turtle}", "label-shared", "one-way")
    assert sorted(finding.message for finding in report.findings) == [
        "skos:narrower “Biologie” <http://e.org/s/b> is missing",
        "“Biologie”@de is also a name of <http://e.org/s/b>",
        "“Biology”@en is also a name of <http://e.org/s/b>",
    ]
    assert set(report.labels.values()) == {"Biologie"}


def test_a_pair_is_told_once_whichever_direction_says_it() -> None:
    both = (
        "e:a skos:broaderTransitive e:b . e:b skos:narrowerTransitive e:a . e:c skos:narrowerTransitive e:a ."
    )
    assert rules(checked(both, "only-transitive")) == ["only-transitive"] * 2


@pytest.mark.parametrize(
    "class_", ["rdf:Property", "owl:ObjectProperty", "owl:Class", "rdfs:Datatype", "owl:Thing"]
)
def test_what_skos_leaves_open_is_no_clash(class_: str) -> None:
    assert rules(checked(f"e:a a skos:Concept, {class_} .", "type-clash")) == []


@pytest.mark.parametrize(
    ("turtle", "rule"),
    [
        ('e:a a skos:Concept ; skos:relatedMatch "b" .', "relation-target"),
        ('e:a a skos:Concept ; skos:closeMatch "b" .', "relation-target"),
        ('e:a a skos:Concept ; skos:exactMatch "b"@en .', "relation-target"),
        (
            'e:c a skos:Collection ; skos:prefLabel "c" ; skos:member e:a . e:a a skos:Concept .',
            "language-tag",
        ),
        ("e:c a skos:Collection ; skos:member e:a . e:a a e:Thing .", "collection-member"),
        (
            'e:c a skos:Collection ; skos:member e:a . e:a skos:prefLabel "a"@en . e:b a skos:Concept .',
            "collection-member",
        ),
        ('e:c a skos:Collection ; skos:member "a" . e:a a skos:Concept .', "collection-member"),
    ],
)
def test_what_skohub_calls_invalid_is_found_for_it(turtle: str, rule: str) -> None:
    report = check(Thesaurus.from_text("@prefix e: <http://e.org/> . " + turtle), profile="skohub")
    assert rule in rules(report)


def test_deprecated_concepts_without_a_name_are_counted() -> None:
    turtle = (
        " ".join(f"e:{name} a skos:Concept ; owl:deprecated true ." for name in "abc")
        + ' e:b rdfs:label "b"@en .'
    )
    report = checked(turtle, "label-missing", "deprecated-unnamed")
    assert [finding.message for finding in report.findings] == [
        "3 deprecated concepts have no name of SKOS, 1 of them only an rdfs:label: <http://e.org/a>, <http://e.org/b>"
        " and <http://e.org/c>"
    ]


# Profiles, selection, order


def test_our_own_vocabulary_is_clean_under_strict() -> None:
    assert termgraph.load(data_dir() / "ml").check(profile="strict").findings == ()


def test_every_rule_that_a_profile_names_is_there() -> None:
    for profile in PROFILES.values():
        assert set(profile.severities) <= set(all_checks())


def test_no_word_means_two_things() -> None:
    aliases = {alias for one in all_checks().values() for alias in one.rule.aliases}
    groups = {one.group for one in all_checks().values()}
    assert not aliases & groups
    assert not (aliases | groups) & set(all_checks())


QSKOS = "oc dcc chr var strc tchbc otc hr rc mc mri mil mol bl husv usr ilc oilt ncl ml el ucil ol"
QSKOS += " uc anr rrc urc ipl dlv"


def test_all_issues_of_qskos_are_known() -> None:
    aliases = {alias for one in all_checks().values() for alias in one.rule.aliases}
    assert set(QSKOS.split()) <= aliases


@pytest.mark.parametrize("word", ["cycle", "chr", "structure", "dlv,chr"])
def test_rules_are_selected_by_id_group_and_alias(word: str) -> None:
    turtle = "e:a skos:broader e:b . e:b skos:broader e:a ."
    assert "cycle" in rules(checked(turtle, word))
    assert "cycle" not in [
        f.rule for f in check(Thesaurus.from_text("<a:a> a skos:Concept ."), ignore=[word]).findings
    ]


def test_a_group_switches_nothing_on() -> None:
    two = "e:s a skos:ConceptScheme . e:t a skos:ConceptScheme ."
    assert "one-scheme" not in rules(checked(two, "structure"))
    assert "one-scheme" in rules(checked(two, "structure", "one-scheme"))


@pytest.mark.parametrize(("options", "said"), [({"select": ["cylce"]}, "did you mean 'cycle'"),
                                               ({"profile": "strickt"}, "did you mean 'strict'")])  # fmt: skip
def test_what_is_unknown_is_told(options: dict[str, str], said: str) -> None:
    with pytest.raises(TermgraphError, match=said):
        check(Thesaurus.from_text("<a:a> a skos:Concept ."), **options)  # type: ignore[arg-type]  # as above


def test_strict_raises_warnings_and_leaves_taste_out() -> None:
    strict = PROFILES["strict"]
    assert strict.severity(all_checks()["orphan"].rule) is Severity.ERROR
    assert strict.severity(all_checks()["valueless-related"].rule) is None


def test_the_order_of_triples_does_not_matter() -> None:
    turtle = [text for _, text in INCONSISTENT.values()]
    first = checked(" ".join(turtle))
    random.Random(7).shuffle(turtle)
    again = checked(" ".join(turtle))
    assert first.findings == again.findings
    assert first.counts == again.counts
