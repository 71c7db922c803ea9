"""What is measured: start-up, loading, questions, writing, and how it grows."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generate import write
from load_once import build_index
from measure import Measurement, Target, alone, in_turn, probes_in_turn, process, script, timed

if TYPE_CHECKING:
    from questions import Question

LOADING = Target(10)
ASKING = Target(50)
WRITING = Target(25)
CHECKING = Target(1, faster=False)
VALIDATING = Target(35)
QUERYING = Target(1000)
HELP = Target(2, faster=False)
AGAIN = Target(1.5, faster=False)
ANSWERING = Target(0.5, faster=False)

#: Of so many concepts pyshacl is asked; it takes each alone, so that all take as many times longer.
_ASKED = 20
#: S27 and cycles as SPARQL constraints, as one would write them down.
_CONSTRAINTS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetNode NODES ; sh:sparql
    [ sh:message "related in the hierarchy" ;
      sh:select "SELECT $this ?value WHERE { $this UP+ ?value . $this BESIDE ?value }" ] ,
    [ sh:message "cycle" ; sh:select "SELECT $this WHERE { $this UP+ $this }" ] .
"""

_NAMES = re.compile(r'skos:prefLabel "([^"]*)"@en')
_LOAD_ONCE = Path(__file__).with_name("load_once.py")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the measuring works with.

    Args:
        vocabulary: the RDF file that is loaded, asked and written.
        folder: for files that are made on the way.
        repeats: of what takes seconds.
        larger: the number of concepts of the larger made-up thesaurus.
    """

    vocabulary: Path
    folder: Path
    repeats: int
    larger: int

    @property
    def starts(self) -> int:
        """How often processes are started: three times as often as all else, but once where that is done once."""
        return 3 * self.repeats if self.repeats > 1 else 1


def starting(setting: Setting) -> Iterator[Measurement]:
    """Whole processes, from start to end; the first, which fills the cache of the vocabulary, is not counted."""
    environment = _environment(setting)
    libraries = "import rdflib, networkx, click, pyvis"
    for arguments, statement, target in (
        ("--help", "import click", HELP),
        ("query misnomers", libraries, ANSWERING),
        ("show softmax", libraries, ANSWERING),
    ):
        ours = partial(process, [*termgraph_command(), *arguments.split()], environment)
        peer = partial(process, [sys.executable, "-c", statement], environment)
        taken = probes_in_turn(ours, peer, setting.starts)
        yield Measurement(f"`termgraph {arguments}`", *taken, f'`python -c "{statement}"`', target)


def _environment(setting: Setting) -> dict[str, str]:
    """Return the environment of a command that keeps what it has read."""
    environment = {**os.environ, "TERMGRAPH_CACHE": str(setting.folder / "cache")}
    # Without the latter both sides are as pip leaves them, compiled, also where this checkout's modules never were.
    for variable in ("TERMGRAPH_VOCAB", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(variable, None)
    return environment


def again(setting: Setting) -> Iterator[Measurement]:
    """Whole processes that look into a larger thesaurus for the second time, against the shipped vocabulary."""
    larger = write(setting.folder / "kept.ttl", setting.larger)
    environment = _environment(setting)
    softmax = partial(process, [*termgraph_command(), "show", "softmax"], environment)
    names = _NAMES.findall(larger.read_text("utf-8"))
    first, last = names[0], names[-1]
    softmax()
    for verb, *words in (
        ("show", last),
        ("search", last.split()[-1]),
        ("path", first, last),
        ("query", "SELECT (COUNT(*) AS ?n) { ?c a skos:Concept }"),
    ):
        command = [*termgraph_command(), "-V", str(larger), verb, *words]
        ours = partial(process, command, environment)
        yield Measurement(f"`{verb}` for the first time, {setting.larger:,} made-up concepts", alone(ours, 1))
        taken = probes_in_turn(ours, softmax, setting.starts)
        what = f"`{verb}` for the second time, of a large thesaurus"
        yield Measurement(what, *taken, "`termgraph show softmax`", AGAIN)


def loading(setting: Setting) -> Iterator[Measurement]:
    """From a Turtle file to a graph in memory, each time in a process of its own; imports are not counted."""
    yield from _loading(setting, setting.vocabulary, "loading the vocabulary", LOADING)


def growing(setting: Setting) -> Iterator[Measurement]:
    """The same for a larger thesaurus."""
    larger = write(setting.folder / "larger.ttl", setting.larger)
    yield from _loading(setting, larger, f"loading {setting.larger:,} made-up concepts", None)


def asking(setting: Setting) -> Iterator[Measurement]:
    """Questions through the API, the index built already; and what that costs, once, after loading."""
    from questions import questions
    from rdflib import Graph

    from termgraph.api import load

    store, graph = load(setting.vocabulary), Graph().parse(setting.vocabulary)
    asked = questions(store)
    for question in asked:
        question.check(store, graph)
    for question in asked:
        theirs = partial(question.ask_rdflib, graph)
        taken = in_turn(question.ask_directly, theirs, setting.repeats)
        yield _each(question, taken, "rdflib's SPARQL", ASKING)
    for question in asked:
        prepared = partial(question.prepared(), graph)
        taken = in_turn(question.ask_directly, prepared, setting.repeats)
        yield _each(question, taken, "rdflib's SPARQL, parsed before")
    for question in asked:
        ours, theirs = partial(question.ask_store, store), partial(question.ask_rdflib, graph)
        yield _each(question, in_turn(ours, theirs, setting.repeats), "rdflib's SPARQL", how=", in SPARQL")
    yield from _index(setting, asked[1].items[0], asked[3].items[0])


def structure(setting: Setting) -> Iterator[Measurement]:
    """What is asked of the whole structure, and searches, where the vocabulary was kept before."""
    from structure import measured

    yield from measured(setting.vocabulary, setting.folder, setting.repeats)


def writing(setting: Setting) -> Iterator[Measurement]:
    """Turtle: sorted, with prefixes and the same bytes always on our side; and the explorer page."""
    from rdflib import Graph

    from termgraph.api import load
    from termgraph.export import serialize
    from termgraph.view import render

    store, graph = load(setting.vocabulary), Graph().parse(setting.vocabulary)
    taken = in_turn(
        lambda: serialize(store, "turtle"), lambda: graph.serialize(format="turtle"), setting.repeats
    )
    yield Measurement("writing it as Turtle", *taken, "rdflib's serializer", WRITING)
    yield Measurement("the explorer page of it", alone(lambda: render(store), min(3, setting.repeats)))


def checking(setting: Setting) -> Iterator[Measurement]:
    """All rules, against loading the same vocabulary and against shapes in SHACL Core that ask for much the same."""
    import pyshacl
    from rdflib import Graph

    from termgraph.api import TermGraph, load
    from termgraph.check import check
    from termgraph.check.rule import Options
    from termgraph.check.rules import all_checks
    from termgraph.namespaces import ontology_dir

    store, graph = load(setting.vocabulary), Graph().parse(setting.vocabulary)
    rules, again = partial(check, store, places=False), partial(load, setting.vocabulary)
    yield Measurement(
        "all rules", *in_turn(rules, again, setting.repeats), "loading the vocabulary", CHECKING
    )
    taken = in_turn(partial(check, store), again, setting.repeats)
    yield Measurement("all rules, and the line of each finding", *taken, "loading the vocabulary")
    shapes = Graph().parse(ontology_dir() / "shapes.ttl")
    once = alone(partial(pyshacl.validate, graph, shacl_graph=shapes), 1)
    yield Measurement(
        "all rules, of SHACL", alone(rules, 1), once, "pyshacl with `ontology/shapes.ttl`", VALIDATING
    )
    queries = Graph().parse(data=_constraints(sorted(store.concepts)), format="turtle")
    some = alone(partial(pyshacl.validate, graph, shacl_graph=queries), 1)
    every = [seconds * len(store.concepts) / _ASKED for seconds in some]
    checks = all_checks()
    both = [checks[id_].find for id_ in ("related-in-hierarchy", "cycle")]
    opened = store._opened

    def read() -> TermGraph:
        fresh = TermGraph(opened)
        assert fresh.concepts and fresh.names and fresh.hierarchy.knots is not None
        return fresh

    thesaurus = read()
    yield Measurement(
        "S27 and cycles",
        alone(lambda: [len(list(find(thesaurus, Options()))) for find in both], 1),
        every,
        f"pyshacl with SPARQL constraints, for {_ASKED} concepts, times the rest",
        QUERYING,
    )
    yield Measurement("once: the reading that all verbs share", alone(read, setting.repeats))


def _constraints(concepts: list[str]) -> str:
    """Return the constraints for some concepts, from all over the vocabulary."""
    step = max(1, len(concepts) // _ASKED)
    skos = "http://www.w3.org/2004/02/skos/core#"
    return (
        _CONSTRAINTS.replace("NODES", ", ".join(f"<{iri}>" for iri in concepts[::step][:_ASKED]))
        .replace("UP", f"(<{skos}broader>|^<{skos}narrower>)")
        .replace("BESIDE", f"(<{skos}related>|^<{skos}related>)")
    )


#: The groups of measurements, by the name that `--only` takes; those with processes of their own come first.
GROUPS: Mapping[str, Callable[[Setting], Iterator[Measurement]]] = {
    "starting": starting,
    "again": again,
    "loading": loading,
    "growing": growing,
    "asking": asking,
    "structure": structure,
    "writing": writing,
    "checking": checking,
}


def termgraph_command() -> list[str]:
    """Return the installed command, or the module where there is none beside this Python."""
    installed = Path(sys.executable).with_name("termgraph.exe" if os.name == "nt" else "termgraph")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "termgraph"]


def _each(
    question: Question,
    taken: tuple[list[float], list[float]],
    against: str,
    target: Target | None = None,
    how: str = "",
) -> Measurement:
    """Return what a question takes about one of its things."""
    ours, peer = ([seconds / len(question.items) for seconds in one] for one in taken)
    return Measurement(question.what + how, ours, peer, against, target)


def _loading(setting: Setting, path: Path, what: str, target: Target | None) -> Iterator[Measurement]:
    told: dict[str, list[dict[str, float | None]]] = {"termgraph": [], "rdflib": []}

    def probe(library: str) -> float:
        told[library].append(script(_LOAD_ONCE, library, str(path)))
        return float(told[library][-1]["seconds"] or 0)

    taken = probes_in_turn(lambda: probe("termgraph"), lambda: probe("rdflib"), setting.repeats)
    counts = {one["triples"] for runs in told.values() for one in runs}
    if len(counts) != 1:
        raise AssertionError(f"{what}: the graphs differ in size: {counts}")
    yield Measurement(what, *taken, "`rdflib.Graph().parse`", target)
    own, others = ([one["indexed"] or 0 for one in told[library][1:]] for library in ("termgraph", "rdflib"))
    yield Measurement(f"{what}, and its index", own, others, "`rdflib.Graph().parse`")
    ours, peer = ([one["peak"] or 0 for one in told[library][1:]] for library in ("termgraph", "rdflib"))
    if all(ours):
        yield Measurement(f"{what}: peak memory", ours, peer, "`rdflib.Graph().parse`", unit="MB")


def _index(setting: Setting, name: str, text: str) -> Iterator[Measurement]:
    """What is built when it is first used: the index by names and relations, the rest by the first questions."""
    from termgraph.api import load

    parts: dict[str, list[float]] = {
        "once: the index of names and relations": [],
        "once: the spellings, with the first name looked up": [],
        "once: the first search after that": [],
    }
    for _ in range(setting.repeats):
        store = load(setting.vocabulary)
        built: list[Callable[[], object]] = [
            partial(build_index, store),
            partial(store.resolve, name),
            partial(store.search, text),
        ]
        for seconds, action in zip(parts.values(), built, strict=True):
            seconds.append(timed(action))
    for part, seconds in parts.items():
        yield Measurement(part, seconds)
