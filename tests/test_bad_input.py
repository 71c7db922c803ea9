"""Whatever people feed it: one clear line or the caret, the right exit status, no traceback, nothing half-written."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from termgraph.cli import session
from termgraph.errors import TermgraphError
from termgraph.files import read_regular, write_all, write_bytes
from tests.commands import COMMAND, one_line, run, spawn

SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
OWL = '<http://e/owl> a skos:Concept ; skos:prefLabel "owl"@en .\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a place for a vocabulary, in a folder of its own."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder / "birds.ttl"


@pytest.fixture(scope="module")
def owl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vocabulary of one concept, for what is to fail with any."""
    path = tmp_path_factory.mktemp("owl") / "owl.ttl"
    path.write_text(SKOS + OWL, "utf-8")
    return path


# What cannot be read

UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "broken Turtle": ("a.ttl", b"<a:b> <a:c>\n  <a:d> ;;; oops .\n", r":2:\d+: "),
    "an unknown prefix": ("a.ttl", b"<a:b> a foo:Bar .", r":1:\d+: .*foo"),
    "cut off": ("a.ttl", b'<a:b> <a:c> "text', r":1:\d+: "),
    "broken N-Triples": ("a.nt", b"<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", ":2:"),
    "broken JSON-LD": ("a.jsonld", b'{"@id": "a:b", \n}', ":2:"),
    "a remote context": (
        "a.jsonld",
        b'{"@context": "http://127.0.0.1:9/c", "@id": "a:b", "a:c": "d"}',
        "context",
    ),
    "broken RDF/XML": ("a.rdf", b'<?xml version="1.0"?>\n<rdf:RDF>\n</rdf:RD>', r"a\.rdf:"),
    "a DOCTYPE": (
        "a.rdf",
        b'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "DOCTYPE",
    ),
    "a picture": ("a.ttl", b"\x89PNG\r\n\x1a\n\0\0\0", "PNG picture"),
    "a pointer": ("a.ttl", b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "git lfs pull"),
    "a program": ("a.rdf", b"\x7fELF\x02\x01\0\0", "is a program"),
    "noise": ("a.ttl", bytes(range(256)), "binary"),
    "UTF-16": ("a.ttl", (SKOS + OWL).encode("utf-16"), "UTF-16"),
    "Latin-1": ("a.ttl", f'{SKOS}<a:b> skos:prefLabel "G\xe4nse" .'.encode("latin-1"), ":2:.*Latin-1"),
    "a web page": ("a.ttl", b"<!DOCTYPE html><html><body>404</body></html>", "HTML page"),
    "an entry": ("a.md", b"---\nprefLabel: owl\n---\n", "give the folder"),
    "cut-off gzip": ("a.ttl.gz", gzip.compress((SKOS + OWL).encode() * 50)[:-30], "cut off"),
    "a zip bomb": ("a.ttl.gz", gzip.compress(b" " * (80 * 2**20)), "grows to more than"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_told_in_a_line(case: str, tmp_path: Path) -> None:
    name, data, told = UNREADABLE[case]
    (tmp_path / name).write_bytes(data)
    ran = run("-V", tmp_path / name, "stats")
    assert ran.status == 3
    first, *snippet = ran.err.rstrip("\n").split("\n")
    assert first.startswith(f"termgraph: {tmp_path / name}")
    assert re.search(told, first.removeprefix(f"termgraph: {tmp_path}/")), first
    assert ran.out == ""
    assert not snippet or (len(snippet) == 2 and snippet[1].strip() == "^")


def test_the_caret_stands_below_what_is_wrong(source: Path) -> None:
    source.write_text(f"{SKOS}<a:b> skos:prefLabel 'owl'@en ;; nonsense .\n", "utf-8")
    lines = run("-V", source, "stats").err.splitlines()
    place = re.match(rf"termgraph: {re.escape(str(source))}:2:(\d+): ", lines[0])
    assert place
    assert lines[1] == "  <a:b> skos:prefLabel 'owl'@en ;; nonsense ."
    assert lines[2] == " " * (int(place[1]) + 1) + "^"


def test_a_link_that_leads_nowhere_is_not_its_own_neighbour(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").symlink_to("b.ttl")
    assert one_line(run("-V", tmp_path / "a.ttl", "stats")).endswith("a.ttl: is a link that leads to no file")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing.ttl", "no such file or folder"),
        ("brids.ttl", "no such file or folder (did you mean 'birds.ttl'?)"),
        ("missing/birds.ttl", "no such file or folder"),
        ("birds.ttl/x", ""),
        ("a\0b", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_missing_file(source: Path, name: str, told: str) -> None:
    source.write_text(SKOS + OWL, "utf-8")
    ran = run("-V", source.parent / name, "stats")
    assert ran.status == 3
    assert told in one_line(ran)


def test_an_empty_folder(tmp_path: Path) -> None:
    ran = run("-V", tmp_path, "stats")
    assert ran.status == 3
    assert "holds neither entries nor RDF files" in one_line(ran)


def test_broken_yaml_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    assert run("-V", folder, "new", "owl").status == 0
    (folder / "entries" / "owl.md").write_text("---\nprefLabel: owl\nbroader: [bird\n---\nA bird.\n", "utf-8")
    (folder / "entries" / "bat.md").write_text(
        "---\nprefLabel: bat\nbroder: [mammal]\n---\nNo bird.\n", "utf-8"
    )
    ran = run("-V", folder, "check")
    assert ran.status == 1
    assert re.search(r"owl\.md:[34]:", ran.out)
    assert re.search(r"bat\.md:3:.*did you mean 'broader'\?", ran.out)
    ran = run("-V", folder, "export", "-f", "turtle")
    assert (ran.status, ran.out) == (3, "")
    assert re.search(r"owl\.md:[34]:", ran.err)
    assert re.search(r"bat\.md:3:.*did you mean 'broader'\?", ran.err)
    assert "Traceback" not in ran.err


def test_standard_input_is_checked_alike() -> None:
    assert "standard input:1:" in run("-V", "-", "stats", stdin=b"<a:b> nonsense").err
    assert "standard input: no triples were found" in run("-V", "-", "stats").err
    assert "UTF-8" in one_line(run("query", "-", stdin=b"ASK { ?x ?y '\xe4' }"))


# What can be read all the same


def test_a_byte_order_mark_is_skipped(source: Path) -> None:
    source.write_text(SKOS + OWL, "utf-8-sig")
    assert run("-V", source, "show", "owl").status == 0


def test_an_iri_with_spaces_is_repaired_and_reported(source: Path) -> None:
    source.write_text(f"{SKOS}{OWL}<http://e/owl> skos:related <http://e/barn owl> .", "utf-8")
    ran = run("-V", source, "show", "owl")
    assert ran.status == 0
    assert "http://e/barn%20owl" in ran.out
    assert ran.err.count("\n") == 1
    assert "<http://e/barn owl>" in ran.err
    assert "line 3" in ran.err
    assert "<http://e/barn%20owl>" in run("-V", source, "export", "-f", "ntriples").out


NASTY = SKOS + (
    r'<javascript:alert(1)> a skos:Concept ; skos:prefLabel "<script>alert(2)</script>"@en ;'
    r' skos:altLabel "red\u001B[31m bell\u0007"@en, "c\u0000\u009B2J\u0085"@en ;'
    r' skos:altLabel "gnp\u202Eexe"@en, "\u2066isolated\u2069"@en ;'
    r' skos:definition "</script><img src=x onerror=alert(3)> [x](javascript:alert(4)) \u2028 ]]>"@en ;'
    r" skos:exactMatch <javascript:alert(5)>, <data:text/html,x> ."
)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "args",
    [
        ["show", "javascript:alert(1)"],
        ["search", "alert"],
        ["search", "isolated"],
        ["query", "SELECT * { ?s ?p ?o }"],
    ],
)
def test_a_terminal_is_never_given_orders(source: Path, args: list[str]) -> None:
    source.write_text(NASTY, "utf-8")
    ran = run("-V", source, *args)
    assert ran.status == 0
    assert "alert" in ran.out
    assert not UNSAFE.search((ran.out + ran.err).replace("\n", ""))


@pytest.mark.parametrize(
    "args",
    [
        ["show", "javascript:alert(1)", "--format", "json"],
        ["check", "-f", "json"],
        ["check", "-f", "sarif"],
        *(["query", "SELECT * { ?s ?p ?o }", "--format", form] for form in ("csv", "tsv", "json", "xml")),
        ["query", "DESCRIBE <javascript:alert(1)>", "--format", "turtle"],
        ["export"],
    ],
)
def test_nor_by_data_that_are_written_to_it(
    source: Path, args: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_text(NASTY, "utf-8")
    exact = run("-V", source, *args).out
    assert "\x1b" in exact or r"\u001" in exact.lower() or "xml" in args
    monkeypatch.setattr(session, "is_terminal", lambda stream: stream is sys.stdout)
    shown = run("-V", source, *args).out
    assert "alert" in shown
    assert not UNSAFE.search(shown.replace("\r\n", "").replace("\n", ""))
    if "json" in args:
        assert json.loads(shown) == json.loads(exact)


@pytest.mark.parametrize("form", ["markdown", "html", "text", "junit"])
def test_nor_by_pages_and_reports(source: Path, form: str) -> None:
    source.write_text(NASTY, "utf-8")
    args = ["export", "-f", form] if form in ("markdown", "html") else ["check", "-f", form]
    written = run("-V", source, *args).out
    assert "alert" in written
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", written)


def test_what_xml_cannot_hold_is_told(source: Path) -> None:
    source.write_text(SKOS + OWL.replace('owl"', 'o\\u0007w\\u0000l"'), "utf-8")
    ran = run("-V", source, "export", "-f", "graphml")
    assert ran.status == 3
    assert "characters that XML cannot: U+0000, U+0007" in one_line(ran)


def test_an_error_is_no_way_round_that(source: Path) -> None:
    for args in (
        ["show", "\x1b[31m\u202e"],
        ["query", "\x1b[31m\u202e ?"],
        ["query", "SELECT * {\x1b[31m \u202e} x"],
    ):
        ran = run(*args)
        assert ran.status in (1, 3)
        assert not UNSAFE.search(ran.err.replace("\n", "")), args


def test_a_page_runs_nothing_of_it(source: Path, tmp_path: Path) -> None:
    source.write_text(NASTY, "utf-8")
    page = tmp_path / "page.html"
    assert run("-V", source, "view", "-o", page).status == 0
    text = page.read_text("utf-8")
    assert "alert(2)" in text
    assert not re.search(r"<script[^>]*>\s*alert", text)
    assert "<img src=x" not in text
    assert not re.search(r"""(href|src)\s*=\s*["']?\s*(javascript|data):text""", text)
    assert not re.search(r"""href\s*=\s*["']?\s*javascript:""", text)


# Queries


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 10_000 + "}" * 10_000,
        "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "ASK { " + "FILTER EXISTS { " * 10_000 + "}" * 10_000 + " }",
        "ASK { FILTER(" + "!" * 10_000 + "true) }",
        "ASK { ?x " + "(" * 10_000 + "<a:b>" + ")" * 10_000 + " ?y }",
    ],
    ids=["groups", "brackets", "exists", "not", "path"],
)
def test_a_deep_query_is_refused_and_crashes_nothing(query: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.rq"
    file.write_text(query, "utf-8")
    done = spawn("query", file)
    err = done.stderr.decode()
    assert (done.returncode, done.stdout) == (3, b"")
    assert re.match(rf"termgraph: {re.escape(str(file))}:1:\d+: ", err)
    assert re.search(r"deep|signs in a row", err)
    assert len(err) < 500
    assert err.rstrip("\n").endswith("^")


@pytest.fixture
def server() -> Iterator[tuple[int, list[Any]]]:
    """Listen on this machine and note who connects: none should. Yields the port and the connections."""
    seen: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def note() -> None:
            try:
                while True:
                    connection, address = listening.accept()
                    seen.append(address)
                    connection.close()
            except OSError:
                return

        threading.Thread(target=note, daemon=True).start()
        yield listening.getsockname()[1], seen
        listening.shutdown(socket.SHUT_RDWR)


def test_the_server_would_notice(server: tuple[int, list[Any]]) -> None:
    port, seen = server
    with socket.create_connection(("127.0.0.1", port)) as connection:
        assert connection.recv(1) == b""
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <URL> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { SERVICE SILENT <URL> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { VALUES ?s { <URL> } SERVICE ?s { ?a ?b ?c } }", "SERVICE"),
        ("LOAD <URL>", "LOAD"),
        ("LOAD SILENT <URL> INTO GRAPH <a:b>", "LOAD"),
        ("SELECT * FROM <URL> { ?a ?b ?c }", "no graph <URL> is loaded"),
        ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?a ?b ?c } }", "no graph <URL> is loaded"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "no graph <file:///etc/passwd> is loaded"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "INSERT"),
        ("DROP ALL", "DROP"),
    ],
)
@pytest.mark.parametrize("option", [[], ["--timeout", "20"]])
def test_a_query_reaches_nothing(
    query: str, told: str, option: list[str], server: tuple[int, list[Any]]
) -> None:
    port, seen = server
    url = f"http://127.0.0.1:{port}/x"
    ran = run("query", query.replace("URL", url), *option)
    assert ran.status == 3
    assert told.replace("URL", url) in ran.err.splitlines()[0]
    assert ran.err.splitlines()[-1].strip() == "^"
    assert seen == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonld", '{"@context": "URL", "@id": "a:b", "http://e/p": "x"}'),
        ("a.jsonld", '{"@context": {"@import": "URL"}, "@id": "a:b", "http://e/p": "x"}'),
        ("a.ttl", "<a:b> <http://www.w3.org/2002/07/owl#imports> <URL> ."),
        (
            "a.rdf",
            '<!DOCTYPE r SYSTEM "URL"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        ),
    ],
)
def test_a_file_makes_it_reach_nothing(
    name: str, text: str, tmp_path: Path, server: tuple[int, list[Any]]
) -> None:
    port, seen = server
    (tmp_path / name).write_text(text.replace("URL", f"http://127.0.0.1:{port}/x"), "utf-8")
    assert run("-V", tmp_path / name, "stats").status == (0 if "imports" in text else 3)
    assert seen == []


def test_an_address_is_not_fetched(server: tuple[int, list[Any]]) -> None:
    port, seen = server
    ran = run("-V", f"http://127.0.0.1:{port}/x.ttl", "stats")
    assert ran.status == 3
    assert "no file is fetched" in one_line(ran)
    assert seen == []


# Output


WRITING = (
    ["export", "-o", "OUT.ttl"],
    ["view", "-o", "OUT.html"],
    ["query", "ASK {}", "-o", "OUT.csv"],
    ["build", "-o", "OUT"],
)


@pytest.mark.parametrize("args", WRITING, ids=lambda args: args[0])
@pytest.mark.parametrize("place", ["file/x", "x" * 300, "a\0b"])
def test_an_output_that_cannot_be_written(
    args: list[str], place: str, tmp_path: Path, owl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERMGRAPH_VOCAB", str(owl))
    (tmp_path / "file").write_text("here before", "utf-8")
    ran = run(*(arg.replace("OUT", str(tmp_path / place)) for arg in args))
    assert ran.status == 3
    assert "cannot be written" in one_line(ran)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text("utf-8") == "here before"


def test_an_output_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").mkdir()
    ran = run("export", "-o", tmp_path / "x.ttl")
    assert ran.status == 3
    assert "is a folder" in one_line(ran)


needs_dev_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a /dev/full")


@needs_dev_full
@pytest.mark.parametrize(
    "args",
    [["export"], ["show", "owl"], ["stats"], ["query", "misnomers"], ["view", "-o", "-"], ["--help"]],
    ids=lambda args: args[0],
)
def test_a_full_disk_behind_standard_output(args: list[str], owl: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = spawn(*args, env={"TERMGRAPH_VOCAB": str(owl)}, stdout=full)
    assert (done.returncode, done.stderr) == (
        3,
        b"termgraph: cannot write the output: No space left on device\n",
    )


@needs_dev_full
def test_a_full_disk_behind_a_named_output() -> None:
    ran = run("export", "-f", "turtle", "-o", "/dev/full")
    assert ran.status == 3
    assert one_line(ran) == "/dev/full: cannot be written: No space left on device"


@pytest.mark.parametrize("args", WRITING[:2], ids=lambda args: args[0])
def test_a_full_disk_leaves_what_was_there(args: list[str], tmp_path: Path, owl: Path) -> None:
    name = args[-1].replace("OUT", "old")
    (tmp_path / name).write_text("here before", "utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))

    done = spawn(*args[:-1], tmp_path / name, env={"TERMGRAPH_VOCAB": str(owl)}, preexec_fn=limit)
    assert done.returncode == 3
    assert (
        done.stderr.decode()
        == f"termgraph: {tmp_path / name}: cannot be written: {os.strerror(errno.EFBIG)}\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "here before"


@pytest.mark.parametrize(
    "failure", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device"), MemoryError()]
)
def test_a_write_that_stops_midway_leaves_nothing(
    failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl"
    write_bytes(path, b"here before")

    def fail(*_: object) -> None:
        assert len(list(tmp_path.iterdir())) == 2, "the new file is there, beside the old one"
        raise failure

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(TermgraphError if isinstance(failure, OSError) else type(failure)):
        write_bytes(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.ttl", b"here before")]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "secret.ttl"
    write_bytes(path, b"old")
    path.chmod(0o600)
    write_bytes(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_file_keeps_to_the_umask_and_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    write_bytes(target, b"old")
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    names = {
        ".owl.md.x1y2z3a4.termgraph-unfinished": True,
        ".profile.original": False,
        "a.termgraph-unfinished": False,
    }
    for name in names:
        (tmp_path / name).write_text("half", "utf-8")
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    running = tmp_path / ".jay.md.x1y2z3a4.termgraph-unfinished"
    running.write_text("half", "utf-8")
    write_bytes(tmp_path / "a", b"new")
    swept = {name for name, is_swept in names.items() if is_swept}
    assert {path.name for path in tmp_path.iterdir()} == {"a", running.name, *names} - swept


def test_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def fsync(handle: int) -> None:
        synced.append(
            (Path(f"/proc/self/fd/{handle}").readlink(), sorted(p.name for p in tmp_path.glob("[ab]")))
        )

    monkeypatch.setattr(os, "fsync", fsync)
    write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    *files, (folder, _) = synced
    assert [names for _, names in files] == [[], []]
    assert (folder, len(files)) == (tmp_path, 2)


# What is no file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an entries folder with all that may stand in one."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "queries").mkdir()
    (tmp_path / "vocabulary.yaml").write_text("title: Birds\nbase: http://e.org/\nprefix: b\n", "utf-8")
    (tmp_path / "entries" / "owl.md").write_text("---\nprefLabel: owl\n---\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit", "markdown"])
def test_a_file_whose_name_is_no_text_is_told_in_every_report(folder: Path, format_: str) -> None:
    (folder / "entries" / os.fsdecode(b"a\xff.md")).write_text("---\nprefLabel: x\n---\n", "utf-8")
    ran = run("-V", folder, "check", "-f", format_)
    assert ran.status == 1
    assert "cannot be an id" in ran.out


def irregular(path: Path, kind: str) -> None:
    """Put a pipe, a device or a socket in the place of a file."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(path))


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
@pytest.mark.parametrize(
    ("name", "args"),
    {
        "entries/owl.md": ("fmt", "--check"),
        "vocabulary.yaml": ("stats",),
        "sources.yaml": ("export", "-f", "turtle"),
        "check.yaml": ("check",),
        "queries/x.rq": ("query", "--list"),
        "mappings.sssom.tsv": ("ingest", "DOC"),
    }.items(),
)
def test_what_is_no_file_is_refused_in_a_folder(
    folder: Path, name: str, args: tuple[str, ...], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)  # the address of a socket must be short
    (folder / "doc.txt").write_text("Jay: a loud bird.\nOwl: a bird of the night.\n", "utf-8")
    irregular(Path(name), kind)
    ran = run("-V", folder, *(arg.replace("DOC", "doc.txt") for arg in args))
    assert ran.status == 3, ran
    assert f"{name}: is a {kind}, not a file" in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("ingest", "--dry-run", "x.md"),
        ("ingest", "--dry-run", "x.xml"),
        ("query", "x.rq"),
        ("check", "--settings", "x.yaml"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_what_is_no_file_is_refused_by_name(
    folder: Path, args: tuple[str, ...], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    irregular(Path(args[-1]), kind)
    ran = run("-V", folder, *args)
    assert ran.status == 3, ran
    assert f"{args[-1]}: is a {kind}, not a file" in one_line(ran)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ('"$@" ingest --dry-run <(printf "# Glossary\\n\\n## Jay\\n\\nA bird.\\n")', b"1 entry"),
        ('"$@" query <(echo "ASK {}")', b"yes"),
        ('echo "ASK {}" | "$@" query /dev/stdin', b"yes"),
    ],
)
@pytest.mark.skipif(which("bash") is None, reason="needs a shell that knows <(…)")
def test_what_a_shell_pipes_is_read_where_a_file_is_named(folder: Path, command: str, told: bytes) -> None:
    args = ["bash", "-c", command, "bash", *COMMAND, "-V", str(folder)]
    done = subprocess.run(args, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout


def test_a_folder_that_was_read_before_is_looked_at_again(folder: Path) -> None:
    assert run("-V", folder, "stats").status == 0
    os.mkfifo(folder / "entries" / "jay.md")
    assert "1 problem in the entries is passed over" in run("-V", folder, "stats").err
    assert "is a pipe, not a file" in run("-V", folder, "check").out


def test_a_pipe_of_the_shell_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"a glossary")
    os.close(writing)
    with os.fdopen(reading):
        assert read_regular(f"/dev/fd/{reading}", 100) == b"a glossary"


def test_a_pipe_as_output_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # so that nothing waits for a command that fails
    try:
        done = spawn("query", "ASK {}", "-o", pipe)
        assert (done.returncode, os.read(reading, 100).split()) == (0, [b"true"]), done.stderr
    finally:
        os.close(reading)
    assert pipe.is_fifo()
