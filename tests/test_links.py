"""Links to other vocabularies: `links.sssom.tsv`, what is made of it, and what happens to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import termgraph
from termgraph.changing.verbs import deprecate, merge, move_base, remove, rename, split
from termgraph.entries import read_folder, unformatted, write_folder
from termgraph.entries.links import Links, links_text
from termgraph.errors import Problems
from termgraph.export import serialize
from termgraph.export.part import part
from termgraph.model import Concept, Link, Vocabulary
from termgraph.skos import Thesaurus
from tests.commands import run

HEAD = """#curie_map:
#  birds: https://example.org/birds/
#  gbif: https://www.gbif.org/species/
#  orcid: https://orcid.org/
#  skos: http://www.w3.org/2004/02/skos/core#
#license: https://creativecommons.org/publicdomain/zero/1.0/
#mapping_set_id: https://example.org/birds/links
#mapping_set_title: What birds are elsewhere
"""
COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "author_id", "mapping_date", "confidence", "comment",
)  # fmt: skip
MANUAL = "semapv:ManualMappingCuration"
ADA, BOB = "orcid:0000-0001", "orcid:0000-0002"
ROWS = (
    ("birds:bird", "bird", "skos:closeMatch", "", "gbif:212", "Aves", MANUAL, "", "", "", ""),
    ("birds:owl", "owl", "skos:exactMatch", "", "gbif:1450", "Strigiformes", MANUAL, f"{ADA}|{BOB}", "2026-11-21",
     "0.9", ""),
    ("birds:owl", "owl", "skos:exactMatch", "Not", "gbif:9", "Caligo", MANUAL, "", "", "", 'The "owl" butterfly'),
    ("birds:wren", "wren", "skos:broadMatch", "", "gbif:2", "Passeriformes", MANUAL, "", "", "1", ""),
)  # fmt: skip
ENTRIES = {"bird": "", "owl": "broader: [bird]\n", "wren": "broader: [bird]\n"}


def file_of(*rows: tuple[str, ...]) -> str:
    lines = ["\t".join(f'"{c}"'.replace('"owl"', '""owl""') if '"' in c else c for c in row) for row in rows]
    return HEAD + "\n".join(["\t".join(COLUMNS), *lines]) + "\n"


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    about = "title: Birds\nbase: https://example.org/birds/\nprefix: birds\nlanguage: en\n"
    (folder / "vocabulary.yaml").write_text(about, "utf-8")
    for id_, front in ENTRIES.items():
        text = f"---\nprefLabel: {id_}\n{front}---\nThe {id_}.\n"
        (folder / "entries" / f"{id_}.md").write_text(text, "utf-8")
    (folder / "links.sssom.tsv").write_text(file_of(*ROWS), "utf-8")
    return folder


def rows(folder: Path) -> list[str]:
    lines = (folder / "links.sssom.tsv").read_text("utf-8").splitlines()
    return [" ".join(line.split("\t")[:5:2]) for line in lines if not line.startswith(("#", "subject_id"))]


# Reading and writing


def test_rows_are_links_and_the_file_is_in_canonical_form(birds: Path) -> None:
    vocabulary = read_folder(birds)
    assert [(link.subject, link.kind, link.label) for link in vocabulary.links] == [
        ("bird", "closeMatch", "Aves"),
        ("owl", "exactMatch", "Strigiformes"),
        ("owl", "exactMatch", "Caligo"),
        ("wren", "broadMatch", "Passeriformes"),
    ]
    owl, butterfly = vocabulary.links[1:3]
    assert owl.object == "https://www.gbif.org/species/1450"
    assert owl.get("author_id") == "https://orcid.org/0000-0001|https://orcid.org/0000-0002"
    assert butterfly.is_refused
    assert butterfly.get("comment") == 'The "owl" butterfly'
    assert vocabulary.prefixes == {
        "gbif": "https://www.gbif.org/species/",
        "orcid": "https://orcid.org/",
    }
    assert unformatted(birds, vocabulary) == {}


def test_fmt_sorts_rows_and_columns_and_leaves_the_metadata(birds: Path) -> None:
    file = birds / "links.sssom.tsv"
    canonical = file.read_text("utf-8")
    body = [line.split("\t") for line in canonical.removeprefix(HEAD).splitlines()]
    turned = [
        "\t".join([*reversed(cells), extra]) for cells, extra in zip(body, ["other", *[""] * 4], strict=True)
    ]
    mixed = HEAD + "\n".join([turned[0], *reversed(turned[1:])]) + "\n"
    file.write_text(mixed, "utf-8")
    assert run("-V", birds, "fmt", "--check").status == 1
    assert file.read_text("utf-8") == mixed
    assert run("-V", birds, "fmt").status == 0
    assert file.read_text("utf-8") == canonical


def test_what_has_no_prefix_gets_a_numbered_one_and_a_name_on_several_lines_is_one_line() -> None:
    one = Vocabulary(
        title="One",
        base="https://e.org/",
        prefix="e",
        concepts={"a": Concept(id="a", pref_label={"en": "a"})},
    )
    links = [Link("a", "exactMatch", f"https://{host}.org/x#y", "A\n\tb") for host in ("g", "f")]
    text = links_text(one, links, lambda id_: id_)
    assert "#  ns1: https://f.org/x#\n#  ns2: https://g.org/x#\n" in text
    assert text.splitlines()[-1].split("\t")[3:5] == ["ns2:y", "A b"]
    assert text == links_text(one, reversed(links), lambda id_: id_)
    assert {link.object for link in Links(text, one).links} == {link.object for link in links}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"subject_id": "birds:auk"}, "there is no entry 'auk'"),
        ({"subject_id": "gbif:212"}, "'gbif:212' is no concept of this vocabulary"),
        ({"predicate_id": "skos:exctMatch"},
         "'skos:exctMatch' is no mapping relation of SKOS (did you mean 'exactMatch'?)"),
        ({"predicate_id": "owl:equivalentClass"}, "is no mapping relation of SKOS"),
        ({"object_id": "sssom:NoTermFound"}, "links to nothing"),
        ({"object_id": "gbif:2 3"}, "is not an http or https IRI"),
        ({"object_id": "x:1"}, "'x:1' has no prefix that the curie_map declares"),
        ({"object_label": "A\u202eb"}, "object_label: 'A\u202eb' is no text that can be printed"),
        ({"author_id": "nobody:1"}, "author_id: 'nobody:1' is no entity with a prefix"),
        ({"mapping_date": "21.11.2026"}, "mapping_date: '21.11.2026' is no date"),
        ({"confidence": "95"}, "confidence: '95' is no number from 0 to 1"),
        ({"predicate_modifier": "Perhaps"}, "predicate_modifier: 'Perhaps' is no modifier"),
        ({"subject_id": "birds:owl", "predicate_id": "skos:exactMatch", "object_id": "gbif:1450"},
         "says again what line 11 says"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_told_with_its_line_and_found_by_check(
    birds: Path, row: dict[str, str], said: str
) -> None:
    cells = dict(zip(COLUMNS, ROWS[3], strict=True)) | row
    (birds / "links.sssom.tsv").write_text(file_of(*ROWS[:3], tuple(cells.values())), "utf-8")
    with pytest.raises(Problems) as caught:
        read_folder(birds)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert f"{birds / 'links.sssom.tsv'}:13:" in str(problem)
    ran = run("-V", birds, "check")
    assert (ran.status, "links.sssom.tsv:13" in ran.out) == (1, True)
    # What is not wrong is there all the same, but where the file as a whole is none.
    whole = "curie_map" in said
    assert len(termgraph.load(birds, tolerant=True).mappings) == (0 if whole else 3)


def test_a_column_that_sssom_does_not_know_is_told(birds: Path) -> None:
    file = birds / "links.sssom.tsv"
    file.write_text(file.read_text("utf-8").replace("\tconfidence\t", "\tconfidenc\t"), "utf-8")
    with pytest.raises(Problems, match="the column 'confidenc' means nothing in SSSOM") as caught:
        read_folder(birds)
    assert f"{file}:9:" in str(caught.value)


def test_an_entry_that_cannot_be_read_is_not_missing(birds: Path) -> None:
    (birds / "entries" / "owl.md").write_text("---\nprefLabel: [\n---\n", "utf-8")
    with pytest.raises(Problems) as caught:
        read_folder(birds)
    assert all("links.sssom.tsv" not in str(problem) for problem in caught.value.problems)


# What is made of it


def test_the_graph_has_mappings_their_labels_and_what_is_said_of_them(birds: Path) -> None:
    store = Thesaurus.open(birds)
    turtle = serialize(store, "turtle").decode()
    assert "skos:exactMatch gbif:1450" in turtle
    assert 'gbif:1450 rdfs:label "Strigiformes"' in turtle
    assert "sssom:mapping_justification semapv:ManualMappingCuration" in turtle
    assert 'sssom:confidence "0.9"^^xsd:double' in turtle
    assert "pav:authoredBy" in turtle or "http://purl.org/pav/authoredBy" in turtle
    assert "sssom:predicate_modifier sssom:NegatedPredicate" in turtle
    assert "gbif:9 rdfs:label" not in turtle
    for profile in ("core", "xl"):
        said = serialize(store, "turtle", profile).decode()
        assert "skos:exactMatch gbif:1450" in said
        assert 'gbif:1450 rdfs:label "Strigiformes"' in said
        assert "owl:Axiom" not in said and "sssom:" not in said


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_rdf_is_read_back_as_the_same_links(birds: Path, tmp_path: Path, format_: str) -> None:
    vocabulary = read_folder(birds)
    path = (
        tmp_path
        / f"birds.{ {'turtle': 'ttl', 'ntriples': 'nt', 'jsonld': 'jsonld', 'rdfxml': 'rdf'}[format_] }"
    )
    path.write_bytes(serialize(Thesaurus.open(birds), format_))
    again = Thesaurus.open(path).to_vocabulary()
    assert again.links == vocabulary.links
    assert again.concepts == vocabulary.concepts
    write_folder(tmp_path / "again", replace(again, prefixes=vocabulary.prefixes))
    assert read_folder(tmp_path / "again").links == vocabulary.links


def test_a_record_keeps_its_id_and_what_an_entry_says_itself_stays_there(birds: Path) -> None:
    file, owl = birds / "links.sssom.tsv", birds / "entries" / "owl.md"
    with_id = [("record_id", *COLUMNS), *(("", *row) for row in ROWS)]
    with_id[1] = ("birds:link-1", *ROWS[0])
    body = "\n".join("\t".join(cell.replace('"', "'") for cell in row) for row in with_id)
    file.write_text(f"{HEAD}{body}\n", "utf-8")
    owl.write_text("---\nprefLabel: owl\nexactMatch: ['https://e.org/owl']\n---\n", "utf-8")
    vocabulary = read_folder(birds)
    assert vocabulary.links[0].get("record_id") == "https://example.org/birds/link-1"
    store = Thesaurus.open(birds)
    assert "<https://example.org/birds/link-1>" in serialize(store, "ntriples").decode()
    again = Thesaurus.from_text(serialize(store).decode()).to_vocabulary()
    assert again.links == vocabulary.links
    assert again.concepts["owl"].relations["exactMatch"] == ("https://e.org/owl",)


def test_people_read_what_it_is_called_there_and_whose_it_is(birds: Path) -> None:
    ran = run("-V", birds, "show", "owl")
    assert "Same elsewhere       Strigiformes (gbif:1450)\n" in ran.out
    assert "Caligo" not in ran.out
    glossary = serialize(Thesaurus.open(birds), "markdown").decode()
    assert "**Same elsewhere:** [Strigiformes (gbif:1450)](<https://www.gbif.org/species/1450>)" in glossary
    page = serialize(Thesaurus.open(birds), "html").decode()
    assert "Strigiformes (gbif:1450)" in page


def test_a_part_has_its_own_links_only(birds: Path) -> None:
    store = Thesaurus.open(birds)
    found = part(store, [store.find("owl")])
    assert [link.label for link in found.mappings] == ["Strigiformes", "Caligo"]
    assert "Aves" not in serialize(found, "sssom").decode()


# SSSOM


def test_the_export_reads_back_as_the_same_rows(birds: Path, tmp_path: Path) -> None:
    made = serialize(Thesaurus.open(birds), "sssom").decode()
    assert made == serialize(Thesaurus.open(birds), "sssom").decode()
    vocabulary = read_folder(birds)
    assert Links(made, vocabulary).links == vocabulary.links
    assert made.partition("subject_id")[2] == file_of(*ROWS).partition("subject_id")[2]
    path = tmp_path / "birds.sssom.tsv"
    assert run("-V", birds, "export", "-o", path).status == 0  # the name says the format
    assert path.read_text("utf-8") == made


def test_mappings_of_any_vocabulary_are_rows_and_of_blank_nodes_and_texts_none() -> None:
    store = Thesaurus.from_text(
        """@prefix e: <http://e.org/> . @prefix f: <http://f.org/> .
        e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:exactMatch f:1, [] ; skos:closeMatch f:1, f:2, "f" .
        e:auk a skos:Concept ; e:likeIn f:3 . e:likeIn rdfs:subPropertyOf skos:relatedMatch . f:2 rdfs:label "Owl" .
        f:9 skos:exactMatch e:nobody ."""
    )
    lines = [line.split("\t") for line in serialize(store, "sssom").decode().splitlines() if "#" not in line]
    assert lines == [
        ["subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"],
        ["e:auk", "e:auk", "skos:relatedMatch", "f:3", "", "semapv:UnspecifiedMatching"],
        ["e:owl", "owl", "skos:closeMatch", "f:2", "Owl", "semapv:UnspecifiedMatching"],
        ["e:owl", "owl", "skos:exactMatch", "f:1", "", "semapv:UnspecifiedMatching"],
    ]
    told: list[str] = []
    nothing = serialize(Thesaurus.from_text("<e:owl> a skos:Concept ."), "sssom", notice=told.append)
    assert nothing.decode().splitlines()[-1].startswith("subject_id\t")
    assert told[-1] == "nothing is linked to another vocabulary; the file holds no mapping"


# What happens to entries


def test_a_renamed_entry_takes_its_links_along(birds: Path) -> None:
    before = (birds / "links.sssom.tsv").read_text("utf-8").splitlines()
    assert rename(birds, "owl", "tawny-owl").led["mapping"] == 2
    after = (birds / "links.sssom.tsv").read_text("utf-8").splitlines()
    assert set(before) - set(after) == {line for line in before if line.startswith("birds:owl\t")}
    assert [link.subject for link in read_folder(birds).links] == ["bird", "tawny-owl", "tawny-owl", "wren"]


def test_of_two_that_become_one_each_link_is_said_once(birds: Path) -> None:
    twin = ("birds:wren", "wren", "skos:exactMatch", "", "gbif:1450", "Owls", MANUAL, "", "", "0.1", "")
    (birds / "links.sssom.tsv").write_text(file_of(*ROWS, twin), "utf-8")
    merge(birds, "wren", "owl")
    vocabulary = read_folder(birds)
    assert [(link.subject, link.label) for link in vocabulary.links] == [
        ("bird", "Aves"), ("owl", "Passeriformes"), ("owl", "Strigiformes"), ("owl", "Caligo"),
    ]  # fmt: skip
    assert unformatted(birds, vocabulary) == {}


def test_what_is_deprecated_stays_what_it_is_elsewhere_and_what_is_removed_does_not(birds: Path) -> None:
    assert "mapping" not in deprecate(birds, "owl", replaced_by=["wren"]).led
    assert rows(birds)[1] == "birds:owl skos:exactMatch gbif:1450"
    change = remove(birds, "wren", never_published=True)
    assert change.led["mapping"] == 1
    assert [link.subject for link in read_folder(birds).links] == ["bird", "owl", "owl"]


@pytest.mark.parametrize(
    ("never", "subjects"),
    [
        (False, ["bird", "owl", "owl", "wren"]),
        (True, ["barn-owl", "barn-owl", "bird", "owlet", "owlet", "wren"]),
    ],
)
def test_what_is_split_is_elsewhere_what_it_was_unless_nothing_is_left_of_it(
    birds: Path, never: bool, subjects: list[str]
) -> None:
    split(birds, "owl", ["barn owl", "owlet"], never_published=never)
    assert [link.subject for link in read_folder(birds).links] == subjects


def test_a_vocabulary_that_moves_takes_its_links_along(birds: Path) -> None:
    whole = (
        "https://example.org/birds/bird",
        "bird",
        "skos:relatedMatch",
        "",
        "gbif:3",
        "Feathers",
        *ROWS[0][6:],
    )
    back = ("birds:wren", "wren", "skos:relatedMatch", "", "birds:owl", "owl", *ROWS[0][6:])
    (birds / "links.sssom.tsv").write_text(file_of(*ROWS, whole, back), "utf-8")
    move_base(birds, "https://birds.example/")
    text = (birds / "links.sssom.tsv").read_text("utf-8")
    assert "https://example.org/" not in text
    vocabulary = read_folder(birds)
    assert len(vocabulary.links) == 6
    assert vocabulary.links[-1].object == "https://birds.example/owl"
    assert [line for line in file_of(*ROWS).splitlines() if line.startswith("birds:")] == [
        line for line in text.splitlines() if line.startswith("birds:") and "relatedMatch" not in line
    ]


def test_nothing_is_written_where_a_change_is_only_tried(birds: Path) -> None:
    before = (birds / "links.sssom.tsv").read_bytes()
    assert rename(birds, "owl", "strix", dry_run=True).led["mapping"] == 2
    assert (birds / "links.sssom.tsv").read_bytes() == before
