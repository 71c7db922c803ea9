"""Every rule that is marked fixable is mended, no name is lost, and a second run changes nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, parse

from termgraph.check import check
from termgraph.check.finding import Severity
from termgraph.check.rule import EXAMPLE_PREAMBLE
from termgraph.check.rules import all_checks
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.fix import POLICIES, Change, Fixed, fix
from termgraph.fix.diff import diff_text
from termgraph.fix.rdf import rdf_bytes
from termgraph.fix.repairs import repairs
from termgraph.names.damage import unscrambled
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus
from termgraph.store.nodes import node_of
from tests.commands import spawn

FIXABLE = [id_ for id_, one in all_checks().items() if one.rule.fixable]
PREFIXES = "@prefix e: <http://e.org/> . "


def thorough(thesaurus: Thesaurus, select: Sequence[str] = ()) -> Fixed:
    """Fix all that can be fixed, also what must be asked for."""
    return fix(thesaurus, select=select, break_cycles=True, remove_redundant=True)


def mended(turtle: str, *select: str, **options: object) -> Fixed:
    store = Thesaurus.from_text(PREFIXES + turtle)
    return fix(store, select=select, **options)  # type: ignore[arg-type]  # each test gives what fits


def expect(turtle: str, result: str, *select: str, **options: object) -> None:
    """Expect that the one piece of Turtle becomes the other."""
    after = mended(turtle, *select, **options).thesaurus
    assert rdf_bytes(after, "a.nt") == rdf_bytes(Thesaurus.from_text(PREFIXES + result), "a.nt")


def names(store: Thesaurus) -> dict[str, set[tuple[str, str]]]:
    """Return the names of everything as they are meant, without what cannot be seen in them."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for node, labels in store.names.items():
        for _, text, lang in labels:
            if shown := unscrambled(re.sub(r"[\s\u200b\u202e\ufeff]", "", text)):
                found[node].add((shown, lang))
    return found


def assert_no_name_is_lost(before: Thesaurus, after: Thesaurus) -> None:
    kept = names(after)
    assert {node: texts - kept[node] for node, texts in names(before).items() if texts - kept[node]} == {}


def test_there_is_a_repair_for_each_fixable_rule_and_for_no_other() -> None:
    assert sorted(repairs("shortest")) == sorted(FIXABLE)


@pytest.mark.parametrize("id_", FIXABLE)
def test_the_failing_example_of_a_rule_is_mended(id_: str) -> None:
    store = Thesaurus.from_text(EXAMPLE_PREAMBLE + all_checks()[id_].rule.bad)
    fixed = thorough(store, [id_])
    left = check(fixed.thesaurus, select=[id_]).findings
    # A guess, a resource for a code, and what is broken rather than unseen are for people.
    judged = {"skos-term": 2, "notation-type": 1, "label-control": 1, "control-characters": 1}
    assert len(left) == judged.get(id_, 0)
    assert thorough(fixed.thesaurus, [id_]).changes == []
    assert_no_name_is_lost(store, fixed.thesaurus)


@pytest.mark.parametrize("id_", FIXABLE)
def test_the_passing_example_of_a_rule_stays_as_it_is(id_: str) -> None:
    store = Thesaurus.from_text(EXAMPLE_PREAMBLE + all_checks()[id_].rule.good)
    assert thorough(store, [id_]).changes == []


# Any graph

NODES = [f"http://e.org/{name}" for name in "abcdef"]
TEXTS = ["owl", "owl ", " Owl", "barn owl", "o\u200bwl", "", "\u200b", "\ufffd", "\u00c3\u200b\u00b6wl"]
PLAIN = ["prefLabel", "altLabel", "hiddenLabel"]
LINKS = [
    *[
        "broader",
        "narrower",
        "related",
        "broaderTransitive",
        "inScheme",
        "topConceptOf",
        "hasTopConcept",
        "member",
    ],
    *["broaderGeneric", "semanticRelation", "exactMatch"],
]
ROWS = st.one_of(
    st.tuples(st.sampled_from(NODES), st.sampled_from(LINKS), st.sampled_from(NODES)).map(
        lambda row: f"<{row[0]}> skos:{row[1]} <{row[2]}> ."
    ),
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(PLAIN),
        st.sampled_from(TEXTS),
        st.sampled_from(["@en", "@de", ""]),
    ).map(lambda row: f'<{row[0]}> skos:{row[1]} "{row[2]}"{row[3]} .'),
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(PLAIN), st.sampled_from(["e:x", "e:y", "_:z", "e:q"])
    ).map(lambda row: f"<{row[0]}> skosxl:{row[1]} {row[2]} ."),
    st.tuples(st.sampled_from(["e:x", "e:y", "_:z"]), st.sampled_from(TEXTS)).map(
        lambda row: f'{row[0]} skosxl:literalForm "{row[1]}"@en .'
    ),
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(["Concept", "ConceptScheme", "concept", "Collection"])
    ).map(lambda row: f"<{row[0]}> a skos:{row[1]} ."),
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).map(
        lambda row: f"<{row[0]}> dct:isReplacedBy <{row[1]}> ."
    ),
    st.sampled_from(
        [
            'e:a skosxl:altLabel "text"@en .',
            'e:a skos:notation "1"@en .',
            "e:f skos:memberList ( e:a e:b ) .",
            "e:kind rdfs:subPropertyOf skos:broader . e:a e:kind e:b, e:c .",
            'e:name rdfs:subPropertyOf skos:prefLabel . e:a e:name "owl"@en .',
            "e:link rdfs:subPropertyOf skosxl:prefLabel . e:a e:link e:x . e:b e:link e:y .",
        ]
    ),
)
GRAPHS = st.lists(ROWS, min_size=1, max_size=25).map(" ".join)


@given(GRAPHS, st.sampled_from(sorted(POLICIES)), st.booleans(), st.booleans())
def test_no_name_is_lost_and_a_second_run_changes_nothing(
    turtle: str, policy: str, asked: bool, collections: bool
) -> None:
    store = Thesaurus.from_text(PREFIXES + turtle)
    settings = Settings(severities={"collection-scheme": Severity.INFO} if collections else {})

    def run(thesaurus: Thesaurus) -> Fixed:
        return fix(
            thesaurus, settings=settings, pref_policy=policy, break_cycles=asked, remove_redundant=asked
        )

    fixed = run(store)
    assert_no_name_is_lost(store, fixed.thesaurus)
    again = Thesaurus.from_text(rdf_bytes(fixed.thesaurus, "a.nt").decode())
    assert run(again).changes == []


#: Rules some of whose findings are for people though they do not say so: what a property of the vocabulary's own or a
#: resource with several literal forms states.
JUDGED = {"two-preflabels", "label-overlap", "redundant-broader"}


@given(GRAPHS)
def test_what_is_left_is_for_people(turtle: str) -> None:
    fixed = thorough(Thesaurus.from_text(PREFIXES + turtle))
    left = {finding.rule for finding in check(fixed.thesaurus, places=False).findings if finding.fixable}
    assert left <= JUDGED


@given(GRAPHS)
def test_changes_are_exactly_how_the_two_differ(turtle: str) -> None:
    store = Thesaurus.from_text(PREFIXES + turtle)
    fixed = thorough(store)
    before, after = set(store.triples()), set(fixed.thesaurus.triples())
    assert {change.triple for change in fixed.changes if change.added} == after - before
    assert {change.triple for change in fixed.changes if not change.added} == before - after


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14))
def test_what_is_above_what_stays_so_without_cycles(edges: list[tuple[str, str]]) -> None:
    store = Thesaurus.from_text(" ".join(f"<{low}> skos:broader <{up}> ." for low, up in edges))
    fixed = fix(store, select=["structure"], remove_redundant=True)
    before, after = store.hierarchy, fixed.thesaurus.hierarchy
    for one in NODES:
        for other in NODES:
            assert one == other or before.is_above(one, other) == after.is_above(one, other)
    broken = fix(store, select=["structure"], break_cycles=True).thesaurus
    assert broken.hierarchy.knots == []


# Names

PREFERRED = 'e:a skos:prefLabel "Barn owls"@en, "barn owl"@en, "An owl of barns"@en, "x"@de'


def test_of_two_preferred_names_in_a_region_one_stays() -> None:
    expect(
        'e:a skos:prefLabel "owl"@en-GB, "barn owl"@en-gb .',
        'e:a skos:prefLabel "owl"@en-GB ; skos:altLabel "barn owl"@en-GB .',
        "two-preflabels",
    )


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        ("shortest", "barn owl"),
        ("longest", "An owl of barns"),
        ("lowercase", "barn owl"),
        ("first", "An owl of barns"),
    ],
)
def test_one_preferred_name_stays_by_the_policy(policy: str, kept: str) -> None:
    after = mended(f"{PREFERRED} .", "ipl", pref_policy=policy).thesaurus
    named = after.names["http://e.org/a"]
    assert [text for kind, text, lang in named if (kind, lang) == ("prefLabel", "en")] == [kept]
    assert len(named) == 4


def test_a_name_that_is_a_resource_is_moved_with_its_link() -> None:
    expect(
        'e:a skosxl:prefLabel e:x, e:y . e:x skosxl:literalForm "owl"@en . e:y skosxl:literalForm "owls"@en .',
        "e:a skosxl:prefLabel e:x ; skosxl:altLabel e:y ."
        ' e:x skosxl:literalForm "owl"@en . e:y skosxl:literalForm "owls"@en .',
        "two-preflabels",
    )
    expect(
        'e:a skos:prefLabel "owl"@en ; skosxl:altLabel e:x . e:x skosxl:literalForm "owl"@en ; dct:created "2001" .',
        'e:a skos:prefLabel "owl"@en ; skosxl:prefLabel e:x . e:x skosxl:literalForm "owl"@en ; dct:created "2001" .',
        "label-overlap",
    )


def test_a_name_that_is_a_resource_is_tidied_in_its_form() -> None:
    expect(
        'e:a skosxl:prefLabel [ skosxl:literalForm " ow\u200bl "@en ] .',
        'e:a skosxl:prefLabel [ skosxl:literalForm "owl"@en ] .',
        "label-control,label-space",
    )


def test_an_empty_name_that_is_a_resource_goes_with_all_that_is_said_of_it() -> None:
    expect(
        'e:a skos:prefLabel "owl"@en ; skosxl:altLabel e:x . e:x a skosxl:Label ; skosxl:literalForm " "@en .',
        'e:a skos:prefLabel "owl"@en .',
        "label-empty",
    )


def test_what_has_two_literal_forms_is_left_to_people() -> None:
    turtle = (
        'e:a skos:prefLabel "owl"@en ; skosxl:altLabel e:x . e:x skosxl:literalForm "owl"@en, "Eule"@de .'
    )
    expect(turtle, turtle, "label-overlap")


def test_a_datatype_and_a_direction_stay() -> None:
    expect('e:a skos:altLabel "owl "^^e:text .', 'e:a skos:altLabel "owl"^^e:text .', "label-space")


def test_a_line_separator_becomes_a_space() -> None:
    expect('e:a skos:altLabel "barn\u2028owl"@en .', 'e:a skos:altLabel "barn owl"@en .', "label-control")


def test_a_text_in_another_encoding_is_put_right_and_nothing_else_of_it_is_lost() -> None:
    expect(
        'e:a skos:prefLabel "Au\u00c3\u009fenhandel"@de ; skos:note "Itâ€™s fine."@en-GB, "IRMÃO"@pt .',
        'e:a skos:prefLabel "Außenhandel"@de ; skos:note "It’s fine."@en-GB, "IRMÃO"@pt .',
        "label-mojibake,label-control,control-characters",
    )


def test_what_a_fix_cannot_mend_is_not_promised() -> None:
    store = Thesaurus.from_text(
        PREFIXES + 'e:a skos:altLabel "o\ufffdwl"@en, "b\u200bat"@en ; skos:note "\ue000"@en .'
    )
    found = check(store, select=["label-control", "control-characters"]).findings
    assert [(finding.rule, finding.fixable) for finding in found] == [
        ("label-control", True),
        ("label-control", False),
        ("control-characters", False),
    ]


# Terms and schemes


def test_old_terms_are_renamed_and_guesses_are_not_made() -> None:
    expect(
        'e:a a skos:concept ; skos:preflabel "owl"@en ; skos:broaderGeneric e:b ; skos:boarder e:c .',
        'e:a a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader e:b ; skos:boarder e:c .',
        "usr",
    )


def test_a_scheme_is_made_where_there_is_none_and_the_namespace_is_one() -> None:
    concepts = """e:a a skos:Concept ; skos:prefLabel "a"@en . e:b a skos:Concept ; skos:prefLabel "b"@en ;
        skos:broader e:a . e:c a skos:Concept ."""
    expect(
        concepts,
        f"""{concepts} e:a skos:inScheme e: ; skos:topConceptOf e: . e:b skos:inScheme e: .
        e: a skos:ConceptScheme ; skos:hasTopConcept e:a .""",
        "no-scheme",
    )
    assert mended(f"{concepts} <http://f.org/b> a skos:Concept .", "no-scheme").changes == []


def test_what_has_an_address_unlike_those_of_all_members_is_left_alone() -> None:
    turtle = """e:s a skos:ConceptScheme . e:a a skos:Concept ; skos:prefLabel "a"@en ; skos:inScheme e:s .
        <http://f.org/status> a skos:Concept ; skos:prefLabel "published"@en ."""
    assert mended(turtle, "no-scheme").changes == []
    own = 'e:b a skos:Concept ; skos:prefLabel "b"@en .'
    expect(f"{turtle} {own}", f"{turtle} {own} e:b skos:inScheme e:s .", "no-scheme")


def test_with_several_schemes_nobody_knows_which() -> None:
    turtle = (
        "e:a a skos:Concept . e:s a skos:ConceptScheme . e:t a skos:ConceptScheme . e:c a skos:Collection ."
    )
    assert mended(turtle, "no-scheme,collection-scheme").changes == []
    expect(
        f"{turtle} e:c skos:member e:b . e:b skos:inScheme e:t .",
        f"{turtle} e:c skos:member e:b ; skos:inScheme e:t . e:b skos:inScheme e:t .",
        "collection-scheme",
    )


def test_a_replaced_concept_is_deprecated_whatever_was_said() -> None:
    expect(
        "e:a a skos:Concept ; owl:deprecated false ; dct:isReplacedBy e:b .",
        "e:a a skos:Concept ; owl:deprecated true ; dct:isReplacedBy e:b .",
        "replaced-current",
    )


# What may be inferred

BIRDS = """e:s a skos:ConceptScheme ; skos:hasTopConcept e:bird . e:bird a skos:Concept ; skos:inScheme e:s ;
    skos:topConceptOf e:s ; skos:prefLabel "bird"@en ; skos:narrower e:owl . e:owl a skos:Concept ; skos:inScheme e:s ;
    skos:prefLabel "owl"@en ; skos:broader e:bird ."""


@pytest.mark.parametrize(
    "leftover",
    [
        'e:9 skos:altLabel "old owl"@en ; skos:related e:owl .',
        'e:9 skos:prefLabel "old owl"@en ; skos:related e:owl .',
        'e:9 skos:prefLabel "vanha"@fi ; skos:broader e:bird .',
        'e:9 a skos:Concept ; skos:prefLabel "vanha"@fi .',
        'e:9 a skos:Concept ; skos:prefLabel "old owl"@en .',
        'e:9 a skos:Concept ; skos:prefLabel "old owl"@en ; skos:inScheme e:s .',
        "e:9 a skos:Concept ; skos:inScheme e:s ; skos:narrower e:owl .",
        'e:9 a skos:Concept ; skos:prefLabel "old owl"@en ; skos:broader e:bird ; owl:deprecated true .',
    ],
)
def test_no_concept_and_no_top_concept_is_made_of_a_leftover(leftover: str) -> None:
    inferred = {
        f"{namespace}{name}"
        for namespace, name in (
            (RDF, "type"),
            (SKOS, "inScheme"),
            (SKOS, "topConceptOf"),
            (SKOS, "hasTopConcept"),
        )
    }
    fixed = mended(f"{BIRDS} {leftover}")
    assert [str(each.triple) for each in fixed.changes if each.triple.predicate.value in inferred] == []
    promised = [each.rule for each in check(fixed.thesaurus, places=False).findings if each.fixable]
    assert promised == []


def test_what_is_clearly_a_concept_gets_what_is_missing_and_nothing_follows_from_that() -> None:
    expect(
        f'{BIRDS} e:9 skos:prefLabel "barn owl"@en ; skos:broader e:owl .',
        f'{BIRDS} e:9 a skos:Concept ; skos:prefLabel "barn owl"@en ; skos:broader e:owl ; skos:inScheme e:s .',
        "type-missing,no-scheme,no-top,rootless",
    )
    bats = 'e:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:narrower e:9 .'
    expect(f"{BIRDS} {bats}", f"{BIRDS} {bats}", "type-missing,no-scheme,no-top,rootless")
    expect(
        f"{BIRDS} {bats} e:bat skos:inScheme e:s .",
        f"{BIRDS} {bats} e:bat skos:inScheme e:s ; skos:topConceptOf e:s . e:s skos:hasTopConcept e:bat .",
        "type-missing,no-scheme,no-top,rootless",
    )


def test_what_is_inferred_is_the_same_whichever_rules_are_selected() -> None:
    turtle = """e:s a skos:ConceptScheme . e:a a skos:Concept ; skos:prefLabel "a"@en ; skos:narrower e:b .
        e:b skos:prefLabel "b"@en . e:c a skos:Concept ; skos:prefLabel "c"@en ."""
    rules = ["type-missing", "no-scheme", "no-top", "rootless"]
    alone = [change for rule in rules for change in mended(turtle, rule).changes]
    assert mended(turtle, *rules).changes == alone
    assert len(alone) == 6


def test_a_list_of_concepts_without_a_hierarchy_is_all_at_the_top() -> None:
    flat = 'e:s a skos:ConceptScheme . e:a a skos:Concept ; skos:prefLabel "a"@en ; skos:inScheme e:s .'
    expect(flat, f"{flat} e:a skos:topConceptOf e:s . e:s skos:hasTopConcept e:a .", "no-top")


def test_a_scheme_that_is_described_elsewhere_is_left_alone() -> None:
    turtle = 'e:a a skos:Concept ; skos:prefLabel "a"@en ; skos:inScheme e:s . e:b skos:topConceptOf e:s .'
    expect(turtle, f"{turtle} e:b skos:inScheme e:s .", "skos,structure")


# The hierarchy


def test_a_cycle_is_broken_only_where_that_is_asked_for() -> None:
    turtle = "e:a skos:broader e:b . e:b skos:broader e:c . e:c skos:broader e:a ."
    assert {change.rule for change in mended(turtle).changes}.isdisjoint({"cycle"})
    with pytest.raises(TermgraphError, match="selected") as error:
        mended(turtle, "cycle")
    assert error.value.hint == "termgraph fix --break-cycles does it"
    with pytest.raises(TermgraphError) as error:
        mended(turtle, "cycle,redundant-broader")
    assert error.value.hint == "termgraph fix --break-cycles and --remove-redundant does it"
    expect(turtle, "e:b skos:broader e:c . e:c skos:broader e:a .", "cycle", break_cycles=True)
    expect(
        f"{turtle} e:b skos:topConceptOf e:s .",
        "e:a skos:broader e:b . e:c skos:broader e:a . e:b skos:topConceptOf e:s .",
        "cycle",
        break_cycles=True,
    )
    expect(
        f"{turtle} e:c skos:broader e:z .",
        "e:a skos:broader e:b . e:b skos:broader e:c . e:c skos:broader e:z .",
        "cycle",
        break_cycles=True,
    )


def test_what_is_stated_above_a_concept_stays_unless_it_is_asked_away() -> None:
    chain = "e:a skos:broader e:b . e:b skos:broader e:c ."
    redundant = f"{chain} e:a skos:broader e:c . e:c skos:narrower e:a ."
    removed = [change for change in mended(redundant).changes if not change.added]
    assert removed == []
    expect(redundant, chain, "redundant-broader", remove_redundant=True)
    generic = "<http://purl.org/iso/25964/skos-thes#broaderGeneric>"
    kind = f"e:kind rdfs:subPropertyOf skos:broader . e:a e:kind e:c . {generic} rdfs:seeAlso e:c ."
    expect(
        f"{chain} {kind} e:a skos:broader e:c .",
        f"{chain} {kind} e:a skos:broader e:c .",
        "redundant-broader",
        remove_redundant=True,
    )


# What a vocabulary says of itself


def test_what_is_meant_stays() -> None:
    store = Thesaurus.from_text(f"{PREFIXES} e:a skos:related e:a . e:b skos:related e:b .")
    meant = Settings(exceptions={("reflexive", "http://e.org/a"): "it is"})
    assert [str(change.triple.subject) for change in fix(store, settings=meant, select=["rrc"]).changes] == [
        "<http://e.org/b>"
    ]
    off = Settings(severities={"reflexive": None})
    assert "reflexive" not in {change.rule for change in fix(store, settings=off).changes}


def test_a_rule_that_no_repair_is_for_is_told() -> None:
    with pytest.raises(TermgraphError, match="nothing that is selected"):
        mended("e:a a skos:Concept .", "orphan")
    with pytest.raises(TermgraphError, match="no rule 'orphant'"):
        mended("e:a a skos:Concept .", "orphant")


# Graphs and bytes


def test_the_source_stays_as_it_is() -> None:
    store = Thesaurus.from_text("<e:a> skos:related <e:a> .")
    fix(store)
    assert len(store.record) == 1


def test_each_triple_stays_in_its_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    skos = "http://www.w3.org/2004/02/skos/core#"
    path.write_text(
        f'<e:a> <{skos}prefLabel> "owl "@en <e:g> .\n'
        f"<e:a> <{skos}broader> _:b <e:g> .\n"
        f"_:b <{skos}broader> <e:c> <e:h> .\n",
        "utf-8",
    )
    fixed = fix(Thesaurus.open(path), select=["label-space", "one-way", "no-scheme"])
    lines = rdf_bytes(fixed.thesaurus).decode().splitlines()
    assert f'<e:a> <{skos}prefLabel> "owl"@en <e:g> .' in lines
    assert (
        f"_:c14n0 <{skos}narrower> <e:a> <e:h> ." in lines
        or f"_:c14n0 <{skos}narrower> <e:a> <e:g> ." in lines
    )
    for name in ("a.nq", "a.trig", "a.jsonld"):
        first = rdf_bytes(fixed.thesaurus, name)
        (tmp_path / name).write_bytes(first)
        again = fix(Thesaurus.open(tmp_path / name), select=["label-space", "one-way", "no-scheme"])
        assert (again.changes, rdf_bytes(again.thesaurus)) == ([], first)


ODD = {
    "a.ttl": """@prefix : <#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <> a skos:ConceptScheme ; skos:prefLabel "b\u0007irds"@en-GB .
        <> :made [ :on "2001-01-01T24:00:00Z"^^xsd:dateTime ] .
        :owl a skos:Concept ; skos:prefLabel "owl "@en-GB, "Au\u00c3\u009fen"@de ;
            skos:notation "007"^^xsd:integer, 7.0  ; :takes "PT60M"^^xsd:duration ;
            :weighs +5, 1e0 ; skos:related :owl, [ skos:note "o\ufffdwl"@zh-Hans ] ;
            skos:altLabel "owl"@en-GB ; skos:broader :bird ; :parts ( "a" ( :b [ ] ) ) ; skos:inScheme <> .
        :bird a skos:Concept .""",
    "a.trig": """@prefix e: <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        e:g { e:owl a skos:Concept ; skos:prefLabel "owl "@en ; skos:broader _:b ; skos:related e:bat . }
        e:h { e:owl a skos:Concept ; skos:prefLabel "owl "@en, "owl"@en . e:bat a skos:Concept . _:b a skos:Concept . }
        _:g { _:b skos:note "\u00e2\u0080\u0099"@en . } e:owl skos:notation 007 .""",
    "a.rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"
            xmlns:skos="http://www.w3.org/2004/02/skos/core#" xml:lang="pt-BR">
        <skos:Concept rdf:ID="owl"><skos:prefLabel> coruja</skos:prefLabel>
            <e:n rdf:datatype="http://www.w3.org/2001/XMLSchema#int">+5</e:n>
            <e:x rdf:parseType="Literal"><b>A  b</b></e:x><skos:broader rdf:nodeID="b"/></skos:Concept>
        <skos:OrderedCollection rdf:about=""><skos:memberList rdf:parseType="Collection">
            <rdf:Description rdf:about="#owl"/><skos:Concept rdf:nodeID="b"/></skos:memberList></skos:OrderedCollection>
        </rdf:RDF>""",
    "a.jsonld": """{"@context": {"@vocab": "http://www.w3.org/2004/02/skos/core#", "e": "http://e.org/"},
        "@id": "#owl", "@type": "Concept", "prefLabel": {"@value": "owl\\u200b", "@language": "en-GB"},
        "hiddenLabel": {"@value": "x ", "@language": "ar", "@direction": "rtl"}, "related": {"@id": "#owl"},
        "e:n": [1, 1.5, {"@value": "01", "@type": "e:t"}], "e:list": {"@list": [{"@id": "_:x"}, [], "a"]},
        "narrower": {"@id": "_:x", "@type": "Concept"}}""",
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_written_differs_from_what_was_read_by_the_listed_triples_only(
    name: str, tmp_path: Path
) -> None:
    path, base = tmp_path / name, "http://e.org/birds"
    path.write_text(ODD[name], "utf-8")
    vocabulary = Thesaurus.open(path, base=base)
    assert lexical(vocabulary.quads()) == lexical(parsed(path.read_bytes(), vocabulary, base))
    fixed = thorough(vocabulary)
    removed, added = (
        {quad(change) for change in fixed.changes if change.added is which} for which in (False, True)
    )
    expected = set(vocabulary.quads()) - removed | added
    assert removed <= set(vocabulary.quads())
    assert len(added) > 0
    assert lexical(expected) == lexical(parsed(rdf_bytes(fixed.thesaurus), vocabulary, base))


def quad(change: Change) -> Quad:
    graph = node_of(change.graph) if change.graph else DefaultGraph()
    return Quad(change.triple.subject, change.triple.predicate, change.triple.object, graph)


def parsed(data: bytes, vocabulary: Thesaurus, base: str) -> Iterator[Quad]:
    assert vocabulary.format is not None
    return parse(data, vocabulary.format, base_iri=base)


def lexical(quads: Iterable[Quad]) -> set[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def test_the_diff_of_named_graphs_says_which_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text('<e:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "a "@en <e:g> .', "utf-8")
    told = diff_text(fix(Thesaurus.open(path), select=["label-space"]))
    assert '- <e:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "a "@en <e:g> .' in told


def test_the_languages_are_written_as_people_write_them() -> None:
    fixed = mended('e:a skos:prefLabel "owl "@en-gb .')
    assert b'"owl"@en-GB' in rdf_bytes(fixed.thesaurus)
    assert [line for line in diff_text(fixed).splitlines() if "@en-GB ." in line][1:] == [
        '+ <http://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "owl"@en-GB .'
    ]


def test_the_diff_can_be_read_by_people_and_programs() -> None:
    fixed = mended('e:a skos:prefLabel "o\u200bwl"@en ; skos:related e:a .', "reflexive,label-control")
    text = diff_text(fixed)
    assert '- <http://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "o\\u200Bwl"@en .' in text
    assert text.startswith("# label-control: ")
    assert "(1 added, 1 removed)\n# “owl”\n" in text
    assert "# reflexive: A concept is related to itself (1 removed)" in text
    patch = [line[2:] for line in text.splitlines() if line.startswith("- ")]
    assert len(Thesaurus.from_text("\n".join(patch)).record) == 2


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    bad = " ".join(all_checks()[id_].rule.bad for id_ in FIXABLE)
    skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    more = "@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix dct: <http://purl.org/dc/terms/> ."
    path.write_text(f"{skos} {more} {EXAMPLE_PREAMBLE} {bad} [] skos:broader [] .", "utf-8")
    told = set()
    for seed in ("0", "1", "2"):
        env = {"PYTHONHASHSEED": seed, "TERMGRAPH_VOCAB": ""}
        for options in (["--dry-run"], ["--break-cycles"]):
            done = spawn("fix", path, *options, env=env)
            told.add(done.stdout + done.stderr)
    assert len(told) == 2
