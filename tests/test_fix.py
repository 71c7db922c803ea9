"""Every rule that is marked fixable is mended, no name is lost, and a second run changes nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.check import check
from termgraph.check.rule import EXAMPLE_PREAMBLE
from termgraph.check.rules import all_checks
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.fix import POLICIES, Fixed, fix
from termgraph.fix.diff import diff_text
from termgraph.fix.rdf import rdf_bytes
from termgraph.fix.repairs import repairs
from termgraph.names.damage import unscrambled
from termgraph.skos import Thesaurus
from tests.commands import spawn

FIXABLE = [id_ for id_, one in all_checks().items() if one.rule.fixable]
PREFIXES = "@prefix e: <http://e.org/> . "


def mended(turtle: str, *select: str, **options: object) -> Fixed:
    store = Thesaurus.from_text(PREFIXES + turtle)
    return fix(store, select=select, **options)  # type: ignore[arg-type]  # each test gives what fits


def expect(turtle: str, result: str, *select: str, **options: object) -> None:
    """Expect that the one piece of Turtle becomes the other."""
    after = mended(turtle, *select, **options).store
    assert rdf_bytes(after, "a.nt") == rdf_bytes(Thesaurus.from_text(PREFIXES + result), "a.nt")


def names(store: Thesaurus) -> dict[str, set[tuple[str, str]]]:
    """Return the names of everything as they are meant, without what cannot be seen in them."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for node, labels in store.names.items():
        for _, text, lang in labels:
            if shown := re.sub(r"[\s\u200b\u202e\ufeff]", "", unscrambled(text)):
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
    fixed = fix(store, select=[id_], break_cycles=True)
    left = check(fixed.store, select=[id_]).findings
    # A guess, a resource for a code, and what is broken rather than unseen are for people.
    judged = {"skos-term": 2, "notation-type": 1, "label-control": 1, "control-characters": 1}
    assert len(left) == judged.get(id_, 0)
    assert fix(fixed.store, select=[id_], break_cycles=True).changes == []
    assert_no_name_is_lost(store, fixed.store)


@pytest.mark.parametrize("id_", FIXABLE)
def test_the_passing_example_of_a_rule_stays_as_it_is(id_: str) -> None:
    store = Thesaurus.from_text(EXAMPLE_PREAMBLE + all_checks()[id_].rule.good)
    assert fix(store, select=[id_], break_cycles=True).changes == []


# Any graph

NODES = [f"http://e.org/{name}" for name in "abcdef"]
TEXTS = ["owl", "owl ", " Owl", "barn owl", "o\u200bwl", "", "\u200b", "bird", "\ufffd"]
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


@given(GRAPHS, st.sampled_from(sorted(POLICIES)), st.booleans())
def test_no_name_is_lost_and_a_second_run_changes_nothing(
    turtle: str, policy: str, break_cycles: bool
) -> None:
    store = Thesaurus.from_text(PREFIXES + turtle)
    fixed = fix(store, pref_policy=policy, break_cycles=break_cycles)
    assert_no_name_is_lost(store, fixed.store)
    again = Thesaurus.from_text(rdf_bytes(fixed.store, "a.nt").decode())
    assert fix(again, pref_policy=policy, break_cycles=break_cycles).changes == []


#: Rules some of whose findings are for people: no concept that could be a top one, several schemes, a broken text, and
#: what a property of the vocabulary's own or a resource with several literal forms says.
JUDGED = {"no-top", "no-scheme", "label-control", "two-preflabels", "label-overlap", "redundant-broader"}


@given(GRAPHS)
def test_what_is_left_is_for_people(turtle: str) -> None:
    fixed = fix(Thesaurus.from_text(PREFIXES + turtle), break_cycles=True)
    left = {finding.rule for finding in check(fixed.store, places=False).findings if finding.fixable}
    assert left <= JUDGED


@given(GRAPHS)
def test_changes_are_exactly_how_the_two_differ(turtle: str) -> None:
    store = Thesaurus.from_text(re.sub(r"_:z|\( .* \)", "e:z", PREFIXES + turtle))  # so that no node is blank
    fixed = fix(store)
    before, after = set(store.triples()), set(fixed.store.triples())
    assert {change.triple for change in fixed.changes if change.added} == after - before
    assert {change.triple for change in fixed.changes if not change.added} == before - after


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14))
def test_what_is_above_what_stays_so_without_cycles(edges: list[tuple[str, str]]) -> None:
    store = Thesaurus.from_text(" ".join(f"<{low}> skos:broader <{up}> ." for low, up in edges))
    before, after = store.hierarchy, fix(store, select=["structure"]).store.hierarchy
    for one in NODES:
        for other in NODES:
            assert one == other or before.is_above(one, other) == after.is_above(one, other)
    broken = fix(store, select=["structure"], break_cycles=True).store
    assert broken.hierarchy.knots == []


# Names

PREFERRED = 'e:a skos:prefLabel "Barn owls"@en, "barn owl"@en, "An owl of barns"@en, "x"@de'


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
    after = mended(f"{PREFERRED} .", "ipl", pref_policy=policy).store
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
    expect(
        "e:a a skos:Concept .",
        "e:a a skos:Concept ; skos:inScheme e: . e: a skos:ConceptScheme .",
        "no-scheme",
    )
    assert mended("e:a a skos:Concept . <http://f.org/b> a skos:Concept .", "no-scheme").changes == []


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


# The hierarchy


def test_a_cycle_is_broken_only_where_that_is_asked_for() -> None:
    turtle = "e:a skos:broader e:b . e:b skos:broader e:c . e:c skos:broader e:a ."
    assert {change.rule for change in mended(turtle).changes}.isdisjoint({"cycle"})
    with pytest.raises(TermgraphError, match="selected") as error:
        mended(turtle, "cycle")
    assert error.value.hint == "termgraph fix --break-cycles does it"
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


def test_a_redundant_step_goes_from_both_ends_unless_it_says_more() -> None:
    chain = "e:a skos:broader e:b . e:b skos:broader e:c ."
    expect(f"{chain} e:a skos:broader e:c . e:c skos:narrower e:a .", chain, "redundant-broader")
    generic = "<http://purl.org/iso/25964/skos-thes#broaderGeneric>"
    kind = f"e:kind rdfs:subPropertyOf skos:broader . e:a e:kind e:c . {generic} rdfs:seeAlso e:c ."
    expect(
        f"{chain} {kind} e:a skos:broader e:c .",
        f"{chain} {kind} e:a skos:broader e:c .",
        "redundant-broader",
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
    lines = rdf_bytes(fixed.store).decode().splitlines()
    assert f'<e:a> <{skos}prefLabel> "owl"@en <e:g> .' in lines
    assert (
        f"_:c14n0 <{skos}narrower> <e:a> <e:h> ." in lines
        or f"_:c14n0 <{skos}narrower> <e:a> <e:g> ." in lines
    )
    for name in ("a.nq", "a.trig", "a.jsonld"):
        first = rdf_bytes(fixed.store, name)
        (tmp_path / name).write_bytes(first)
        again = fix(Thesaurus.open(tmp_path / name), select=["label-space", "one-way", "no-scheme"])
        assert (again.changes, rdf_bytes(again.store)) == ([], first)


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
