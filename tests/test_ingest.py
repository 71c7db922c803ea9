"""Glossaries become drafts: what is written, what is left alone, and that nothing changes the second time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from termgraph import load
from termgraph.entries import read_folder, unformatted
from termgraph.entries.folder import read_entry
from termgraph.entries.writer import entry_text
from termgraph.errors import TermgraphError
from termgraph.export import serialize
from termgraph.files import write_all
from termgraph.ingest import Ingested, Workspace, ingest, record_object, record_schema
from termgraph.ingest.cases import Case
from termgraph.ingest.contract import record_from
from termgraph.ingest.drafts import Names, drafts, safe_text
from termgraph.ingest.markdown_report import markdown_report, text
from termgraph.ingest.relating import relate
from termgraph.ingest.report import report
from termgraph.ingest.review import Review
from termgraph.ingest.run import Item
from termgraph.model import Citation, Concept, Label, Source, SourceDefinition, Vocabulary
from termgraph.namespaces import ontology_dir
from termgraph.reconcile.decisions import Mappings
from termgraph.records import BrokenLink, Candidate, Match, Proposal, Record, RecordLabel
from termgraph.view.articles import Writer
from termgraph.view.numbered import Numbered
from tests.commands import run

#: A glossary with a stub, a redirect, links of which one is broken, and a misleading name.
ONE = """# Words of the sea

## Barque

A ship with three masts or more, square-rigged but for the last. Also called a bark.

## Bow (front)

The front of a ship, opposite of the [stern](#stern).

## Fore-and-aft rig

A rig whose sails are set along the line of the keel. See [Barque](#barque) and [Sloop](#slop).

## GPS

GPS stands for Global Positioning System, which finds a ship by satellites.

## Poop deck

TODO

## Ship's head

Another name for [Bow (front)](#bow-front).

## Stern

The back of a ship, where the rudder is hung.
"""

#: A second one that says some of the same things, and some with the same words of other things.
TWO = """# Sailing terms

**Barques**: Ships of three masts, of which only the last has no square sails; rigged by a small crew.

**Global positioning system (GPS)**: Satellites that tell a ship where it is.

**Bow**: A knot with two loops that holds shoes and ribbons, quickly tied and untied.

**Stern**: Back end of a ship; the rudder hangs there.

**Yawl / Ketch**: Two-masted boats; they differ in where the rudder is.
"""


DOC = Source(id="doc", title="Doc")


@pytest.fixture
def document(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return make


def work(folder: Path, *documents: Path, **options: str) -> list[Ingested]:
    """Ingest documents into a folder and write it."""
    workspace = Workspace.open(folder)
    found = ingest(documents, workspace, **options)  # type: ignore[arg-type]
    workspace.write()
    return found


def outcomes(found: list[Ingested]) -> dict[str, str]:
    return {
        str(item.record.label): item.outcome
        for one in found
        for item in one.items
        if item.outcome != "section"
    }


def items(found: list[Ingested]) -> list[Item]:
    return [item for one in found for item in one.items]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_glossary_becomes_a_folder_of_drafts(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    found = work(folder, document("words.md", ONE))
    vocabulary = read_folder(folder)
    assert unformatted(folder, vocabulary) == {}
    assert vocabulary.title == "sea"
    assert vocabulary.sources["words"].title == "Words of the sea"
    barque = vocabulary.concepts["barque"]
    assert barque.status == "draft"
    assert barque.definition == {}
    (quote,) = barque.source_definitions
    assert quote.text.startswith("A ship with three masts")
    assert quote.source == Citation("words", "barque")
    assert barque.sources == (Citation("words", "barque"),)
    assert vocabulary.concepts["poop-deck"].status == "stub"
    assert vocabulary.concepts["bow-front"].pref_label == {"en": "Bow (front)"}
    assert Label("Ship's head", "en") in vocabulary.concepts["bow-front"].alt_labels
    assert "ships-head" not in vocabulary.concepts
    assert set(outcomes(found).values()) == {"new", "merged"}


def test_the_second_time_nothing_is_asked_and_nothing_changes(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / "sea"
    one, two = document("words.md", ONE), document("terms.md", TWO)
    work(folder, one)
    work(folder, two)
    before = tree(folder)
    assert {outcome for path in (one, two) for outcome in outcomes(work(folder, path)).values()} <= {
        "decided",
        "open",
    }
    assert tree(folder) == before
    assert Workspace.open(folder).files() == {}


def test_sources_are_merged_and_homonyms_stay_open(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    work(folder, document("words.md", ONE))
    found = outcomes(work(folder, document("terms.md", TWO)))
    assert found["Barques"] == found["Stern"] == "same"
    assert found["Global positioning system"] == "same"
    assert found["Bow"] == "open"
    vocabulary = read_folder(folder)
    barque = vocabulary.concepts["barque"]
    assert [str(quote.source) for quote in barque.source_definitions] == ["terms#barques", "words#barque"]
    assert Label("Global Positioning System", "en") in vocabulary.concepts["gps"].alt_labels
    assert {"yawl", "ketch"} <= vocabulary.concepts.keys()
    mappings = Mappings((folder / "mappings.sssom.tsv").read_text("utf-8"), vocabulary)
    assert mappings.decisions("terms")["yawl-ketch"].same == ("ketch", "yawl")


def test_two_documents_at_once_are_as_one_after_the_other(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    one, two = document("words.md", ONE), document("terms.md", TWO)
    work(tmp_path / "together" / "sea", one, two)
    for path in (one, two):
        work(tmp_path / "apart" / "sea", path)
    assert tree(tmp_path / "together") == tree(tmp_path / "apart")


def test_documents_of_one_source_are_numbered_on(document: Callable[..., Path], tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "sea")
    (found,) = ingest([document("words.md", ONE), document("terms.md", TWO)], workspace, source="sea")
    numbers = [item.record.n for item in found.items]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({item.place for item in found.items if item.place}) == sum(
        1 for item in found.items if item.place
    )


FINISHED = """---
prefLabel: barque   # as Falconer spells it
altLabels:
    - sailing barque
sources:
    - falconer-1769#p3
created: '2026-01-01'
---
Our own words about the ship.
"""


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A folder with an entry that a person has written, in a form of their own, with a comment."""
    folder = tmp_path / "ours"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text(
        "title: Ours\nbase: https://example.org/ours/\nprefix: ours\n", "utf-8"
    )
    (folder / "sources.yaml").write_text("# by hand\nfalconer-1769:\n    title: Dictionary\n", "utf-8")
    (folder / "entries" / "barque.md").write_text(FINISHED, "utf-8")
    return folder


def test_a_finished_entry_gets_the_citation_and_nothing_else(
    document: Callable[..., Path], finished: Path
) -> None:
    found = work(finished, document("words.md", ONE))
    text = (finished / "entries" / "barque.md").read_text("utf-8")
    assert text == FINISHED.replace(
        "sources:\n    - falconer-1769#p3\n", "sources: [falconer-1769#p3, words#barque]\n"
    )
    assert (finished / "sources.yaml").read_text("utf-8").startswith("# by hand\nfalconer-1769:\n")
    assert set(read_folder(finished).sources) == {"falconer-1769", "words"}
    item = next(item for item in found[0].items if item.record.label == "Barque")
    assert item.outcome == "same"
    assert item.lacks in {("bark",), ()}


def test_an_entry_without_sources_gets_the_key_in_its_place(
    document: Callable[..., Path], finished: Path
) -> None:
    path = finished / "entries" / "stern.md"
    path.write_bytes(
        b"---\r\nprefLabel: stern # aft\r\ncreated: '2026-01-01'\r\n---\r\nThe back of a ship.\r\n"
    )
    work(finished, document("words.md", ONE))
    assert path.read_bytes() == (
        b"---\r\nprefLabel: stern # aft\r\nsources: [words#stern]\r\n"
        b"created: '2026-01-01'\r\n---\r\nThe back of a ship.\r\n"
    )


def test_what_a_person_changes_in_a_draft_stays(document: Callable[..., Path], tmp_path: Path) -> None:
    folder, path = tmp_path / "sea", document("words.md", ONE)
    work(folder, path)
    entry = folder / "entries" / "gps.md"
    text = entry.read_text("utf-8").replace("status: draft\n", "") + "Our own words.\n"
    entry.write_text(text, "utf-8")
    work(folder, path)
    assert entry.read_text("utf-8") == text


def test_a_new_edition_changes_what_is_quoted_from_it(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    work(folder, document("words.md", ONE))
    work(folder, document("words.md", ONE.replace("where the rudder is hung", "with the rudder")))
    (quote,) = read_folder(folder).concepts["stern"].source_definitions
    assert quote.text == "The back of a ship, with the rudder."


def test_the_vocabulary_is_browsable_and_valid(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    work(folder, document("words.md", ONE), document("terms.md", TWO))
    ours = load(folder)
    card = ours.card("barques")
    assert [quote.source and quote.source.label for quote in card.quotes] == [
        "Sailing terms",
        "Words of the sea",
    ]
    assert "square-rigged" in card.quotes[1].text
    facts = Numbered(ours)
    articles = Writer(facts).write()
    sides = articles[facts.number[ours.find("barque")]]["d"]
    assert [ours_or_theirs[1][:12] for ours_or_theirs in sides] == ["Ships of thr", "A ship with "]
    assert all(len(side) == 3 for side in sides)  # each with its source
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    for profile in ("core", "xl", "full"):
        data = rdflib.Graph().parse(data=serialize(ours, "ntriples", profile), format="nt")
        _, results, text = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
        assert isinstance(results, rdflib.Graph)
        assert (None, rdflib.SH.resultSeverity, rdflib.SH.Violation) not in results, text
        assert ("sourceDefinition" in serialize(ours, "ntriples", profile).decode()) == (profile == "full")


# Names and ids


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a" * 5000,
        "con",
        "COM1",
        "词",
        "C++",
        "...",
        "a/b\\c:d",
        "x\u202ey\x00",
        "- a: b # c",
        "no",
    ],
)
def test_hostile_names_make_harmless_files(name: str, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "v")
    record = Record(1, name, name, "heading", (RecordLabel(name),), "What it is.")
    workspace.add_source(DOC)
    made = workspace.draft(record, Citation("doc", "x"))
    workspace.write()
    for path in (tmp_path / "v").rglob("*.md"):
        assert path.resolve().parent == (tmp_path / "v" / "entries").resolve()
        assert len(path.name.encode()) < 120
        assert path.stem not in ("con", "com1")
    vocabulary = read_folder(tmp_path / "v")
    assert unformatted(tmp_path / "v", vocabulary) == {}
    assert set(vocabulary.concepts) == {concept.id for concept in made}


def test_a_name_that_is_taken_is_told_apart() -> None:
    birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    names = Names([Concept(id="crane", pref_label={"en": "crane"})])
    record = Record(
        1, "Crane", "Crane", "heading", (RecordLabel("Crane"), RecordLabel("derrick")), "A machine."
    )
    (made,) = drafts(record, Citation("port", "crane"), birds, names)
    assert (made.id, made.pref_label) == ("crane-port", {"en": "Crane (port)"})
    assert [label.text for label in made.alt_labels] == ["derrick"]
    (again,) = drafts(record, Citation("port", "crane-2"), birds, names)
    assert again.id != made.id
    assert again.alt_labels == ()


def test_a_misleading_name_is_recorded_without_the_documents_words() -> None:
    birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    record = Record(
        1,
        "Night hawk",
        "Night hawk",
        "heading",
        (RecordLabel("Night hawk"), RecordLabel("nightjar")),
        "Confusion. It is no hawk at all. Alternative. Nightjar.",
        fields={"confusion": ("It is no hawk at all.",), "alternative": ("Nightjar.",)},
        relations=(Proposal("misnomerOf", "nightjar", "Nightjar."),),
    )
    (made,) = drafts(record, Citation("port", "hawk"), birds, Names([]))
    (misnomer,) = made.misnomers
    assert misnomer.of == ("nightjar",)
    assert misnomer.sources == (Citation("port", "hawk"),)
    assert "no hawk" not in misnomer.why["en"]
    assert "no hawk" in made.source_definitions[0].text


def test_an_alternative_alone_is_no_record_of_a_misleading_name() -> None:
    birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    labels = (RecordLabel("Perch"),)
    record = Record(1, "Perch", "Perch", "heading", labels, "A branch.", fields={"alternative": ("A nest.",)})
    (made,) = drafts(record, Citation("port", "perch"), birds, Names([]))
    assert made.misnomers == ()


@given(st.text(max_size=300))
def test_any_text_can_be_quoted_and_read_back(text: str) -> None:
    import tempfile

    text = safe_text(text)
    quotes = (SourceDefinition(text, "en", Citation("doc", "x")),) if text else ()
    concept = Concept(id="x", pref_label={"en": "x"}, status="draft", source_definitions=quotes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        path.write_text(entry_text(concept, "en"), "utf-8", newline="\n")
        problems: list[TermgraphError] = []
        read = read_entry(path, "en", problems)
    assert problems == []
    assert read is not None
    assert read.concept.source_definitions == quotes


def test_a_passage_as_long_as_a_book_is_cut() -> None:
    assert len(safe_text("word " * 100_000)) < 21_000


# Open cases


def test_open_cases_are_decided_one_by_one_and_stay_decided(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    folder, path = tmp_path / "sea", document("terms.md", TWO)
    work(folder, document("words.md", ONE))
    work(folder, path)
    review = Review(folder)
    (case,) = [case for case in review.cases() if case.record.label == "Bow"]
    candidate = review.current(case).match.candidates[0]
    review.refuse(case, candidate.concept)
    again = Review(folder)
    (case,) = [case for case in again.cases() if case.record.label == "Bow"]
    assert again.current(case).match.candidates == ()
    made = again.new(case)
    assert [case.record.label for case in Review(folder).cases()] == []
    assert not (folder / "open" / "terms.json").exists()
    vocabulary = read_folder(folder)
    assert vocabulary.concepts[made[0]].source_definitions[0].text.startswith("A knot")
    before = tree(folder)
    assert set(outcomes(work(folder, path)).values()) == {"decided"}
    assert tree(folder) == before


def test_a_case_may_be_left_out_or_be_several_concepts(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    work(folder, document("words.md", ONE))
    path = document(
        "more.md", "## Bow vs. Stern\n\nThe two ends.\n\n## Bow\n\nWhat shoes are tied with, in two loops.\n"
    )
    work(folder, path)
    review = Review(folder)
    both, bow = review.cases()
    review.accept(both, ["bow-front", "stern"])
    review.leave_out(bow)
    decisions = Review(folder).workspace.mappings.decisions("more")
    assert set(decisions["bow-vs-stern"].same) == {"bow-front", "stern"}
    assert decisions["bow"].left_out
    (found,) = work(folder, path)
    assert [item.outcome for item in found.items] == ["decided", "left out"]
    with pytest.raises(TermgraphError, match="there is no entry 'nothing'"):
        review.accept(both, ["nothing"])


def test_a_record_without_a_name_waits_for_one(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "v")
    record = Record(1, None, None, "none", (RecordLabel("keel", "guess"),), "What a ship is built on.")
    workspace.add_source(DOC)
    workspace.set_cases("doc", [Case("doc", "line-0", record, Match("new"))])
    workspace.write()
    review = Review(tmp_path / "v")
    assert review.new(review.cases()[0]) == ["keel"]
    assert Review(tmp_path / "v").cases() == []


def test_a_damaged_file_of_open_cases_is_told(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    work(folder, document("words.md", ONE))
    (folder / "open").mkdir(exist_ok=True)
    for damaged in ("{", "[]", '{"format": "termgraph open cases 1", "cases": [{"n": 1}]}', "[" * 100_000):
        (folder / "open" / "x.json").write_text(damaged, "utf-8")
        with pytest.raises(TermgraphError, match=r"x\.json.*ingest the document again"):
            Workspace.open(folder)


# Relations


def test_relations_are_proposed_and_written_only_when_they_are_accepted(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    text = (
        "## Ship\n\nA large vessel such as a barque. It consists of hull and mast.\n\n"
        "## Barque\n\nA barque is a ship. See [Mast](#mast).\n\n## Mast\n\nA mast is part of a ship.\n\n"
        "## Yawl\n\nA yawl is a boat. Unlike the barque, it is small.\n\n## Boat\n\nA boat is a yawl.\n"
    )
    path = document("ships.md", text)
    plain = Workspace.open(tmp_path / "plain")
    assert relate(items(ingest([path], plain)), plain) == 1
    assert plain.concepts["barque"].relations == {"related": ("mast",)}  # the link: the rest is prose
    workspace = Workspace.open(tmp_path / "related")
    found = ingest([path], workspace)
    assert relate(items(found), workspace, "all") == 5
    workspace.write()
    concepts = read_folder(tmp_path / "related").concepts
    assert concepts["barque"].broader == ("ship",)
    assert concepts["mast"].relations["partOf"] == ("ship",)
    assert concepts["barque"].relations["related"] == ("mast",)
    assert concepts["yawl"].relations["contrastsWith"] == ("barque",)
    assert (concepts["yawl"].broader, concepts["boat"].broader) == (("boat",), ())  # no circle
    told = report(found, workspace)
    assert {one["kind"] for one in told["conflicts"]} & {
        "sources say the opposite",
        "the hierarchy says otherwise",
    }


STATED = {
    "a.rst": (
        ".. glossary::\n\n   barque\n      A :term:`ship` of three masts.\n\n"
        "   ship\n      A vessel.\n\n      .. seealso:: :term:`yawl`\n\n   yawl\n      A boat, unlike a barque.\n",
        {"barque": {"related": ("ship",)}, "ship": {"related": ("yawl",)}},
    ),
    "a.md": (
        "## Barque\n\nA ship.\n\nBroader: ship\n\nSee also: yawl\n\n## Ship\n\nA vessel.\n\n## Yawl\n\nA boat.\n",
        {"barque": {"broader": ("ship",), "related": ("yawl",)}},
    ),
    "a.csv": (
        "Term,Definition,Parent Term Name,Related\nbarque,A ship.,ship,yawl\nship,A vessel.,,\nyawl,A boat.,,\n",
        {"barque": {"broader": ("ship",), "related": ("yawl",)}},
    ),
    "a.html": (
        "<dl><dt id=b>barque<dd>A ship unlike a <a href='#y'>yawl</a>.<dt id=s>ship<dd>A vessel."
        "<dt id=y>yawl<dd>A boat.</dl>",
        {"barque": {"related": ("yawl",)}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STATED)
def test_what_a_format_states_is_related_without_being_asked(
    name: str, document: Callable[..., Path], tmp_path: Path
) -> None:
    text, expected = STATED[name]
    done = run("ingest", document(name, text), "--into", tmp_path / "sea", "--language", "en")
    assert done.status == 0, done.err
    concepts = read_folder(tmp_path / "sea").concepts
    assert {id_: dict(one.relations) for id_, one in concepts.items() if one.relations} == expected
    none = run("ingest", document(name, text), "--into", tmp_path / "none", "--relations", "none")
    assert none.status == 0
    assert not any(one.relations for one in read_folder(tmp_path / "none").concepts.values())


def test_a_relation_that_somebody_took_away_does_not_come_back(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    path = document(*("a.rst", STATED["a.rst"][0]))
    run("ingest", path, "--into", tmp_path / "sea")
    entry = tmp_path / "sea" / "entries" / "barque.md"
    entry.write_text(entry.read_text("utf-8").replace("related: [ship]\n", ""), "utf-8")
    run("ingest", path, "--into", tmp_path / "sea")
    assert "related" not in entry.read_text("utf-8")


# SKOS


def test_skos_is_a_glossary_as_well(document: Callable[..., Path], tmp_path: Path) -> None:
    turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix : <http://ships.example/> .
    : a skos:ConceptScheme ; <http://purl.org/dc/terms/title> "Ships"@en .
    :1 a skos:Concept ; skos:inScheme : ; skos:prefLabel "barque"@en, "Bark"@de ; skos:altLabel "bark"@en ;
      skos:hiddenLabel "barqe"@en ; skos:definition "A ship of three masts."@en ; skos:broader :2 ;
      skos:definition "Ein Schiff."@de ; skos:scopeNote "Kein Hund bellt."@de ; skos:notation "B3" .
    :2 a skos:Concept ; skos:inScheme : ; skos:prefLabel "ship"@en .
    :3 a skos:Concept ; skos:prefLabel "old ship"@en ; owl:deprecated true .
    """
    folder = tmp_path / "sea"
    (found,) = work(folder, document("ships.ttl", turtle))
    assert found.source.title == "Ships"
    assert [item.record.label for item in found.items] == ["barque", "ship"]
    barque = read_folder(folder).concepts["barque"]
    assert barque.relations["exactMatch"] == ("http://ships.example/1",)
    assert barque.hidden_labels == (Label("barqe", "en", "misspelling"),)
    assert (barque.pref_label, barque.notation) == ({"de": "Bark", "en": "barque"}, ("B3",))
    assert barque.scope_note == (Label("Kein Hund bellt.", "de"),)
    assert [(one.lang, one.text) for one in barque.source_definitions][:1] == [("de", "Ein Schiff.")]
    assert [quote.text for quote in barque.source_definitions] == ["Ein Schiff.", "A ship of three masts."]
    assert [(one.type, one.target) for one in found.items[0].record.relations] == [("broader", "ship")]
    assert outcomes(work(folder, document("ships.ttl", turtle))) == {"barque": "decided", "ship": "decided"}


def test_two_concepts_of_one_thesaurus_stay_two(document: Callable[..., Path], tmp_path: Path) -> None:
    turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix : <http://ships.example/> .
    :1 a skos:Concept ; skos:prefLabel "sail"@en ; skos:altLabel "canvas"@en .
    :2 a skos:Concept ; skos:prefLabel "sails"@en .
    :3 a skos:Concept ; skos:prefLabel "cloth"@en ; skos:altLabel "canvas"@en .
    """
    assert set(outcomes(work(tmp_path / "sea", document("ships.ttl", turtle))).values()) == {"new"}
    assert len(read_folder(tmp_path / "sea").concepts) == 3


def test_an_entries_folder_is_a_glossary_as_well(document: Callable[..., Path], tmp_path: Path) -> None:
    work(tmp_path / "one", document("words.md", ONE))
    found = outcomes(work(tmp_path / "two", tmp_path / "one", source="one"))
    assert set(found.values()) == {"new"}
    assert set(read_folder(tmp_path / "two").concepts) == set(read_folder(tmp_path / "one").concepts)


# Other languages


def test_a_german_glossary_makes_a_german_vocabulary(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "see")
    workspace.speak("de")
    workspace.add_source(DOC)
    workspace.draft(
        Record(1, "Bark", "Bark", "heading", (RecordLabel("Bark"),), "Ein Segelschiff.", language="de"),
        Citation("doc", "bark"),
    )
    workspace.write()
    vocabulary = read_folder(tmp_path / "see")
    assert vocabulary.language == "de"
    assert vocabulary.concepts["bark"].pref_label == {"de": "Bark"}


# The contract


def full() -> tuple[Record, Match]:
    record = Record(
        3,
        "A (b)",
        "A",
        "heading",
        (RecordLabel("A"), RecordLabel("b", "abbreviation")),
        "text",
        (1, 2),
        "entry",
        "p. 3",
        "a.md",
        ("C",),
        (BrokenLink("d", "#d", 2, "D"),),
        ("https://example.org/",),
        {"example": ("e",)},
        ("F 2016, page 3",),
        ("look",),
        (Proposal("broader", "G", "A is a G."),),
        "en",
    )
    return record, Match("maybe", (Candidate("a", 0.5, ("why",)),))


def test_the_schema_is_current_and_fits_what_is_written() -> None:
    held = json.loads((ontology_dir() / "record.schema.json").read_text("utf-8"))
    assert held == record_schema(), "run `make docs`"
    record, match = full()
    validator = jsonschema.Draft202012Validator(held)
    validator.check_schema(held)
    validator.validate(
        [record_object(record, match), record_object(record, None), record_object(record, Match("new"), "a")]
    )


def test_records_come_back_from_their_objects() -> None:
    record, match = full()
    made = json.loads(json.dumps(record_object(record, match)))
    assert record_from(made) == (record, match)


def test_the_keys_of_the_contract_are_there_in_order() -> None:
    record, match = full()
    assert list(record_object(record, match))[:14] == [
        "n", "heading", "label", "label_from", "labels", "body", "lines", "kind", "see", "broken_links", "fields",
        "match", "relations", "place",
    ]  # fmt: skip
    assert list(record_object(record, match)["match"])[:4] == ["decision", "concept", "score", "why"]


# The report


def test_the_report_tells_what_a_person_has_to_know(document: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    workspace = Workspace.open(folder)
    found = ingest([document("words.md", ONE), document("terms.md", TWO)], workspace)
    told = report(found, workspace, dry_run=True)
    json.dumps(told)
    words, terms = told["documents"]
    assert words["counts"]["kind_stub"] == 1
    assert words["counts"]["kind_redirect"] == 1
    assert [link["meant"] for link in words["broken_links"]] == [None] or words["broken_links"]
    assert [one["label"] for one in words["stubs"]] == ["Poop deck"]
    assert [one["label"] for one in terms["open"]] == ["Bow"]
    assert {one["concept"] for one in told["side_by_side"]} >= {"barque", "stern", "gps"}
    text = markdown_report(told)
    for part in (
        "dry run",
        "## Definitions side by side",
        "links that lead nowhere",
        "Without a text",
        "To decide",
    ):
        assert part in text
    assert not folder.exists()


def test_a_report_shows_markup_of_documents_as_text() -> None:
    assert text("<script>alert(1)</script>") == "&lt;script>alert(1)&lt;/script>"
    assert text("[x](javascript:alert(1)) \x1b[31m") == r"x \x1b[31m"


# Writing


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", "utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(TermgraphError):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "folder": b"no"})
    assert (tmp_path / "a").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "folder"]
    assert write_all({tmp_path / "a": b"old", tmp_path / "c" / "d": b"x"}) == [tmp_path / "c" / "d"]
    assert write_all({tmp_path / "c" / "d": None}) == [tmp_path / "c" / "d"]


def test_a_folder_that_is_not_in_order_is_not_touched(document: Callable[..., Path], finished: Path) -> None:
    (finished / "entries" / "bad.md").write_text("---\nbroder: [x]\n---\n", "utf-8")
    before = tree(finished)
    with pytest.raises(TermgraphError, match="unknown key 'broder'"):
        work(finished, document("words.md", ONE))
    assert tree(finished) == before


def test_a_file_in_place_of_a_folder_is_told(document: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="is a file"):
        Workspace.open(document("x", ""))


def test_a_text_of_labelled_parts_is_quoted_as_what_each_of_them_is(
    document: Callable[..., Path], tmp_path: Path
) -> None:
    text = "## Owl\n\n**Definition:** A bird of the night.\n\n**Example:** The tawny owl.\n\nSource: Smith 2010\n\n"
    more = "## Jay\n\nDefinition: A loud bird.\n\nIt lives in woods.\n"
    place = tmp_path / "birds"
    work(place, document("b.md", text + more))
    owl, jay = (read_folder(place).concepts[one] for one in ("owl", "jay"))
    assert [one.text for one in owl.source_definitions] == ["A bird of the night.\n\nSource: Smith 2010"]
    assert [one.text for one in owl.example] == ["The tawny owl."]
    assert [one.text for one in jay.source_definitions] == ["Definition: A loud bird.\n\nIt lives in woods."]
