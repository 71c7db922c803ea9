"""Two versions of a vocabulary: what has changed, what breaks, and that nothing that differs goes unsaid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.diff import KINDS, Change, Difference, compare
from termgraph.diff.facts import delta
from termgraph.diff.reports import REPORTS, markdown_report, text_report
from termgraph.diff.words import pieces
from termgraph.skos import Thesaurus
from tests.commands import run

BIRDS = """@prefix e: <http://e.org/> .
e: a skos:ConceptScheme ; dct:title "Birds"@en ; skos:hasTopConcept e:bird .
e:bird a skos:Concept ; skos:inScheme e: ; skos:topConceptOf e: ; skos:prefLabel "bird"@en, "Vogel"@de .
e:owl a skos:Concept ; skos:inScheme e: ; skos:broader e:bird ; skos:prefLabel "owl"@en, "Eule"@de ;
  skos:altLabel "hooter"@en ; skos:definition "A bird that hunts by night."@en ; skos:notation "1" ;
  skos:related e:night ; skos:closeMatch <http://f.org/owl> .
e:night a skos:Concept ; skos:inScheme e: ; skos:prefLabel "night"@en ; skos:related e:owl .
e:dark a skos:Collection ; skos:prefLabel "of the dark"@en ; skos:member e:owl, e:night .
"""


def birds(*changes: tuple[str, str], more: str = "") -> Thesaurus:
    """Return the birds with some texts in place of others."""
    text = BIRDS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Thesaurus.from_text(text + more)


def changed(*changes: tuple[str, str], more: str = "") -> Difference:
    return compare(birds(), birds(*changes, more=more))


def told(found: Difference) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [
        (one.kind, one.node.rpartition("/")[2], _short(one.old), _short(one.new)) for one in found.changes
    ]


def _short(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.removeprefix("http://e.org/") for value in values)


def test_nothing_differs_from_itself() -> None:
    found = compare(birds(), birds())
    assert not found
    assert (found.changes, found.added, found.removed, dict(found.counts)) == ((), (), (), {})
    assert text_report(found) == "no difference\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"owl"@en', '"Owl"@en', ("relabelled", "owl", ("owl",), ("Owl",))),
        ("skos:altLabel", "skos:hiddenLabel", ("retyped", "owl", ("altLabel",), ("hiddenLabel",))),
        ('"hooter"@en', '"hooter"@en, "Uhu"@de', ("named", "owl", (), ("Uhu",))),
        ("hunts by night.", "hunts.", ("redefined", "owl", ("A bird that hunts by night.",), ("A bird that hunts.",))),
        ("skos:broader e:bird", "skos:broader e:night", ("moved", "owl", ("bird",), ("night",))),
        ("skos:closeMatch", "skos:exactMatch", None),
        ('skos:notation "1"', 'skos:notation "01"', ("coded", "owl", ("1",), ("01",))),
        ("skos:member e:owl, e:night", "skos:member e:owl", ("members", "dark", ("night",), ())),
        ('"Birds"@en', '"All birds"@en', ("metadata", "", ("Birds",), ("All birds",))),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_told(
    old: str, new: str, expected: tuple[str, str, tuple[str, ...], tuple[str, ...]] | None
) -> None:
    found = changed((old, new))
    if expected is None:
        assert [(one.kind, one.says, one.old, one.new) for one in found.changes] == [
            ("mapped", "closeMatch", ("http://f.org/owl",), ()),
            ("mapped", "exactMatch", (), ("http://f.org/owl",)),
        ]
    else:
        assert told(found) == [expected]
    assert found.untold == ((), ())
    assert not found.breaking


def test_a_new_concept_is_told_once_with_all_that_is_said_of_it() -> None:
    more = 'e:bat a skos:Concept ; skos:broader e:night ; skos:prefLabel "bat"@en ; skos:related e:owl ; <e:x> "y" .'
    found = changed(more=more)
    assert told(found) == [("added", "bat", (), ("night",))]
    assert found.untold == ((), ())


def test_an_address_that_is_gone_breaks_what_others_have_made() -> None:
    found = compare(birds(more='e:bat a skos:Concept ; skos:prefLabel "bat"@en .'), birds())
    (change,) = found.breaking
    assert (change.kind, change.node) == ("removed", "http://e.org/bat")
    assert "leads nowhere" in change.breaking


def test_what_replaces_a_concept_says_what_became_of_it() -> None:
    bat = (
        'e:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:scopeNote "No bird."@en ; skos:related e:owl .'
    )
    flitter = bat.replace("e:bat", "e:chiroptera")
    renamed = compare(birds(more=bat), birds(more=f"{flitter} e:chiroptera dct:replaces e:bat ."))
    assert told(renamed) == [("renamed", "bat", (), ("chiroptera",))]
    assert not renamed.breaking and renamed.untold == ((), ())
    guessed = compare(birds(more=bat), birds(more=flitter))
    assert told(guessed) == [("renamed", "bat", (), ("chiroptera",))]
    assert guessed.breaking and guessed.changes[0].says == "by name"


@pytest.mark.parametrize(
    ("heirs", "kind"), [("", "deprecated"), ("e:owl", "merged"), ("e:owl, e:night", "split")]
)
def test_a_deprecated_concept_goes_into_its_heirs(heirs: str, kind: str) -> None:
    bat = 'e:bat a skos:Concept ; skos:prefLabel "bat"@en .'
    instead = f"e:bat dct:isReplacedBy {heirs} ." if heirs else ""
    found = compare(birds(more=bat), birds(more=f"{bat} e:bat owl:deprecated true . {instead}"))
    assert [change.kind for change in found.changes] == [kind]
    assert found.untold == ((), ())
    assert not found.breaking


def test_what_was_deprecated_may_be_in_use_again() -> None:
    bat = 'e:bat a skos:Concept ; skos:prefLabel "bat"@en .'
    found = compare(birds(more=f"{bat} e:bat owl:deprecated true ."), birds(more=bat))
    assert [change.kind for change in found.changes] == ["restored"]


@pytest.mark.parametrize("one", ['prefLabel "owl"@en', 'notation "1"'])
def test_a_name_or_notation_of_another_concept_breaks_what_others_have_made(one: str) -> None:
    more = 'e:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:notation "2" .'
    other = one.replace("owl", "bat").replace("1", "2")
    new = birds((one, other), more=more.replace(other, one))
    assert len(compare(birds(more=more), new).breaking) == 2


def test_what_a_kind_of_relation_says_is_not_told_again_by_the_one_above_it() -> None:
    found = changed(more="e:bird tg:partOf e:night ; skos:related e:night . e:night skos:related e:bird .")
    assert [(one.says, one.new) for one in found.changes] == [("partOf", ("http://e.org/night",))]
    assert found.untold == ((), ())


def test_a_relation_that_is_only_stated_once_more_is_no_change_but_is_not_kept_quiet() -> None:
    found = changed(more="e:bird skos:narrower e:owl .")
    assert found.changes == ()
    assert found.untold[1] == (
        ("http://e.org/bird", "http://www.w3.org/2004/02/skos/core#narrower", "http://e.org/owl"),
    )


def test_texts_are_compared_to_the_letter() -> None:
    more = "e:owl e:weighs 007 ; e:seen '2020'^^xsd:gYear ."
    found = compare(birds(more=more), birds(more=more.replace("007", "7").replace("gYear", "int")))
    assert len(found.removed) == len(found.added) == 2
    assert dict(found.counts) == {"statements": 4}


def test_blank_nodes_are_the_same_where_the_same_is_said_of_them() -> None:
    old = 'e:owl skos:note [ rdf:value "a" ], [ rdf:value "b" ] ; e:likes ( e:night e:bird ) .'
    new = 'e:owl e:likes ( e:night e:bird ) ; skos:note [ rdf:value "b" ], [ rdf:value "c" ], [ rdf:value "a" ] .'
    found = compare(birds(more=old), birds(more=new))
    assert (len(found.removed), len(found.added)) == (0, 2)
    twins = 'e:owl skos:note [ rdf:value "a" ], [ rdf:value "a" ] .'
    assert not compare(birds(more=twins), birds(more=twins))


def test_a_statement_in_another_graph_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("graphs")
    for name, graph in (("old", "<e:g>"), ("new", "<e:h>")):
        (folder / f"{name}.trig").write_text(f"{graph} {{ <e:owl> <e:eats> <e:mouse>, [ <e:is> 'fish' ] }}")
    found = compare(Thesaurus.open(folder / "old.trig"), Thesaurus.open(folder / "new.trig"))
    assert (found.added, found.removed) == ((), ())
    assert len(found.delta.left) == len(found.delta.entered) == 3
    assert "in another graph: 3 left one, 3 entered one" in text_report(found)


def test_changed_words_are_found_in_a_text() -> None:
    found = pieces("It mostly serves two ends.", "It usually helps with two ends.")
    assert "".join(text for sign, text in found if sign != "+") == "It mostly serves two ends."
    assert "".join(text for sign, text in found if sign != "-") == "It usually helps with two ends."
    assert ("-", "mostly serves") in found


@given(st.text(alphabet="ab \n.", max_size=30), st.text(alphabet="ab \n.", max_size=30))
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(text for sign, text in found if sign != "+") == old
    assert "".join(text for sign, text in found if sign != "-") == new


_NODES = st.sampled_from(["e:a", "e:b", "e:c", "e:s", "e:g", "_:x"])
_LINKS = st.sampled_from(
    ["skos:broader", "skos:narrower", "skos:related", "tg:partOf", "skos:exactMatch", "skos:member", "skos:inScheme",
     "skos:hasTopConcept", "dct:isReplacedBy", "dct:replaces", "skosxl:prefLabel", "skosxl:altLabel",
     "tg:misnomerOf", "e:own"]
)  # fmt: skip
_SAYS = st.sampled_from(
    ["skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:scopeNote", "skos:notation",
     "skosxl:literalForm", "dct:title", "e:own", "owl:deprecated", "rdfs:label"]
)  # fmt: skip
_TEXTS = st.sampled_from(['"x"@en', '"y"@en', '"x"@de', '"x"', "true", '"it\'s"@en', '"say \\"x\\" \\n y"'])
_CLASSES = st.sampled_from(["skos:Concept", "skos:ConceptScheme", "skos:Collection", "skosxl:Label", "e:Own"])
STATEMENTS = st.lists(
    st.one_of(
        st.builds("{} {} {} .".format, _NODES, _LINKS, _NODES),
        st.builds("{} {} {} .".format, _NODES, _SAYS, _TEXTS),
        st.builds("{} a {} .".format, _NODES, _CLASSES),
    ),
    max_size=14,
).map(lambda lines: Thesaurus.from_text("@prefix e: <http://e.org/> . " + " ".join(lines)))


@settings(max_examples=150, deadline=None)
@given(STATEMENTS, STATEMENTS)
def test_whatever_differs_is_told_one_way_or_the_other(old: Thesaurus, new: Thesaurus) -> None:
    found = compare(old, new)
    assert bool(found) == bool(found.added or found.removed)
    assert set(found.untold[0]) <= set(found.delta.removed)
    assert set(found.untold[1]) <= set(found.delta.added)
    assert bool(found) == bool(found.counts)
    assert {one.kind for one in found.changes} <= KINDS.keys()
    for report in REPORTS.values():
        report(found)
    back = delta(new.record, old.record)
    assert (back.added, back.removed) == (found.delta.removed, found.delta.added)


def test_the_json_says_all() -> None:
    found = changed(('"owl"@en', '"Owl"@en'), more="e:owl e:weighs 007 .")
    said = json.loads(REPORTS["json"](found))
    assert said["counts"] == {"relabelled": 1, "statements": 1}
    assert said["changes"] == [
        {"kind": "relabelled", "node": "http://e.org/owl", "label": "Owl", "says": "", "lang": "en", "values": "text",
         "old": ["owl"], "new": ["Owl"], "breaking": ""}
    ]  # fmt: skip
    assert said["statements"][0]["how"] == "added"
    assert "007" in said["statements"][0]["triple"]


def test_no_text_becomes_markup_or_a_command() -> None:
    found = changed(('"owl"@en', '"<b>*owl*</b> | \\u001b[31m"@en'))
    assert "<b>" not in markdown_report(found)
    assert "\x1b" not in markdown_report(found) + text_report(found)


def test_a_change_is_ordered_by_kind_then_name() -> None:
    found = changed(
        ('"night"@en', '"Night"@en'), ('"bird"@en', '"Bird"@en'), ("broader e:bird", "broader e:night")
    )
    assert [(one.kind, found.label(one.node)) for one in found.changes] == [
        ("moved", "owl"), ("relabelled", "Bird"), ("relabelled", "Night"),
    ]  # fmt: skip
    assert isinstance(found.changes[0], Change)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("birds")
    prefixes = "".join(
        f"@prefix {name}: <{iri}> .\n"
        for name, iri in (
            ("skos", "http://www.w3.org/2004/02/skos/core#"),
            ("dct", "http://purl.org/dc/terms/"),
        )
    )
    old, new = folder / "old.ttl", folder / "new.ttl"
    relative = prefixes + BIRDS.replace("@prefix e: <http://e.org/> .", "@prefix e: <#> .")
    old.write_text(relative)
    new.write_text(
        relative.replace('"owl"@en', '"night"@en').replace(
            '"night"@en ; skos:related', '"dark"@en ; skos:related'
        )
    )
    return str(old), str(new)


def test_relative_addresses_of_two_files_mean_the_same(files: tuple[str, str]) -> None:
    ran = run("diff", *files)
    assert ran.status == 0
    assert ran.out.endswith("2 relabelled; 1 breaking\n")


@pytest.mark.parametrize(("level", "status"), [("never", 0), ("breaking", 1), ("any", 1)])
def test_the_status_says_what_was_asked(files: tuple[str, str], level: str, status: int) -> None:
    assert run("diff", *files, "--fail-on", level).status == status
    assert run("diff", files[0], files[0], "--fail-on", level).status == 0


def test_a_difference_is_written_to_a_file(files: tuple[str, str], tmp_path: Path) -> None:
    ran = run("diff", *files, "-f", "markdown", "-o", tmp_path / "changes.md")
    assert (ran.out, ran.err) == ("", f"wrote {tmp_path / 'changes.md'}\n")
    assert (
        "### " not in (tmp_path / "changes.md").read_text()
        and "## Breaking" in (tmp_path / "changes.md").read_text()
    )
