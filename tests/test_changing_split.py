"""One entry made several: all that it says goes to one of them or more, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.changing.verbs import split
from termgraph.entries import read_folder, unformatted
from termgraph.errors import Problems, TermgraphError
from termgraph.ingest.cases import Case, cases_bytes, cases_path, read_cases
from termgraph.model import Citation, Label, Misnomer
from termgraph.records import Candidate, Match, Record, RecordLabel
from tests.commands import run

ENTRIES = {
    "amalgam": ("prefLabel: amalgam\nbroader: [mercury]", "Of [mercury](mercury.md)."),
    "mercury": (
        "prefLabel: {en: mercury, de: Merkur}\naltLabels: [Hg, quicksilver]\nhiddenLabels: [mercurry]\n"
        "notation: ['80']\nbroader: [metal, planet]\nexactMatch: ['https://other.example/hg']\n"
        "misnomer: {term: quicksilver, of: [Hg], suggests: [amalgam], why: It is no silver.}\nexample: As here.\n"
        "sourceDefinition: {text: A metal., source: newton#hg}\nsources: [newton#hg, newton#orbit]\n"
        "definition: {de: Ein Ding.}",
        "A thing; [itself](mercury.md).",
    ),
    "metal": ("prefLabel: metal", "Shiny."),
    "planet": ("prefLabel: planet", "Round, as [mercury](mercury.md)."),
    "venus": ("prefLabel: venus\nbroader: [planet]\nrelated: [mercury]", "See [mercury](mercury.md)."),
}
PLAN = """
planet-mercury:
- broader: planet
- name: Merkur
- mention: venus
- sources: newton#orbit
mercury-metal:
- 'name: Hg'
- name: quicksilver
- notation: 80
- broader: metal
- sourceDefinition: newton#hg
- sources: newton#hg
- definition: en
- example: As here.
"""
HEAD = """#curie_map:
#  newton: https://example.org/things/source/newton#
#  skos: http://www.w3.org/2004/02/skos/core#
#  things: https://example.org/things/
"""
ROW = "newton:{}\t{}\t{}\tthings:mercury\tmercury\tsemapv:ManualMappingCuration"
INTO = ("planet mercury", "mercury-metal")


@pytest.fixture
def things(tmp_path: Path) -> Path:
    folder = tmp_path / "things"
    (folder / "entries").mkdir(parents=True)
    columns = [
        "subject_id",
        "predicate_id",
        "predicate_modifier",
        "object_id",
        "object_label",
        "mapping_justification",
    ]
    rows = [
        ROW.format("hg", "skos:exactMatch", ""),
        ROW.format("other", "skos:exactMatch", ""),
        ROW.format("x", "skos:exactMatch", "Not"),
    ]
    files = {
        "vocabulary.yaml": "title: Things\nbase: https://example.org/things/\nprefix: things\n",
        "sources.yaml": "newton:\n  title: A Dictionary of Things\n",
        "mappings.sssom.tsv": HEAD + "\n".join(["\t".join(columns), *rows]) + "\n",
        **{f"entries/{id_}.md": f"---\n{front}\n---\n{body}\n" for id_, (front, body) in ENTRIES.items()},
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_planned_goes_where_the_plan_says(things: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, "utf-8")
    ran = run("-V", things, "split", "mercury", *INTO, "--plan", plan)
    assert ran.status == 0, ran.err
    assert (
        "left at mercury: exactMatch: https://other.example/hg, mention: amalgam, mention: planet\n"
        in ran.err
    )
    assert ran.err.endswith("mercury is split now; led there: 1 relation, 1 link, 3 decisions\n")
    after = read_folder(things).concepts
    planet, metal, old = (after[id_] for id_ in ("planet-mercury", "mercury-metal", "mercury"))
    assert (planet.pref_label, metal.pref_label) == (
        {"de": "Merkur", "en": "planet mercury"},
        {"en": "mercury metal"},
    )
    shared = Label("mercury", "en", "ambiguous")
    assert planet.alt_labels == (shared,)
    assert metal.alt_labels == (Label("Hg", "en"), shared, Label("quicksilver", "en"))
    assert (planet.broader, metal.broader) == (("planet",), ("metal",))
    assert (planet.notation, metal.notation) == ((), ("80",))
    assert (planet.sources, metal.sources) == ((Citation("newton", "orbit"),), (Citation("newton", "hg"),))
    assert (planet.definition, metal.definition) == (
        {"de": "Ein Ding."},
        {"de": "Ein Ding.", "en": "A thing; [itself](mercury-metal.md)."},
    )
    assert [quote.text for quote in metal.source_definitions] == ["A metal."]
    assert metal.misnomers == (
        Misnomer({"en": "It is no silver."}, "quicksilver", of=("Hg",), suggests=("amalgam",)),
    )
    assert not planet.misnomers
    assert planet.status == metal.status == "draft"
    assert old.deprecated
    assert old.relations == {
        "exactMatch": ("https://other.example/hg",),
        "isReplacedBy": ("mercury-metal", "planet-mercury"),
    }
    assert after["venus"].relations["related"] == ("planet-mercury",)
    assert after["venus"].definition["en"] == "See [mercury](planet-mercury.md)."
    assert after["amalgam"].broader == ("mercury",)
    assert {path.stem for path in unformatted(things, read_folder(things))}.isdisjoint({planet.id, metal.id})


def test_decisions_and_open_cases_follow_what_is_cited(things: Path, tmp_path: Path) -> None:
    record = Record(1, "Quicksilver", "Quicksilver", "heading", (RecordLabel("Quicksilver"),))
    case = Case("newton", "q", record, Match("maybe", (Candidate("mercury", 0.6, ("near",)),)))
    cases_path(things, "newton").parent.mkdir()
    cases_path(things, "newton").write_bytes(cases_bytes([case]) or b"")
    to = {"sources: newton#hg": ["mercury-metal"], "sources: newton#orbit": ["planet-mercury"]}
    assert split(things, "mercury", INTO, to=to).led == {"decision": 3, "open case": 1}
    lines = (things / "mappings.sssom.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith("newton:")]
    both = ("things:mercury-metal", "things:planet-mercury")
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        ("newton:hg", "skos:exactMatch", "", both[0]),
        *(("newton:other", "skos:narrowMatch", "", one) for one in both),
        *(("newton:x", "skos:exactMatch", "Not", one) for one in both),
    ]
    (led,) = read_cases(things)["newton"]
    assert [one.concept for one in led.match.candidates] == ["planet-mercury", "mercury-metal"]


def test_what_nobody_assigns_goes_to_all_so_that_nothing_is_lost(things: Path) -> None:
    change = split(things, "mercury", INTO, never_published=False)
    after = read_folder(things).concepts
    for id_ in ("planet-mercury", "mercury-metal"):
        part = after[id_]
        assert [label.text for label in part.alt_labels] == ["Merkur", "Hg", "mercury", "quicksilver"]
        assert {label.type for label in part.alt_labels} == {"ambiguous"}
        assert part.broader == ("metal", "planet")
        assert len(part.sources) == 2
        assert part.misnomers[0].of == ("Hg",)
    assert change.parts["mention: venus"] == ()
    assert not termgraph.load(things).check(select=["skos"]).findings
    opened = termgraph.load(things)
    assert {opened.label(hit.iri) for hit in opened.resolve("mercury")} == {"planet mercury", "mercury metal"}


def test_trying_prints_a_plan_that_does_the_same(things: Path, tmp_path: Path) -> None:
    before = held(things)
    ran = run("-V", things, "split", "mercury", *INTO, "--dry-run", "--to", "mercury-metal", "name: Hg")
    assert held(things) == before
    assert '# stays: "mention: planet"\n' in ran.out
    assert f"# would write {things / 'entries' / 'mercury-metal.md'}\n" in ran.out
    plan = tmp_path / "plan.yaml"
    plan.write_text(ran.out, "utf-8")
    assert run("-V", things, "split", "mercury", *INTO, "--plan", plan).status == 0
    by_plan = held(things)
    for name, data in before.items():
        (things / name).write_bytes(data)
    for id_ in ("mercury-metal", "planet-mercury"):
        (things / "entries" / f"{id_}.md").unlink()
    termgraph.load(things).split("mercury", INTO, to={"name: Hg": ["mercury-metal"]})
    assert held(things) == by_plan


def test_what_is_left_is_asked_one_by_one(things: Path) -> None:
    answers = b"1\n2\n3\n2\n2\n\n" + b"1\n" * 20
    ran = run("-V", things, "split", "mercury", *INTO, "--ask", stdin=answers)
    assert "led there: 2 relations, 3 links, 3 decisions" in ran.err
    assert ran.out.startswith("name: Merkur\n  1 planet-mercury, 2 mercury-metal; Enter where that is open? ")
    after = read_folder(things).concepts
    assert after["planet-mercury"].pref_label["de"] == "Merkur"
    assert [label.text for label in after["mercury-metal"].alt_labels] == ["Hg", "mercury", "quicksilver"]
    assert after["amalgam"].broader == ("planet-mercury",)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("mercury", "a"), "'mercury' is to become several entries (name two or more, each once)"),
        (("mercury", "a", "A"), "'mercury' is to become several entries (name two or more, each once)"),
        (
            ("mercury", "a", "metal"),
            "there is an entry 'metal' already (choose another id, and then: termgraph merge ID metal)",
        ),
        (
            ("mercury", "a", "b", "--to", "a", "name: hg"),
            "there is no 'name: hg' to go to a (did you mean 'name: Hg'?)",
        ),
        (("mercury", "a", "b", "--to", "c", "name: Hg"), "'c' is none of the parts (one of a, b)"),
        (
            ("mercury", "a", "b", "--to", "a", "mention: venus", "--to", "b", "mention: venus"),
            "'mention: venus' can lead to one part only (choose one, or leave it out)",
        ),
    ],
)
def test_what_cannot_be_split_is_told(things: Path, args: tuple[str, ...], message: str) -> None:
    before = held(things)
    ran = run("-V", things, "split", *args)
    assert (ran.status, ran.err) == (3, f"termgraph: {message}\n")
    assert held(things) == before


def test_of_what_nobody_knows_nothing_is_left_unless_it_is_mentioned(things: Path) -> None:
    before = held(things)
    with pytest.raises(Problems, match="would not be in order: 'broader': there is no entry 'mercury'"):
        split(things, "mercury", INTO, never_published=True)
    assert held(things) == before
    to = {f"mention: {id_}": ["mercury-metal"] for id_ in ("amalgam", "planet", "venus")}
    split(things, "mercury", INTO, to=to, never_published=True)
    after = read_folder(things).concepts
    assert "mercury" not in after
    assert after["mercury-metal"].relations["exactMatch"] == ("https://other.example/hg",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[{rule: orphan, concept: mercury, reason: so}]", "[{rule: orphan, concept: [%s, %s], reason: so}]"),
        ("[{rule: orphan, concept: [venus, mercury], reason: so}]",
         "[{rule: orphan, concept: [venus, %s, %s], reason: so}]"),
        ("\n- rule: orphan\n  concept: 'things:mercury'  # both\n  reason: so",
         "\n- rule: orphan\n  concept: ['things:%s', 'things:%s']  # both\n  reason: so"),
        ("\n- rule: orphan\n  concept:\n  - mercury\n  - venus\n  reason: so",
         "\n- rule: orphan\n  concept:\n  - %s\n  - %s\n  - venus\n  reason: so"),
    ],
)  # fmt: skip
def test_exceptions_of_check_are_about_all_parts(things: Path, before: str, after: str) -> None:
    settings = things / "check.yaml"
    settings.write_text(f"exceptions: {before}\n", "utf-8")
    assert split(things, "mercury", INTO).led["exception"] == 1
    assert settings.read_text("utf-8") == f"exceptions: {after}\n" % ("planet-mercury", "mercury-metal")
    termgraph.load(things).check()


def test_a_plan_that_is_none_is_told_with_its_place(things: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("a:\n- [name]\n", "utf-8")
    with pytest.raises(TermgraphError, match=r"plan\.yaml:2:3: is no plan"):
        from termgraph.changing.dividing import plan_of

        plan_of(plan.read_text("utf-8"), str(plan))
