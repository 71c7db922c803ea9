"""How well concepts of two vocabularies are told to be the same: `python -m benchmarks.align FOLDER… [--peer …]`.

The reference mappings were made by other people. A FOLDER is one of three:

- `EvaluationDataset` in a checkout of https://github.com/fusion-jena/CoMerger, with those of the Ontology Alignment
  Evaluation Initiative (https://oaei.ontologymatching.org): the anatomy of mice and of men (`d9`), and seven ontologies
  of conferences by pairs (`d8`). Only classes are compared, as SKOS concepts: `rdfs:label` preferred, synonyms as other
  names, `rdfs:subClassOf` as broader.
- `vocabularies` in a checkout of https://github.com/DOREMUS-ANR/knowledge-base: musical genres of IAML and of four
  other thesauri in SKOS, with the exact matches that librarians validated and added to (`alignments/genre/ttl`).
- A checkout of https://github.com/FelixFrizzy/DH-benchmark, the initiative's track of the digital humanities: eight
  pairs of SKOS thesauri of archaeology, history and computing, which its author aligned by hand.

The measures are those of the initiative: precision, recall and F1 of the pairs, whatever kind of mapping they have. A
`--peer NAME=PYTHON` is a program of `align_peers.py`, with the Python of an environment that has it; termgraph is one
as well, by names alone.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse
from rapidfuzz import fuzz, process

from termgraph.align import align
from termgraph.names import exact_key
from termgraph.namespaces import OWL, RDF, RDFS, SKOS, TG
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS

_OIO = "http://www.geneontology.org/formats/oboInOwl#"
#: In the format of alignments; some files have it with other namespaces than those of the format.
_END = {name: re.compile(rf"<{name}\s+rdf:resource=['\"]([^'\"]+)") for name in ("entity1", "entity2")}
_EXACT = re.compile(r"<([^>]+)> skos:exactMatch <([^>]+)>")
#: The thesauri of musical genres that IAML's is mapped to.
_GENRES = ("rameau", "diabolo", "redomi", "itema3-musdoc")
_MAPPINGS = {SKOS + kind for kind in MAPPINGS}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_|-")
#: How alike, of 100, rapidfuzz has to find two names to take them for one.
_ALIKE = 95

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """Two vocabularies, and which of their concepts are the same."""

    name: str
    mine: Thesaurus
    theirs: Thesaurus
    reference: Pairs


def vocabulary(path: Path) -> Thesaurus:
    """Return the classes of an ontology as a vocabulary."""
    store = Store()
    store.load(path=path, format=RdfFormat.RDF_XML, base_iri=f"file://{path.name}")
    lines: list[str] = []

    def say(subject: object, predicate: str, value: object) -> None:
        lines.append(f"{subject} {NamedNode(predicate)} {value} .")

    for one in _subjects(store, RDF + "type", OWL + "Class"):
        if one.value.startswith(_OIO):
            continue  # what the format itself brings along
        say(one, RDF + "type", NamedNode(SKOS + "Concept"))
        labels = _texts(store, one, RDFS + "label") or [one.value.rpartition("#")[2]]
        for text in labels[:1]:
            say(one, SKOS + "prefLabel", Literal(_spaced(text), language="en"))
        for synonym in _values(store, one, _OIO + "hasRelatedSynonym"):
            for text in _texts(store, synonym, RDFS + "label"):
                say(one, SKOS + "altLabel", Literal(_spaced(text), language="en"))
        for definition in _values(store, one, _OIO + "hasDefinition"):
            for text in _texts(store, definition, RDFS + "label"):
                say(one, SKOS + "definition", Literal(text, language="en"))
        for text in _texts(store, one, RDFS + "comment"):
            say(one, SKOS + "definition", Literal(text, language="en"))
        for above in _values(store, one, RDFS + "subClassOf"):
            if isinstance(above, NamedNode) and above.value != OWL + "Thing":
                say(one, SKOS + "broader", above)
            for whole in (
                _values(store, above, OWL + "someValuesFrom") if isinstance(above, BlankNode) else ()
            ):
                if isinstance(whole, NamedNode):
                    say(one, TG + "partOf", whole)
    return Thesaurus.from_text("\n".join(lines))


def reference(path: Path, mine: Thesaurus, theirs: Thesaurus) -> Pairs:
    """Return the pairs of concepts that an alignment says are the same."""
    text = path.read_text("utf-8")
    ends = ([found[1] for found in _END[name].finditer(text)] for name in ("entity1", "entity2"))
    pairs = set(zip(*ends, strict=True))
    turned = {(two, one) for one, two in pairs}
    return {(one, two) for one, two in pairs | turned if one in mine.concepts and two in theirs.concepts}


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of a folder."""
    if (folder / "genre-iaml.ttl").exists():
        yield from genres(folder)
    elif (folder / "dhcs1_dha-unesco").exists():
        yield from humanities(folder)
    else:
        yield from ontologies(folder)


def genres(folder: Path) -> Iterator[Case]:
    """Yield the thesauri of musical genres, by pairs; what maps them is in files of its own."""
    iaml = thesaurus(folder / "genre-iaml.ttl")
    for name in _GENRES:
        other = thesaurus(folder / f"genre-{name}.ttl")
        text = (folder / "alignments" / "genre" / "ttl" / f"genres_iaml_{name}.ttl").read_text("utf-8")
        pairs = {pair for found in _EXACT.finditer(text) for pair in (found.groups(), found.groups()[::-1])}
        known = {(one, two) for one, two in pairs if one in iaml.concepts and two in other.concepts}
        yield Case(f"genres, IAML to {name}", iaml, other, known)


def humanities(folder: Path) -> Iterator[Case]:
    """Yield the thesauri of the digital humanities, by pairs, without what they state of each other."""
    for path in sorted(folder.glob("*/reference.rdf")):
        mine, theirs = (unmapped(path.with_name(f"{side}.rdf")) for side in ("source", "target"))
        yield Case("digital humanities", mine, theirs, reference(path, mine, theirs))


def unmapped(path: Path) -> Thesaurus:
    """Return a thesaurus in RDF/XML without its mappings."""
    quads = parse(path=path, format=RdfFormat.RDF_XML, base_iri=f"file://{path.name}")
    return Thesaurus.from_text(
        "".join(f"{quad} .\n" for quad in quads if quad.predicate.value not in _MAPPINGS)
    )


def thesaurus(path: Path) -> Thesaurus:
    """Return a thesaurus; some have texts of a type that RDF has for texts with a language only."""
    return Thesaurus.from_text(path.read_text("utf-8").replace("^^rdf:langString", ""))


def ontologies(folder: Path) -> Iterator[Case]:
    """Yield the ontologies, the anatomy first."""
    sources = folder / "d9" / "source_ontologies"
    mouse, human = (vocabulary(sources / f"{name}.owl") for name in ("mouse", "human"))
    yield Case("anatomy", mouse, human, reference(folder / "d9" / "mapping" / "reference.rdf", mouse, human))
    sources = folder / "d8" / "source_ontologies"
    known = {path.stem.casefold(): vocabulary(path) for path in sorted(sources.glob("*.owl"))}
    for path in sorted((folder / "d8" / "mapping").glob("*.rdf")):
        mine, theirs = (known[name.casefold()] for name in path.stem.split("-"))
        yield Case("conference", mine, theirs, reference(path, mine, theirs))


def by_termgraph(case: Case) -> Pairs:
    """Return what `align` says is the same, exactly or closely."""
    found = align(case.mine, case.theirs).mappings
    return {(one.subject, one.object) for one in found if one.kind in ("exactMatch", "closeMatch")}


def by_exact_matches(case: Case) -> Pairs:
    """Return what `align` says is exactly the same."""
    return {
        (one.subject, one.object)
        for one in align(case.mine, case.theirs).mappings
        if one.kind == "exactMatch"
    }


def by_preferred_names(case: Case) -> Pairs:
    """Return what has one preferred name, but for case."""
    return _equal(case, {"prefLabel"})


def by_all_names(case: Case) -> Pairs:
    """Return what has one name of any kind, but for case."""
    return _equal(case, {"prefLabel", "altLabel"})


def by_rapidfuzz(case: Case) -> Pairs:
    """Return the pairs whose names are nearest to each other and alike enough, of each concept one."""
    mine, theirs = case.mine.term_names, case.theirs.term_names
    keys = [exact_key(name.text) for name in theirs]
    found = []
    for name in mine:
        best = process.extractOne(
            exact_key(name.text), keys, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
        )
        if best:
            found.append((-best[1], name.iri, theirs[best[2]].iri))
    taken: set[str] = set()
    pairs: Pairs = set()
    for _, one, two in sorted(found):
        if not {one, two} & taken:
            taken |= {one, two}
            pairs.add((one, two))
    return pairs


#: The ways that are compared.
WAYS: dict[str, Callable[[Case], Pairs]] = {
    "termgraph align": by_termgraph,
    "… its exact matches": by_exact_matches,
    "equal preferred names": by_preferred_names,
    "equal names": by_all_names,
    f"rapidfuzz ≥ {_ALIKE}": by_rapidfuzz,
}


def by_peer(peer: str, python: str, is_whole: bool, case: Case) -> tuple[Pairs, float]:
    """Return what another program says is the same, and the seconds that it takes, as a whole or to find it."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("mine.tsv", "theirs.tsv")]
        for path, side in zip(files, (case.mine, case.theirs), strict=True):
            names = (name for name in side.term_names if name.kind in ("prefLabel", "altLabel"))
            rows = ("\t".join((one.iri, one.kind, one.lang, " ".join(one.text.split()))) for one in names)
            path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
        command = [python, str(Path(__file__).with_name("align_peers.py")), peer, *map(str, files)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, *lines = ran.stdout.splitlines()
    return {(one, two) for one, two in (line.split("\t") for line in lines)}, float(seconds.split()[is_whole])


def timed(find: Callable[[Case], Pairs], case: Case) -> tuple[Pairs, float]:
    """Return what a way finds, and the seconds of one core that it takes."""
    begun = time.process_time()
    return find(case), time.process_time() - begun


def main() -> None:
    """Print a line for each way and track: what it finds, how good that is, and how long it takes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--whole", action="store_true", help="count what peers import and read as well")
    given = parser.parse_args()
    ways = {way: partial(timed, find) for way, find in WAYS.items()}
    ways |= {
        name: partial(by_peer, name, python, given.whole)
        for name, _, python in (one.partition("=") for one in given.peer)
    }
    tracks: dict[str, list[Case]] = {}
    for case in (case for folder in given.folders for case in cases(folder)):
        tracks.setdefault(case.name, []).append(case)
    print("| track | way | found | precision | recall | F1 | seconds |\n|---|---|--:|--:|--:|--:|--:|")
    for track, several in tracks.items():
        for way, find in ways.items():
            print(_line(track, way, several, [find(case) for case in several]), flush=True)


def _line(track: str, way: str, several: list[Case], answers: list[tuple[Pairs, float]]) -> str:
    wanted = [case.reference for case in several]
    found, known = sum(len(pairs) for pairs, _ in answers), sum(map(len, wanted))
    seconds = sum(took for _, took in answers)
    right = sum(len(one & other) for (one, _), other in zip(answers, wanted, strict=True))
    precision, recall = right / max(found, 1), right / known
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"| {track} | {way} | {found:,} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {seconds:.1f} |"


def _equal(case: Case, kinds: set[str]) -> Pairs:
    bearers: dict[str, set[str]] = {}
    for name in case.theirs.term_names:
        if name.kind in kinds:
            bearers.setdefault(exact_key(name.text), set()).add(name.iri)
    return {
        (name.iri, other)
        for name in case.mine.term_names
        if name.kind in kinds
        for other in bearers.get(exact_key(name.text), ())
    }


def _spaced(name: str) -> str:
    return " ".join(_HUMP.sub(" ", name).split())


def _subjects(store: Store, predicate: str, value: str) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value))
    return sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=str)


def _values(store: Store, subject: NamedNode | BlankNode, predicate: str) -> list[NamedNode | BlankNode]:
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | BlankNode)), key=str)


def _texts(store: Store, subject: NamedNode | BlankNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return sorted(
        quad.object.value for quad in quads if isinstance(quad.object, Literal) and quad.object.value
    )


if __name__ == "__main__":
    main()
