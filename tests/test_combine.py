"""Several vocabularies become one, in which what is the same is one, and each comes back to the letter."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termgraph
from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.joining import Log, Same, clusters, combined, undone
from termgraph.namespaces import PREFIXES
from termgraph.skos import Thesaurus
from termgraph.store.record import Record
from tests.commands import run

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
OWLS = """
<http://e.org/> a skos:ConceptScheme ; dct:title "Owls"@en .
<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "hooter"@en ;
    skos:definition "A bird of the night."@en ; skos:broader <http://e.org/bird> ; skos:note [ rdf:value "shy"@en ] .
<http://e.org/bird> a skos:Concept ; skos:prefLabel "bird"@en .
"""
BIRDS = """
<http://f.org/> a skos:ConceptScheme ; dct:title "Birds"@en .
<http://f.org/1> a skos:Concept ; skos:prefLabel "owl bird"@en, "Eule"@de ;
    skos:altLabel "owl"@en ; skos:definition "A nocturnal bird."@en, "Ein Nachtvogel."@de ;
    skos:broader <http://f.org/2> ;
    skos:exactMatch <http://e.org/owl> ; skos:note [ rdf:value "silent"@en ] ; skos:closeMatch <http://e.org/bird> .
<http://f.org/2> a skos:Concept ; skos:prefLabel "bird"@en ; skos:related <http://f.org/3> .
<http://f.org/3> a skos:Concept ; skos:prefLabel "feather"@en .
<http://e.org/owl> skos:prefLabel "owl"@en .
"""
SSSOM = (
    "#curie_map:\n#  e: http://e.org/\n#  f: http://f.org/\n"
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    "e:bird\tskos:exactMatch\tf:2\tsemapv:ManualMappingCuration\n"
)


def told(record: Record) -> str:
    graph = ox.Dataset(ox.parse(record.dump(), ox.RdfFormat.N_QUADS, lenient=True))
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, graph)))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("owls.ttl", HEAD + OWLS), ("birds.ttl", HEAD + BIRDS), ("m.sssom.tsv", SSSOM)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_what_is_the_same_is_one_and_the_first_wins(files: Path) -> None:
    made = termgraph.combine(
        termgraph.load(files / "owls.ttl"),
        termgraph.load(files / "birds.ttl"),
        mappings=[files / "m.sssom.tsv"],
    ).vocabulary
    assert made.concepts == {"http://e.org/owl", "http://e.org/bird", "http://f.org/3"}
    owl = "http://e.org/owl"
    assert made.preferred(owl) == {"en": "owl", "de": "Eule"}
    assert {text for kind, text, _ in made.names_of(owl) if kind == "altLabel"} == {"hooter", "owl bird"}
    assert made.definition(owl) == "A bird of the night."
    assert made.definition(owl, "de") == "Ein Nachtvogel."
    assert {note.text for note in made.notes(owl, "note")} == {"shy", "silent", "A nocturnal bird."}
    assert made.broader[owl] == ["http://e.org/bird"]
    assert made.related["http://f.org/3"] == ["http://e.org/bird"]
    assert made.replacements["http://f.org/1"] == [owl]
    assert not list(made.links("http://www.w3.org/2004/02/skos/core#exactMatch"))
    assert sorted(made.record.named) == ["http://e.org/", "http://f.org/"]


def test_it_is_written_told_and_taken_back(files: Path) -> None:
    both = files / "both.trig"
    ran = run("combine", files / "owls.ttl", files / "birds.ttl", "--with", files / "m.sssom.tsv", "-o", both)
    assert ran.status == 0
    assert "joined 2 concepts" in ran.err
    assert run("combine", both, "--undo", f"{both}.log.json", "-o", files / "parts").status == 0
    for number, name in enumerate(("owls.ttl", "birds.ttl"), 1):
        parts = [Thesaurus.open(path).record for path in (files / "parts" / f"{number}.ttl", files / name)]
        assert told(parts[0]) == told(parts[1])


def test_every_concept_may_have_an_iri_of_its_own(files: Path) -> None:
    """By its name, numbered where another is called the same; all former IRIs lead on."""
    both = files / "both.trig"
    sources = [files / "owls.ttl", files / "birds.ttl"]
    assert run("combine", *sources, "--mint", "http://n.org/", "-o", both).status == 0
    made = termgraph.load(both)
    assert made.concepts == {f"http://n.org/{name}" for name in ("owl", "bird", "bird-2", "feather")}
    assert made.preferred("http://n.org/owl") == {"en": "owl", "de": "Eule"}
    assert made.broader["http://n.org/owl"] == ["http://n.org/bird", "http://n.org/bird-2"]
    assert (
        made.replacements["http://f.org/1"] == made.replacements["http://e.org/owl"] == ["http://n.org/owl"]
    )
    assert made.replacements["http://f.org/2"] == ["http://n.org/bird-2"]
    assert run("combine", both, "--undo", f"{both}.log.json", "-o", files / "parts").status == 0
    assert told(Thesaurus.open(files / "parts" / "2.ttl").record) == told(Thesaurus.open(sources[1]).record)
    assert "begins no http" in run("combine", *sources, "--mint", "n", "-o", both).err


def test_what_clashes_stays_or_fails(files: Path) -> None:
    """As one likes: preferred names and definitions that differ in one language; a third way is none."""
    owls, birds = (termgraph.load(files / name) for name in ("owls.ttl", "birds.ttl"))
    made = termgraph.combine(owls, birds, clash="keep-all")
    owl = "http://e.org/owl"
    assert {name for name in made.vocabulary.names_of(owl) if name[0] == "prefLabel" and name[2] == "en"} == {
        ("prefLabel", "owl", "en"),
        ("prefLabel", "owl bird", "en"),
    }
    definitions = {note.text for note in made.vocabulary.notes(owl, "definition")}
    assert definitions == {"A bird of the night.", "A nocturnal bird.", "Ein Nachtvogel."}
    assert Log.from_json(made.log.to_json()).clash == "keep-all"
    ran = run("combine", files / "owls.ttl", files / "birds.ttl", "--clash", "fail", "-o", files / "x.trig")
    assert ran.status == 3
    assert '<http://e.org/owl> is "owl bird"@en, and "owl"@en' in ran.err
    assert '"A nocturnal bird."@en, and "A bird of the night."@en' in ran.err
    assert "Eule" not in ran.err
    assert not (files / "x.trig").exists()
    with pytest.raises(TermgraphError, match="no way to settle"):
        termgraph.combine(owls, birds, clash="last")


def test_two_concepts_of_one_vocabulary_are_never_joined() -> None:
    said = [Same("a:1", "b:1"), Same("b:1", "a:1"), Same("c:1", "b:2"), Same("c:1", "a:1")]
    found = clusters([{"a:1"}, {"b:1", "b:2"}, {"c:1"}], said)
    assert [cluster.members for cluster in found.clusters] == [
        ((0, "a:1"), (1, "b:1")),
        ((1, "b:2"), (2, "c:1")),
    ]
    assert (found.by, found.refused) == ([said[0], said[2]], [said[3]])


def test_the_log_says_which_mapping_joined_what(files: Path) -> None:
    """A row of a file, with its justification, or what a vocabulary states, with that or without."""
    told = """<http://e.org/owl> skos:exactMatch <http://f.org/1>, <http://f.org/3> .
[] a owl:Axiom ; owl:annotatedSource <http://e.org/owl> ; owl:annotatedTarget <http://f.org/1> ;
    owl:annotatedProperty skos:exactMatch ; sssom:mapping_justification semapv:LexicalMatching .
<http://e.org/bird> skos:exactMatch <http://f.org/2> ."""
    made = termgraph.combine(
        TermGraph.from_text(HEAD + OWLS + told),
        termgraph.load(files / "birds.ttl"),
        mappings=[files / "m.sssom.tsv"],
    )
    lexical, manual = (PREFIXES["semapv"] + name for name in ("LexicalMatching", "ManualMappingCuration"))
    log = Log.from_json(made.log.to_json())
    assert log == made.log
    assert log.joined == (
        Same("http://e.org/bird", "http://f.org/2", "m.sssom.tsv:5", manual),
        Same("http://e.org/owl", "http://f.org/1", "http://e.org/", lexical),
    )
    assert log.refused == (Same("http://e.org/owl", "http://f.org/3", "http://e.org/"),)


def test_what_cannot_be_combined_is_told(files: Path) -> None:
    assert run("combine", files / "owls.ttl", "-o", files / "x.trig").status == 2
    (files / "log.json").write_text("{}", "utf-8")
    ran = run("combine", files / "owls.ttl", "--undo", files / "log.json", "-o", files / "x")
    assert ran.status == 3
    assert "is no log of `termgraph combine`" in ran.err
    (files / "log.json").write_text(combined([TermGraph.from_text(OWLS)], ["g:1"], []).log.to_json(), "utf-8")
    ran = run("combine", files / "owls.ttl", "--undo", files / "log.json", "-o", files / "x")
    assert "there is no graph <g:1>" in ran.err
    assert not list((files / "x").glob("*"))


_NODES = [f"http://{host}.org/{n}" for host in "efg" for n in range(3)]
_TEXTS = [f'"{text}"@{lang}' for text in ("owl", "Eule", "bird") for lang in ("en", "de")]
_LINKS = st.sampled_from(["broader", "related", "exactMatch", "closeMatch"])
_KINDS = st.sampled_from(["prefLabel", "altLabel", "hiddenLabel", "definition", "note"])
_FACTS = st.one_of(
    st.builds("<{}> skos:{} <{}> .".format, st.sampled_from(_NODES), _LINKS, st.sampled_from(_NODES)),
    st.builds("<{}> skos:{} {} .".format, st.sampled_from(_NODES), _KINDS, st.sampled_from(_TEXTS)),
)


@settings(max_examples=400)
@given(
    st.lists(st.lists(_FACTS, max_size=12), min_size=2, max_size=3),
    st.sampled_from(["", "http://n.org/"]),
    st.sampled_from(["first", "keep-all"]),
)
def test_any_vocabularies_come_back_to_the_letter(facts: list[list[str]], mint: str, clash: str) -> None:
    concepts = [" ".join(f"<http://{host}.org/{n}> a skos:Concept ." for n in range(3)) for host in "efg"]
    texts = [own + " ".join(some) for own, some in zip(concepts, facts, strict=False)]
    sources = [Thesaurus.from_text(text) for text in texts]
    made = combined(sources, [f"g:{n}" for n in range(len(sources))], [], mint, clash)
    log = Log.from_json(made.log.to_json())
    back = [record for _, record in undone(made.record, log)]
    assert [told(record) for record in back] == [told(source.record) for source in sources]


def test_a_log_of_something_else_is_refused() -> None:
    with pytest.raises(TermgraphError, match="is no log"):
        Log.from_json('{"version": 9, "parts": []}')
