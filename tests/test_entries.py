"""Reading an entries folder: what is accepted, and that every mistake is told with its place and a way out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from termgraph.entries import entry_schema, entry_text, keys, read_folder, unformatted, write_folder
from termgraph.entries.create import create_entry
from termgraph.entries.folder import read_entry
from termgraph.entries.writer import comments
from termgraph.entries.yamlnodes import parse, surprise
from termgraph.errors import Problems, TermgraphError
from termgraph.graph import build_graph
from termgraph.model import Agent, Citation, Concept, Label, Misnomer, Vocabulary
from termgraph.names import BIDI_CONTROL, UNPRINTABLE
from termgraph.namespaces import data_dir, ontology_dir
from termgraph.skos import Thesaurus

VOCABULARY = "title: Birds\nbase: https://example.org/birds/\nprefix: birds\n"
SOURCES = "newton-1993:\n  title: A Dictionary of Birds\n  authors: ['Newton, A.']\n  year: 1993\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a maker of entries folders: entries as keyword arguments, whole files by path."""

    def make(entries: Mapping[str, str], **files: str) -> Path:
        (tmp_path / "entries").mkdir(exist_ok=True)
        (tmp_path / "vocabulary.yaml").write_text(files.get("vocabulary", VOCABULARY), "utf-8")
        (tmp_path / "sources.yaml").write_text(files.get("sources", SOURCES), "utf-8")
        for id_, text in entries.items():
            (tmp_path / "entries" / f"{id_}.md").write_text(text, "utf-8")
        return tmp_path

    return make


def entry(front: str, body: str = "") -> str:
    return f"---\n{front.strip()}\n---\n{body}"


def problems(folder: Path) -> list[str]:
    with pytest.raises(TermgraphError) as caught:
        read_folder(folder)
    found = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    return [str(error).replace(f"{folder}/", "").replace("entries/", "") for error in found]


def test_an_agent_says_what_it_is(folder: Folder) -> None:
    made = "creators:\n  - Ann\n  - {name: Bob, type: person}\npublisher: {name: C, iri: 'https://e.org/', type: %s}\n"
    path = folder({"owl": entry("prefLabel: owl")}, vocabulary=VOCABULARY + made % "organization")
    vocabulary = read_folder(path)
    assert vocabulary.creators == (Agent("Ann"), Agent("Bob", type="person"))
    assert vocabulary.publisher == Agent("C", "https://e.org/", "organization")
    write_folder(path, vocabulary)
    assert read_folder(path).creators == vocabulary.creators
    (found,) = problems(folder({}, vocabulary=VOCABULARY + made % "organisation"))
    assert "'organisation'" in found
    assert "organization" in found


def test_an_entry_is_read_with_all_its_keys(folder: Folder) -> None:
    made = folder(
        {
            "owl": entry(
                """
prefLabel: {en: owl, de: Eule}
altLabels: [night bird, {label: SO, type: abbreviation}, {fr: hibou}]
hiddenLabels: [oul]
notation: ['12']
broader: [bird]
misnomer:
  term: night bird
  of: owl
  suggests: [bird]
  why: Some owls hunt by day.
  sources: [newton-1993#p81]
scopeNote: [Not the butterfly., {de: Nicht der Falter.}]
definition: {de: Ein Vogel.}
sources: [newton-1993]
created: '2026-01-02'
""",
                "\nA [bird](bird.md) of the *night*.\n",
            ),
            "bird": entry("prefLabel: bird"),
        }
    )
    owl = read_folder(made).concepts["owl"]
    assert owl.pref_label == {"en": "owl", "de": "Eule"}
    assert set(owl.alt_labels) == {
        Label("night bird", "en"),
        Label("SO", "en", "abbreviation"),
        Label("hibou", "fr"),
    }
    assert owl.definition == {"en": "A [bird](bird.md) of the *night*.", "de": "Ein Vogel."}
    assert owl.misnomers[0].sources == (Citation("newton-1993", "p81"),)
    assert owl.scope_note == (Label("Nicht der Falter.", "de"), Label("Not the butterfly.", "en"))
    assert (owl.notation, owl.created) == (("12",), "2026-01-02")


BROKEN = {
    "unknown key": (
        "prefLabel: owl\nbroder: [bird]",
        "owl.md:3:1: unknown key 'broder' (did you mean 'broader'?)",
    ),
    "wrong type": (
        "prefLabel: owl\nbroader: bird",
        "owl.md:3:10: 'broader' must be a list, not a single text",
    ),
    "list for text": ("prefLabel: [owl]", "owl.md:2:12: 'prefLabel' must be a text or a mapping"),
    "no": (
        "prefLabel: no",
        "owl.md:2:12: 'prefLabel': YAML takes no for a truth value (write 'no' in quotes)",
    ),
    "1e3": ("prefLabel: owl\naltLabels: [1e3]", "owl.md:3:13: 'altLabels': YAML takes 1e3 for a number"),
    "a date": (
        "prefLabel: owl\naltLabels: [2020-01-01]",
        "owl.md:3:13: 'altLabels': YAML takes 2020-01-01 for a date",
    ),
    "null": ("prefLabel: owl\nbroader: ~", "owl.md:3:10: 'broader' is empty (leave the key out)"),
    "an unquoted day": ("prefLabel: owl\ncreated: 2020-01-01", "YAML takes 2020-01-01 for a date"),
    "no such day": (
        "prefLabel: owl\ncreated: '2020-02-31'",
        "owl.md:3:10: 'created': 2020-02-31 is not a date",
    ),
    "alias": ("prefLabel: &x owl", "owl.md:2:12: a YAML anchor (&x)"),
    "tag": ("prefLabel: !!str owl", "owl.md:2:12: a YAML tag"),
    "duplicate key": (
        "prefLabel: owl\nprefLabel: eule",
        "owl.md:3:1: duplicate key 'prefLabel' (it stands on line 2",
    ),
    "merge key": ("prefLabel: owl\n<<: {a: b}", "owl.md:3:1: unknown key '<<'"),
    "broken YAML": ("prefLabel: owl\nwhy: a: b", "owl.md:3:7: broken YAML: mapping values are not allowed"),
    "no such entry": (
        "prefLabel: owl\nbroader: [brid]",
        "owl.md:3:11: 'broader': there is no entry 'brid' (did you mean 'bird'?)",
    ),
    "no such source": (
        "prefLabel: owl\nsources: [newton-1992#p1]",
        "owl.md:3:11: there is no source 'newton-1992' (did you mean",
    ),
    "itself": ("prefLabel: owl\nrelated: [owl]", "owl.md:3:11: 'related' points to the entry itself"),
    "a label twice": (
        "prefLabel: owl\naltLabels: [hoot, hoot]",
        "owl.md:3:19: 'hoot' stands twice in 'altLabels'",
    ),
    "pref and alt": (
        "prefLabel: owl\naltLabels: [owl]",
        "owl.md:3:13: 'owl' stands in 'prefLabel' and in 'altLabels'",
    ),
    "another's name": (
        "prefLabel: owl\naltLabels: [Bird]",
        "owl.md:3:13: 'Bird' is a name of 'bird' as well",
    ),
    "related to its kind": (
        "prefLabel: owl\nbroader: [bird]\nrelated: [bird]",
        "owl.md:4:11: 'related': 'bird' is in the same line",
    ),
    "a kind of name": (
        "prefLabel: owl\naltLabels: [{label: o, type: abreviation}]",
        "(did you mean 'abbreviation'?)",
    ),
    "a misnomer of nothing": (
        "prefLabel: owl\nmisnomer: {of: eule, why: x}",
        "owl.md:3:16: 'of': 'eule' is neither a name",
    ),
    "a misnomer of itself": (
        "prefLabel: owl\nmisnomer: {of: owl, why: x}",
        "owl.md:3:16: 'of' names the misleading name 'owl' itself",
    ),
    "a misnomer without reason": (
        "prefLabel: owl\nmisnomer: {suggests: [bird]}",
        "owl.md:3:11: a misnomer has no 'why'",
    ),
    "an unknown misleading name": (
        "prefLabel: owl\nmisnomer: {term: ule, why: x}",
        "the misnomer's term 'ule' is not among",
    ),
    "a javascript match": (
        "prefLabel: owl\nexactMatch: ['javascript:alert(1)']",
        "javascript:alert(1) is not an http or https IRI",
    ),
    "a match with a space": (
        "prefLabel: owl\nexactMatch: ['https://e.org/a b']",
        "https://e.org/a b is not an http",
    ),
    "a control character": (
        'prefLabel: "ow\\x01l"',
        "owl.md:2:12: 'prefLabel' holds the invisible character U+0001",
    ),
    "a direction override": ('prefLabel: "ow\\u202El"', "'prefLabel' holds the invisible character U+202E"),
    "no label": ("broader: [bird]", "owl.md:2:1: an entry has no 'prefLabel'"),
    "an empty label": ("prefLabel: ''", "owl.md:2:12: 'prefLabel' is empty"),
    "no default language": ("prefLabel: {de: Eule}", "owl.md:2:1: no prefLabel in the default language (en)"),
    "a bad language": ("prefLabel: {english_uk: owl}", "'english_uk' is not a language tag"),
    "a place with a space": (
        "prefLabel: owl\nsources: ['newton-1993#p 81']",
        "'p 81' cannot be a place in a source",
    ),
    "a place with brackets": (
        "prefLabel: owl\nsources: ['newton-1993#a]b']",
        "owl.md:3:11: 'a]b' cannot be a place in a source (write 'newton-1993#a%5Db')",
    ),
    "a place half percent-encoded": (
        "prefLabel: owl\nsources: ['newton-1993#a%zz']",
        "owl.md:3:11: 'a%zz' cannot be a place in a source (write 'newton-1993#a%25zz')",
    ),
    "a place with a no-break space": (
        "prefLabel: owl\nsources: ['newton-1993#p\u00a08']",
        "cannot be a place in a source (write it without spaces: p81, 4.2)",
    ),
    "an address with brackets": ("prefLabel: owl\nexactMatch: ['http://[e/']", "is not an http or https IRI"),
    "a language cut off": ("prefLabel: {en: owl, de-1: Eule}", "owl.md:2:22: 'de-1' is not a language tag"),
    "replaced but in use": (
        "prefLabel: owl\nreplacedBy: [bird]",
        "'replacedBy' stands in an entry that is not deprecated",
    ),
}


@pytest.mark.parametrize("char", [chr(code) for code in (*range(0x20, 0x7F), 0xA0, 0x202E, 0xFDD0, 0xE000)])
def test_no_character_of_a_place_in_a_source_is_more_than_the_graph_can_hold(
    folder: Folder, char: str
) -> None:
    quoted = json.dumps(f"newton-1993#4{char}2")
    made = folder({"owl": entry(f"prefLabel: owl\nsources: [{quoted}]")})
    try:
        vocabulary = read_folder(made)
    except Problems:
        assert not (char.isascii() and char.isalnum())
    else:
        assert Literal(f"4{char}2") in {triple.object for triple in build_graph(vocabulary)}


def test_places_with_numbers_of_any_length_are_sorted_by_value(folder: Folder) -> None:
    long = "9" * 5000
    made = folder(
        {"owl": entry(f"prefLabel: owl\nsources: ['newton-1993#{long}', newton-1993#p10, newton-1993#p9]")}
    )
    cited = [citation.locator for citation in read_folder(made).concepts["owl"].sources]
    assert cited == ["p9", "p10", long]


@pytest.mark.parametrize(("front", "message"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_its_place(folder: Folder, front: str, message: str) -> None:
    found = problems(folder({"owl": entry(front), "bird": entry("prefLabel: bird")}))
    assert any(message in text for text in found), found


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("synonyms", "altLabels"), ("Aliases", "altLabels"), ("seeAlso", "related"), ("see_also", "related"),
        ("is-a", "broader"), ("usedFor", "altLabels"), ("altLabel", "altLabels"), ("definitions", "definition"),
    ],
)  # fmt: skip
def test_a_key_of_other_tools_is_told_by_the_name_that_it_has_here(
    folder: Folder, key: str, meant: str
) -> None:
    (found,) = problems(folder({"owl": entry(f"prefLabel: owl\n{key}: [x]")}))
    assert found == f"owl.md:3:1: unknown key '{key}' (did you mean '{meant}'?)"


def test_every_key_that_is_meant_is_one() -> None:
    assert set(keys._ELSEWHERE) <= {key.name for key in keys.ENTRY}
    assert not set(keys._MEANT) & {key.name.lower() for key in keys.ENTRY}


def test_all_problems_of_all_files_are_told_at_once(folder: Folder) -> None:
    found = problems(
        folder(
            {
                "owl": entry("prefLabel: owl\nbroder: [x]\ncreated: soon"),
                "bird": entry("prefLabel: bird\nrelated: [nest]", "See [the nest](nest.md)."),
            },
            sources="newton-1993:\n  titel: x\n",
        )
    )
    assert len(found) == 6
    assert {text.split(":")[0] for text in found} == {"owl.md", "bird.md", "sources.yaml"}


def test_a_circle_is_told_once_with_its_way(folder: Folder) -> None:
    ring = {"a": "b", "b": "c", "c": "a", "d": "a"}
    found = problems(
        folder({id_: entry(f"prefLabel: {id_}{id_}\nbroader: [{up}]") for id_, up in ring.items()})
    )
    assert found == ["a.md:3:11: 'broader' runs in a circle: a → b → c → a"]


def test_a_name_of_two_concepts_must_be_marked_on_both(folder: Folder) -> None:
    name = "altLabels: [{label: bank, type: ambiguous}]"
    made = folder(
        {"a": entry(f"prefLabel: river bank\n{name}"), "b": entry(f"prefLabel: money house\n{name}")}
    )
    assert len(read_folder(made).concepts) == 2
    (made / "entries/b.md").write_text(entry("prefLabel: money house\naltLabels: [bank]"))
    assert problems(made) == [
        "b.md:3:13: 'bank' is a name of 'a' as well (qualify the preferred label, and give both the bare name with"
        " `type: ambiguous`)"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe-\0-\0-\0", "is in UTF-16"),
        ("---\nprefLabel: Möwe\n---\n".encode("latin-1"), "owl.md:2:13: is not UTF-8"),
        (b"---\nprefLabel: a\0b\n---\n", "is a binary file"),
        (b"prefLabel: owl\n", "owl.md:1:1: no front matter"),
        (b"---\nprefLabel: owl\n", "owl.md:1:1: the front matter does not end"),
        (b"---\n---\n", "owl.md:1:1: the front matter is empty"),
        (b"", "no front matter"),
        (b"---\na: " + b"[" * 5000 + b"\n---\n", "owl.md:2:16: nested too deep (at most 12 levels)"),
        (b"---\na: " + b"{b: [\n" * 5000 + b"\n---\n", "owl.md:8:1: nested too deep (at most 12 levels)"),
        (
            b"---\nprefLabel: owl\n---\nA \xe2\x80\xaebird.\n",
            "the definition holds the invisible character U+202E",
        ),
    ],
)
def test_a_broken_file_is_named(folder: Folder, data: bytes, message: str) -> None:
    made = folder({"bird": entry("prefLabel: bird")})
    (made / "entries/owl.md").write_bytes(data)
    assert any(message in text for text in problems(made))


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder: Folder) -> None:
    made = folder({})
    (made / "entries/owl.md").write_bytes(b"\xef\xbb\xbf---\r\nprefLabel: owl\r\n---\r\nA bird.\r\n")
    assert read_folder(made).concepts["owl"].definition == {"en": "A bird."}


def test_an_empty_folder_and_a_missing_one_are_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: no such folder"]
    (tmp_path / "entries").mkdir()
    assert "no entries" in problems(tmp_path)[0]
    (tmp_path / "entries/owl.md").write_text(entry("prefLabel: owl"))
    assert "no vocabulary.yaml" in problems(tmp_path)[0]


def test_an_id_is_a_slug(folder: Folder) -> None:
    assert problems(folder({"Barn Owl": entry("prefLabel: barn owl")})) == [
        "Barn Owl.md: 'Barn Owl' cannot be an id (name the file barn-owl.md)"
    ]


# Writing


def test_the_canonical_form_is_reached_in_one_step_and_keeps_the_body(folder: Folder) -> None:
    body = "\n\nA *bird*,  with   spaces\n\n* and\n* a list\n\n\n"
    made = folder({"owl": entry("sources: [newton-1993]\naltLabels: [z, a]\nprefLabel: owl", body)})
    changed = write_folder(made, read_folder(made))
    text = (made / "entries/owl.md").read_text()
    assert made / "entries/owl.md" in changed
    assert text == f"---\nprefLabel: owl\naltLabels: [a, z]\nsources: [newton-1993]\n---\n{body.strip()}\n"
    assert unformatted(made, read_folder(made)) == {}


def test_comments_that_would_be_lost_are_told(folder: Folder) -> None:
    made = folder({"owl": entry("prefLabel: 'owl # 1'\n# why not?\naltLabels: [a]  # b")})
    assert [str(error).partition("entries/")[2] for error in comments(made)] == [
        "owl.md:3: a YAML comment would be lost (make it an editorialNote, or move it into the definition)"
    ]


def test_the_shipped_vocabulary_is_in_canonical_form() -> None:
    folder = data_dir() / "ml"
    assert unformatted(folder, read_folder(folder)) == {}


_text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and not UNPRINTABLE.search(text) and not BIDI_CONTROL.search(text))
_tricky = st.one_of(
    _text,
    st.sampled_from(["no", "1e3", "2020-01-01", "~", "a: b", "- x", "# x", "'", '"', "{", "0x1F", "=", "<<"]),
)


@given(name=_tricky, others=st.sets(_tricky, max_size=4), why=_tricky, body=_tricky)
def test_what_is_written_is_read_back(name: str, others: set[str], why: str, body: str) -> None:
    import tempfile

    concept = Concept(
        id="x",
        pref_label={"en": name},
        alt_labels=tuple(Label(text, "en") for text in others - {name}),
        definition={"en": f"A {body}"},
        misnomers=(Misnomer(why={"en": why}),),
        editorial_note=(Label(why, "de"), Label(why, "en")),
    )
    text = entry_text(concept, "en")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        path.write_text(text, "utf-8")
        found: list[TermgraphError] = []
        read = read_entry(path, "en", found)
    assert found == []
    assert read is not None
    assert set(read.concept.alt_labels) == set(concept.alt_labels)
    assert (read.concept.pref_label, read.concept.misnomers) == (concept.pref_label, concept.misnomers)
    assert entry_text(read.concept, "en") == text


@given(_tricky)
def test_no_plain_scalar_is_written_that_yaml_readers_take_for_something_else(text: str) -> None:
    import yaml

    written = entry_text(Concept(id="x", pref_label={"en": text}), "en")
    assert yaml.safe_load(written.split("---\n")[1]) == {"prefLabel": text}


# Making


def test_new_makes_an_entry_and_the_folder_around_it(tmp_path: Path) -> None:
    folder = tmp_path / "My birds"
    made = create_entry(folder, "Barn owl", alt_labels=["screech owl"], definition="A bird.")
    assert [path.name for path in made] == ["vocabulary.yaml", "barn-owl.md"]
    vocabulary = read_folder(folder)
    assert vocabulary.base == "https://example.org/my-birds/"
    assert vocabulary.concepts["barn-owl"].pref_label == {"en": "Barn owl"}
    assert unformatted(folder, vocabulary) == {}
    with pytest.raises(TermgraphError, match="is a name of 'barn-owl' already"):
        create_entry(folder, "Screech-Owls"[:-1])
    with pytest.raises(TermgraphError, match="there is no entry 'bird'"):
        create_entry(folder, "tawny owl", broader=["bird"])


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 300, "词", "C++", "...", "con/aux"])
def test_a_hostile_name_makes_a_harmless_file(tmp_path: Path, name: str) -> None:
    made = create_entry(tmp_path / "v", name)
    assert made[-1].resolve().parent == (tmp_path / "v" / "entries").resolve()
    assert len(made[-1].name.encode()) < 120
    assert next(iter(read_folder(tmp_path / "v").concepts.values())).pref_label["en"] == name


# The schema


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"sources": ["newton-1993#a]b"]}, "'a]b' cannot be a place in a source"),
        ({"alt_labels": ["a\u202eb"]}, "invisible character U+202E"),
        ({"definition": "a\x07b"}, "invisible character U+0007"),
    ],
)
def test_new_writes_nothing_that_could_not_be_read(
    folder: Folder, options: dict[str, Any], told: str
) -> None:
    made = folder({"bird": entry("prefLabel: bird")})
    with pytest.raises(TermgraphError) as caught:
        create_entry(made, "owl", **options)
    assert told in str(caught.value)
    assert [path.name for path in (made / "entries").iterdir()] == ["bird.md"]
    with pytest.raises(TermgraphError):
        create_entry(made / "new", "owl", definition="a\x07b")
    assert not (made / "new").exists()


def test_new_refuses_a_name_of_another_entry_before_it_writes_and_tells_the_ways_out(folder: Folder) -> None:
    made = folder(
        {
            "bee-bread": entry(
                "prefLabel: bee bread\naltLabels: [{label: pollen, type: ambiguous}]\nhiddenLabels: [bebread]"
            )
        }
    )
    for taken in ("bee bread", "Bee-Bread", "bebread"):
        with pytest.raises(TermgraphError) as caught:
            create_entry(made, "perga", alt_labels=[taken])
        assert (
            "is a name of 'bee-bread' already (choose another name; or, where it means both, give it"
            in str(caught.value)
        )
        assert "`type: ambiguous`; or, where both are one thing, add what is new to bee-bread" in str(
            caught.value
        )
    with pytest.raises(Problems, match="'perga' stands in 'prefLabel' and in 'altLabels'"):
        create_entry(made, "perga", alt_labels=["perga"])
    with pytest.raises(Problems, match="the definition links to 'be-bread', which is no entry"):
        create_entry(made, "perga", definition="See [it](be-bread.md).")
    assert [path.name for path in (made / "entries").iterdir()] == ["bee-bread.md"]
    create_entry(made, "perga", alt_labels=["pollen"], definition="See [it](bee-bread.md).")
    assert read_folder(made).concepts["perga"].alt_labels == (Label("pollen", "en", "ambiguous"),)


def test_new_may_be_called_as_what_is_deprecated(folder: Folder) -> None:
    made = folder({"b": entry("prefLabel: bee bread\ndeprecated: true")})
    create_entry(made, "bee bread")
    assert set(read_folder(made).concepts) == {"b", "bee-bread"}


def test_the_json_schema_is_current() -> None:
    held = json.loads((ontology_dir() / "entry.schema.json").read_text("utf-8"))
    assert held == entry_schema(), "run `make docs`"


def test_the_json_schema_accepts_what_the_reader_accepts() -> None:
    import yaml

    validator = jsonschema.Draft202012Validator(entry_schema())
    for path in sorted((data_dir() / "ml" / "entries").glob("*.md")):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        assert [error.message for error in validator.iter_errors(front)] == [], path.name


@pytest.mark.parametrize(
    "front",
    [
        {},
        {"prefLabel": 3},
        {"prefLabel": "owl", "broder": []},
        {"prefLabel": "owl", "broader": "bird"},
        {"prefLabel": "owl", "misnomer": {"of": "x"}},
        {"prefLabel": "owl", "altLabels": [{"label": "o", "type": "nonsense"}]},
        {"prefLabel": "owl", "deprecated": "yes"},
    ],
)
def test_the_json_schema_rejects_what_the_reader_rejects(front: object) -> None:
    assert not jsonschema.Draft202012Validator(entry_schema()).is_valid(front)


# YAML


@pytest.mark.parametrize(
    "text", ["yes", "Off", "0o17", "0x1F", ".inf", "12:30:45", "null", "1_000", "+1", "2020-01-01T00:00:00Z"]
)
def test_all_surprises_are_known(text: str) -> None:
    assert surprise(text) is not None


@given(st.text(max_size=200))
def test_no_text_makes_the_yaml_reader_fail_otherwise_than_with_an_error(text: str) -> None:
    try:
        parse(text, "x.yaml")
    except TermgraphError as error:
        assert str(error).startswith("x.yaml:")


def test_read_folder_gives_a_vocabulary() -> None:
    ml = read_folder(data_dir() / "ml")
    assert isinstance(ml, Vocabulary)
    assert list(ml.concepts) == sorted(ml.concepts)


COLLECTIONS = """birds:
  prefLabel: {de: Vögel, en: birds}
  definition: What flies and has feathers.

helpers:
  prefLabel: helpers
  auxiliary: true
"""


def test_collections_are_declared_once_and_named_in_the_entries(folder: Folder) -> None:
    made = folder(
        {
            "owl": entry("prefLabel: owl\ncollections: [birds]"),
            "wind": entry("prefLabel: wind\ncollections: [helpers]"),
        }
    )
    (made / "collections.yaml").write_text(COLLECTIONS, "utf-8")
    vocabulary = read_folder(made)
    assert vocabulary.collections["birds"].pref_label == {"de": "Vögel", "en": "birds"}
    assert vocabulary.concepts["owl"].collections == ("birds",)
    assert made / "collections.yaml" not in unformatted(made, vocabulary)
    thesaurus = Thesaurus.open(made)
    base = vocabulary.base
    assert thesaurus.auxiliary == {f"{base}wind"}
    assert [thesaurus.label(one) for one in thesaurus.collections_of[f"{base}owl"]] == ["birds"]
    again = thesaurus.to_vocabulary()
    assert again.collections == vocabulary.collections
    assert {id_: one.collections for id_, one in again.concepts.items()} == {
        "owl": ("birds",),
        "wind": ("helpers",),
    }


def test_a_collection_that_nobody_declares_is_told_with_what_was_meant(folder: Folder) -> None:
    made = folder({"owl": entry("prefLabel: owl\ncollections: [brids]")})
    (made / "collections.yaml").write_text(COLLECTIONS, "utf-8")
    (told,) = problems(made)
    assert told == "owl.md:3:15: there is no collection 'brids' (did you mean 'birds'?)"
