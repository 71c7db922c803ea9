"""Changes as KGCL: each line is of its grammar, and the old version with all lines applied is the new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from termgraph.diff import compare
from termgraph.diff.facts import delta
from termgraph.diff.kgcl_reading import applied
from termgraph.diff.kgcl_writing import Script, script, unsaid
from termgraph.errors import Problems
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from tests.commands import BIRDS, run
from tests.test_diff import STATEMENTS, birds

OWL = "e:owl"


def written(old: Thesaurus, new: Thesaurus) -> Script:
    return script(compare(old, new))


def lines(*changes: tuple[str, str], more: str = "") -> list[str]:
    return list(written(birds(), birds(*changes, more=more)).lines)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"owl"@en', '"Owl"@en', f"rename {OWL} from 'owl'@en to 'Owl'@en"),
        ('"owl"@en', '"owl\'s"@en', f"change annotation of {OWL} with skos:prefLabel from \"owl\"@en to \"owl's\"@en"),
        (' "hooter"@en', ' "hooter"@en, "Uhu"@de-AT', f"create exact synonym 'Uhu'@de-AT for {OWL}"),
        ('skos:altLabel "hooter"@en ;', "", f"remove synonym 'hooter'@en for {OWL}"),
        ("night.", "day.",
         f"change definition of {OWL} from 'A bird that hunts by night.' to 'A bird that hunts by day.'"),
        ('skos:definition "A bird that hunts by night."@en ;', "", f"remove definition for {OWL}"),
        ("skos:broader e:bird", "skos:broader e:night",
         f"move {OWL} skos:broader e:bird from e:bird to e:night"),
        (' notation "1"', ' notation "2"', f'change annotation of {OWL} with skos:notation from "1" to "2"'),
        ("skos:closeMatch <http://f.org/owl>", "skos:closeMatch <http://f.org/2>",
         f"delete edge {OWL} skos:closeMatch <http://f.org/owl>"),
    ],
)  # fmt: skip
def test_a_change_has_its_words(old: str, new: str, line: str) -> None:
    assert line in lines((old.replace(" notation", "notation"), new.replace(" notation", "notation")))


def test_a_new_concept_and_a_deprecated_one_have_theirs() -> None:
    bat = 'e:bat a skos:Concept ; skos:prefLabel "bat"@en ; owl:deprecated true ; dct:isReplacedBy e:owl .'
    assert lines(more=bat) == [
        "create node e:bat 'bat'@en",
        "obsolete e:bat with replacement e:owl",
    ]
    assert written(birds(more=bat), birds()).lines == ("delete e:bat",)


def test_what_has_no_words_is_counted_and_named() -> None:
    found = compare(birds(), birds(more='e:owl skos:hiddenLabel "oul"@en ; skos:note "a\\nb"@en .'))
    assert list(unsaid(found)) == [
        "KGCL has no words for 2 statements: skos:hiddenLabel (1 added), skos:note (1 added)"
    ]
    assert len(list(unsaid(found, every=True))) == 3


@settings(max_examples=200, deadline=None)
@given(STATEMENTS, STATEMENTS)
def test_the_old_one_with_all_lines_applied_is_the_new_one_but_for_what_has_no_words(
    old: Thesaurus, new: Thesaurus
) -> None:
    said = written(old, new)
    left = delta(applied(old, "\n".join(said.lines)), new.record)
    for found, expected in ((left.removed, said.removed), (left.added, said.added)):
        named = ({fact for fact in facts if "_:" not in str(fact[::2])} for facts in (found, expected))
        assert next(named) == next(named)


@pytest.fixture(scope="module")
def ml() -> Thesaurus:
    return Thesaurus.open(data_dir() / "ml")


def test_the_shipped_vocabulary_edited_comes_out_as_it_was_edited(ml: Thesaurus) -> None:
    commands = """
        rename ml:softmax from 'softmax'@en to 'soft argmax'@en
        create node ml:new 'something new'@en
        create edge ml:new skos:broader 'activation function'
        create narrow synonym 'news'@en for ml:new
        obsolete ml:hardmax with replacement ml:argmax
        add definition 'What is new.' to ml:new
        delete ml:logit
    """
    edited = ml.of(applied(ml, commands))
    found = compare(ml, edited)
    assert dict(found.counts).items() >= {"added": 1, "removed": 1, "merged": 1, "relabelled": 1}.items()
    said = script(found)
    assert (said.removed, said.added) == ((), ())
    assert not any(delta(applied(ml, "\n".join(said.lines)), edited.record))


def test_the_parser_of_kgcl_itself_takes_every_line(ml: Thesaurus) -> None:
    parser = pytest.importorskip("kgcl_schema.grammar.parser")
    more = (
        "e:owl skos:scopeNote \"say 'to' me\"@en ; e:weighs 7 . e:bat a skos:Concept ; owl:deprecated true ."
    )
    for line in lines(
        ('"owl"@en', '"Owl to for"@en'), ("night.", "day."), ("broader e:bird", "broader e:night"), more=more
    ):
        parser.parse_statement(line)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("rename it", "is no command of KGCL"),
        (f"rename {OWL} from 'bird'@en to 'x'@en", "is not said: e:owl skos:prefLabel"),
        (f"remove synonym 'x' for {OWL}", "is not said"),
        ("remove definition for e:bird", "has no definition"),
        ("create node owl 'x'", "'owl' is no IRI"),
        ("delete 'dodo'", "dodo"),
        ("delete e:dodo", "nothing is said of e:dodo"),
    ],
)
def test_a_command_that_does_not_fit_is_refused_with_its_line(command: str, why: str) -> None:
    with pytest.raises(Problems) as refused:
        applied(birds(), f"# nothing\n\n{command}", "changes.kgcl")
    assert str(refused.value).startswith("changes.kgcl:3: ")
    assert why in str(refused.value)


def test_apply_writes_what_a_difference_was_made_of(tmp_path: Path) -> None:
    old, new, made, changes = (tmp_path / name for name in ("old.ttl", "new.ttl", "made.ttl", "changes.kgcl"))
    old.write_text(BIRDS, "utf-8")
    new.write_text(
        BIRDS.replace('"owl"@en', '"barn owl"@en').replace(":broader :bird", ":broader :bat"), "utf-8"
    )
    assert run("diff", old, new, "-f", "kgcl", "-o", changes).status == 0
    assert run("apply", old, changes, "-o", made).status == 0
    assert run("diff", made, new, "--fail-on", "any").status == 0
    piped = run("apply", old, "-", stdin=changes.read_bytes())
    assert piped.out.encode() == made.read_bytes()
    changes.write_text("nonsense", "utf-8")
    refused = run("apply", old, changes, "-o", made)
    assert refused.status == 3
    assert refused.err.startswith(f"termgraph: {changes}:1: is no command of KGCL")


NAMED = (
    "@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . <e:owl> skos:prefLabel {0} ; rdfs:label {0} ;"
    " skos:altLabel {1} ; skosxl:prefLabel <e:owl#1> ; skosxl:altLabel [ skosxl:literalForm {1} ] ."
    " <e:owl#1> skosxl:literalForm {0} ; rdfs:label {0} . <e:eule> skosxl:literalForm {0} ."
)


def test_a_name_that_is_a_resource_is_renamed_with_its_concept() -> None:
    """In SKOS-XL, and where rdfs:label repeats it; what else is called so keeps its name."""
    old = Thesaurus.from_text(NAMED.format('"owl"@en', '"hooter"@en'))
    commands = "rename <e:owl> from 'owl'@en to 'Owl'@en\nchange exact synonym 'hooter'@en for <e:owl> to 'howler'@en"
    new = NAMED.format('"Owl"@en', '"howler"@en').replace(
        '<e:eule> skosxl:literalForm "Owl"', '<e:eule> skosxl:literalForm "owl"'
    )
    assert not any(delta(applied(old, commands), Thesaurus.from_text(new).record))


@pytest.mark.parametrize("resource", ["<e:owl#2>", "_:hooter"])
@pytest.mark.parametrize("shared", [True, False])
def test_a_name_that_is_removed_is_no_resource_any_more(resource: str, shared: bool) -> None:
    """Nor is anything said of it; but where it is another concept's name too, it stays that."""
    prefix = "@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . <e:owl> a skos:Concept ."
    told = f'{resource} skosxl:literalForm "hooter"@en ; skos:note "a child\'s word"@en .'
    others = f"<e:eule> skosxl:altLabel {resource} ." if shared else ""
    old = Thesaurus.from_text(
        f'{prefix} <e:owl> skos:altLabel "hooter"@en ; skosxl:altLabel {resource} . {told} {others}'
    )
    new = Thesaurus.from_text(f"{prefix} {told if shared else ''} {others}")
    line = "remove synonym 'hooter'@en for <e:owl>"
    assert not any(delta(applied(old, line), new.record))
    found = written(old, new)
    if not (shared and resource.startswith("_:")):  # a blank node that has changed is another one
        assert line in found.lines
        assert (found.removed, found.added) == ((), ())
        assert not any(delta(applied(old, "\n".join(found.lines)), new.record))


@pytest.mark.parametrize("resource", ["<e:owl#2>", "_:hooter"])
def test_a_removed_name_is_no_line_where_it_stays_as_a_resource(resource: str) -> None:
    kept = f'<e:owl> skosxl:altLabel {resource} . {resource} skosxl:literalForm "hooter"@en .'
    prefix = "@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> ."
    old = Thesaurus.from_text(f'{prefix} <e:owl> skos:altLabel "hooter"@en . {kept}')
    found = written(old, Thesaurus.from_text(f"{prefix} {kept}"))
    assert (found.lines, len(found.removed), found.added) == ((), 1, ())


def test_a_rename_is_one_line_where_all_that_repeats_the_name_follows() -> None:
    """Where the name as a resource stays behind, a rename would say too much."""
    old = Thesaurus.from_text(NAMED.format('"owl"@en', '"hooter"@en'))
    kept = '<e:eule> skosxl:literalForm "owl"'
    text = NAMED.format('"Owl"@en', '"hooter"@en').replace('<e:eule> skosxl:literalForm "Owl"', kept)
    assert written(old, Thesaurus.from_text(text)) == (("rename <e:owl> from 'owl'@en to 'Owl'@en",), (), ())
    behind = Thesaurus.from_text(
        text.replace('<e:owl#1> skosxl:literalForm "Owl"', '<e:owl#1> skosxl:literalForm "owl"')
    )
    found = written(old, behind)
    assert not any(line.startswith("rename") for line in found.lines)
    assert not any(delta(applied(old, "\n".join(found.lines)), behind.record))
