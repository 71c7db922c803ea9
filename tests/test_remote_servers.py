"""Real servers that the tests start: every verb says what it says of the file, and what is pushed takes its place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import termgraph
from termgraph.store import Store, endpoint, remote
from termgraph.store.endpoint import Endpoint
from termgraph.store.named import list_queries
from tests.commands import run
from tests.endpoints import has_virtuoso, our_own_server, oxigraph, oxigraph_server, virtuoso_server
from tests.test_remote import BIRDS, SPOKEN_OF, told

#: A larger thesaurus to try, such as STW's: a file. Without it, a part of the machine-learning vocabulary.
THESAURUS = "TERMGRAPH_TEST_THESAURUS"


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a part of the machine-learning vocabulary, as a file without prefixes, which endpoints have not either."""
    path = tmp_path_factory.mktemp("remote") / "ml.nt"
    assert run("export", "--profile", "core", "--concept", "softmax", "--depth", "1", "-o", path).status == 0
    return path


@pytest.fixture(scope="module")
def exported(part: Path) -> Path:
    """Return the vocabulary that the servers are asked for: that part, or the thesaurus that is named."""
    named = os.environ.get(THESAURUS)
    if named is None:
        return part
    path = part.with_name("thesaurus.nt")
    assert run("-V", named, "export", "-o", path).status == 0
    return path


_FORMATS = (
    "turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads", "graphml", "csv", "jskos", "owl", "markdown", "html",
)  # fmt: skip


def _asked(path: Path, folder: Path) -> list[list[str]]:
    """Return what each verb that reads is asked, of terms that the vocabulary has."""
    vocabulary = termgraph.load(path)
    broader, related = vocabulary.broader, vocabulary.related
    term = next(one for one in sorted(vocabulary.concepts) if broader.get(one) and related.get(one))
    name, above, beside = (str(vocabulary.label(one)) for one in (term, broader[term][0], related[term][0]))
    folder.mkdir()
    document = folder / "text.md"
    document.write_text(f"# {above}\n\nA {name} and a {beside}, which is no {above.upper()}.\n", "utf-8")
    some = {"term": name, "source": "none"}
    queries = [
        [
            "query",
            query.name,
            *(f"{param.name}={some[param.name]}" for param in query.params if param.name in some),
        ]
        for query in list_queries()
    ]
    return [
        *(["stats", "--format", form] for form in ("text", "json")),
        *(["show", name, "--format", form] for form in ("text", "json")),
        ["search", name.split()[0]],
        ["path", name, beside],
        ["learn", name],
        ["check", "--format", "json"],
        ["view", "-o", "-"],
        *([verb, str(document)] for verb in ("lint", "usage", "annotate")),
        ["link", "--dry-run", str(document)],
        *(["export", "-f", form] for form in _FORMATS),
        ["export", "-f", "turtle", "--concept", name, "--depth", "1"],
        *queries,
    ]


def placeless(out: str) -> str:
    """Return an answer without the files and lines that findings are at: an endpoint has none."""
    return re.sub(r'"(file|line|column)": [^\n]*\n', "", out)


def same_answers(address: str, path: Path, folder: Path) -> None:
    """Hold every verb to the answer that it gives of the file."""
    for asked in _asked(path, folder / "asked"):
        here, there = (run("-V", str(one), *asked) for one in (path, address))
        assert placeless(here.out) == placeless(there.out), f"{asked}: {there.err}"
        assert here.status == there.status, asked


def test_oxigraph_gives_what_the_file_gives(exported: Path, tmp_path: Path) -> None:
    command = oxigraph()
    if command is None:
        pytest.skip("the server of Oxigraph is not installed (pip install oxigraph)")
    with oxigraph_server(command, tmp_path, exported) as root:
        same_answers(f"{root}/query", exported, tmp_path)


def test_our_own_server_gives_what_the_file_gives(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "PAUSES", (0.5,) * 60)  # it is busy while its engine starts
    with our_own_server(tmp_path, exported) as address:
        same_answers(address, exported, tmp_path)


@pytest.fixture(scope="module")
def virtuoso(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the endpoint of a Virtuoso that holds that part as a graph."""
    if not has_virtuoso():
        pytest.skip("Virtuoso 7 is not installed (apt-get install virtuoso-opensource-7-bin)")
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso"), exported, "http://e.org/g") as address:
        yield address


def test_virtuoso_gives_what_the_file_gives(virtuoso: str, exported: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.nt"  # it keeps truth values as numbers
    kept.write_text(re.sub(r'"true"(?=\^\^\S+#boolean>)', '"1"', exported.read_text("utf-8")), "utf-8")
    same_answers(f"{virtuoso}?default-graph-uri=http://e.org/g", kept, tmp_path)


# Putting it there


def test_what_is_pushed_takes_the_place_of_what_was_there(part: Path, tmp_path: Path) -> None:
    command = oxigraph()
    if command is None:
        pytest.skip("the server of Oxigraph is not installed (pip install oxigraph)")
    birds, spoken_of = tmp_path / "birds.ttl", tmp_path / "spoken-of.ttl"
    birds.write_text(BIRDS, "utf-8")
    spoken_of.write_text(SPOKEN_OF, "utf-8")
    with oxigraph_server(command, tmp_path, None) as root:
        asked, arguments = f"{root}/query", ("--update", f"{root}/update", "--graph", "http://e.org/g")
        for path, count in ((part, 1_000), (birds, 100), (spoken_of, 5)):
            assert run("-V", path, "push", asked, *arguments).status == 0
            there = Store.open(f"{asked}?default-graph-uri=http://e.org/g")
            assert told(there) == told(Store.open(path))
            assert len(there.record) > count
        graphs = Endpoint(asked).ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", remote._ROWS)
        assert [row["g"]["value"] for row in json.loads(graphs.body)["results"]["bindings"]] == [
            "http://e.org/g"
        ]


def test_what_a_server_changes_is_not_taken_unless_that_is_wished(tmp_path: Path) -> None:
    command = oxigraph()
    if command is None:
        pytest.skip("the server of Oxigraph is not installed (pip install oxigraph)")
    (tmp_path / "birds.ttl").write_text("<http://e.org/owl> <http://e.org/weighs> 007 .", "utf-8")
    with oxigraph_server(command, tmp_path, None) as root:
        arguments = (
            "-V",
            tmp_path / "birds.ttl",
            "push",
            f"{root}/query",
            "--update",
            f"{root}/update",
            "--graph",
        )
        ran = run(*arguments, "http://e.org/g")
        assert ran.status == 3
        assert 'keeps 1 of 1 statements otherwise: <http://e.org/owl> <http://e.org/weighs> "007"' in ran.err
        assert (
            Endpoint(f"{root}/query").ask("ASK { GRAPH ?g { ?s ?p ?o } }", remote._ROWS).body.count(b"false")
        )
        assert run(*arguments, "http://e.org/g", "--accept-changes").status == 0
        assert run(*arguments, "no graph").status == 3


def test_virtuoso_takes_what_is_pushed(virtuoso: str, part: Path, tmp_path: Path) -> None:
    (tmp_path / "birds.ttl").write_text(BIRDS, "utf-8")
    there = f"{virtuoso}?default-graph-uri=http://e.org/pushed"
    for path in (part, tmp_path / "birds.ttl"):
        ran = run("-V", path, "push", virtuoso, "--graph", "http://e.org/pushed", "--accept-changes")
        assert ran.status == 0, ran.err
        assert told(Store.open(there)) == told(Store.open(path))
