"""The shell of `query`: what is typed, completed, asked and told, on a real terminal too."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from termgraph.api import TermGraph
from termgraph.cli.completing import Completions
from termgraph.cli.session import Session
from termgraph.cli.shell import COMMANDS, Shell, is_complete, prompting
from termgraph.errors import QueryTimeoutError, TermgraphError
from tests.commands import BIRDS, COMMAND, ENDLESS, run

STORE = TermGraph.from_text(BIRDS)
FOREVER = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12)) + " }"
NAMES = "SELECT ?name { ?c skos:prefLabel ?name FILTER(LANG(?name) = 'de') } ORDER BY ?name"


# Lines


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("", True),
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * { ?s ?p ?o", False),
        ("SELECT * { ?s ?p ?o\n", True),
        ("SELECT ?x", False),
        ("SELECT ?x;", True),
        ("PREFIX e: <http://e/>", False),
        ("SELECT (COUNT(*) AS ?n", False),
        ("SELECT * { ?s ?p '}' ", False),
        ("SELECT * { ?s ?p 'x }", True),  # the quotation mark is told at once
        ("SELECT * { ?s ?p '''x }", False),
        ("DESCRIBE :owl", True),
        ("# a comment", False),
        ("misnomers", True),
        ("synonyms term=owl", True),
        (r"\format csv", True),
        (r"\explain SELECT * {", False),
        (r"\explain SELECT * {}", True),
        ("DELETE WHERE {", True),
    ],
)
def test_when_enter_asks(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


ENTER, ALT_ENTER, UP, CONTROL_C, CONTROL_D = "\r", "\x1b\r", "\x1b[A", "\x03", "\x04"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (f"ASK {{{ENTER}?s ?p ?o{ENTER}}}{ENTER}", "ASK {\n?s ?p ?o\n}"),
        (f"ASK {{}}{ALT_ENTER}LIMIT 1{ENTER}", "ASK {}\nLIMIT 1"),
        (f"ASK {{{ENTER}{ENTER}", "ASK {\n"),
        (f"{UP}{ENTER}", "ASK { before }"),
        (f"\x1b[200~SELECT *\n{{ ?s ?p ?o }}\nLIMIT 1\x1b[201~{ENTER}", "SELECT *\n{ ?s ?p ?o }\nLIMIT 1"),
    ],
)
def test_what_is_typed(typed: str, text: str, keys: PipeInput) -> None:
    prompt = prompting(STORE, InMemoryHistory(["ASK { before }"]))
    keys.send_text(typed)
    assert prompt() == text


def test_a_line_is_given_up_and_the_shell_ended(keys: PipeInput) -> None:
    prompt = prompting(STORE, InMemoryHistory())
    keys.send_text(f"ASK {{{CONTROL_C}")
    with pytest.raises(KeyboardInterrupt):
        prompt()
    keys.send_text(CONTROL_D)
    with pytest.raises(EOFError):
        prompt()


# Completion


@pytest.mark.parametrize(
    ("before", "begun", "texts"),
    [
        ("sel", "sel", ["SELECT"]),
        ("syn", "syn", ["synonyms"]),
        ("SELECT * { ?x skos:pref", "skos:pref", ["skos:prefLabel"]),
        ("SELECT * { ?x a skos:C", "skos:C", ["skos:Concept"]),
        ("SELECT * { :b", ":b", [":bat", ":bird"]),
        ("SELECT * { ?x nope:", "nope:", []),
        ("SELECT * { ?x skosx", "skosx", ["skosxl:"]),
        ("SELECT ?bird ?b2 { ?b", "?b", ["?bird", "?b2"]),
        ('ASK { ?x ?y "NIGHT', "NIGHT", ['night bird"@en', 'night bird"@en']),
        ("ASK { ?x ?y 'nothing", "nothing", []),
        ("ASK { ?x ?y 'owl'@en ; skos:al", "skos:al", ["skos:altLabel"]),
        ("synonyms term=eu", "eu", ["Eule"]),
        ("synonyms term=ni", "ni", ['"night bird"', '"night bird"']),
        (r"\pre", r"\pre", [r"\prefixes"]),
        (r"\format t", "t", ["table", "tsv", "turtle", "trig"]),
        ("# what they're called: skos:al", "skos:al", ["skos:altLabel"]),
    ],
)
def test_what_is_completed(before: str, begun: str, texts: Sequence[str]) -> None:
    from termgraph.store.results import FORMATS

    found = Completions(STORE, COMMANDS, FORMATS).of(before)
    assert (found[0], [one.text for one in found[1]]) == (begun, list(texts))


def test_a_completion_says_whose_name_it_is_and_stays_a_string() -> None:
    odd = TermGraph.from_text(
        r"""<e:a> a skos:Concept ; skos:prefLabel "a \"b\" \\ 'c'"@en ; skos:altLabel "ad"@en ."""
    )
    texts = [tuple(one) for one in Completions(odd, {}, ()).of('ASK { ?x ?y "a')[1]]
    assert texts == [(r"""a \"b\" \\ 'c'"@en""", ""), ('ad"@en', "a \"b\" \\ 'c'")]
    assert odd.query(f'ASK {{ ?x ?y "{texts[0][0]} }}').boolean


# What is done


def obeyed(capfd: pytest.CaptureFixture[str], *lines: str, shell: Shell | None = None) -> tuple[str, str]:
    """Return what a shell prints and says for some lines, after which it ends."""
    typed = iter(lines)

    def prompt() -> str:
        for line in typed:
            if line == CONTROL_C:
                raise KeyboardInterrupt
            return line
        raise EOFError

    (shell or Shell(Session(), STORE)).run(prompt)
    return capfd.readouterr()


def test_questions_and_errors_one_after_the_other(capfd: pytest.CaptureFixture[str]) -> None:
    out, err = obeyed(
        capfd, "SELECT * { ?x", CONTROL_C, "", NAMES, "ASK { ?x a skos:Concept };", "synonyms term='Eule'",
        "DELETE WHERE {}", "synonyms term='", "synonyms term=eulle", "synonim",
        "SELECT ?x { ?x skos:prefLabel 'owl' }", "related term='night bird'",
    )  # fmt: skip
    assert out.split("\n")[:6] == ["name", "-----", "Eule", "Vogel", "yes", "term  synonym     language"]
    assert err.split("\n")[:5] == [
        "1:10: this '{' is never closed",
        "  SELECT * { ?x",
        "           ^",
        "2 rows",
        "1 row",
    ]
    for told in (
        "DELETE would change the vocabulary",
        "a quotation mark is not closed",
        "no term is called 'eulle' (did you mean 'Eule'?)",
        "no query is called 'synonim' (did you mean 'synonyms'?)",
        'note: nothing has skos:prefLabel "owl"; there is "owl"@en',
        "  bat  <http://birds.example/bat>\n  owl  <http://birds.example/owl>",
    ):
        assert told in err


def test_formats(capfd: pytest.CaptureFixture[str]) -> None:
    out, err = obeyed(
        capfd,
        r"\format",
        r"\format csv",
        NAMES,
        "CONSTRUCT { ?x a ?y } { ?x a ?y }",
        r"\format jsn",
        r"\format",
    )
    assert out.startswith("name\r\nEule\r\nVogel\r\n@prefix")
    assert err.split("\n")[:4] == [
        "format: table, and turtle for graphs",
        "format: csv",
        "there is no format 'jsn' (did you mean 'json'?)",
        "format: csv",
    ]


def test_commands(capfd: pytest.CaptureFixture[str]) -> None:
    out, err = obeyed(
        capfd,
        r"\help",
        r"\prefixes",
        r"\queries",
        r"\explain ASK { ?x a skos:Koncept }",
        r"\formt",
        r"\q",
        "X",
    )
    for command in COMMANDS:
        assert command in out
    assert re.search(r"^skos: +<http://www.w3.org/2004/02/skos/core#>$", out, re.M)
    assert "\nsynonyms [term=…]\n" in out
    assert "nothing is a skos:Koncept (did you mean 'skos:Concept'?)" in out
    assert err == "there is no command \\formt (did you mean '\\format'?)\n"


def test_a_query_that_takes_too_long_ends_no_shell(capfd: pytest.CaptureFixture[str]) -> None:
    shell = Shell(Session(), STORE, timeout=0.3)
    _, err = obeyed(capfd, FOREVER, "ASK {}", shell=shell)
    assert "was stopped" in err
    with pytest.raises(QueryTimeoutError):
        shell.obey(FOREVER)
    with pytest.raises(TermgraphError):
        shell.obey("synonyms term")


# On a terminal


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, *args: str, home: Path) -> None:
        self.main, end = pty.openpty()
        env = {**os.environ, "XDG_STATE_HOME": str(home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.process = subprocess.Popen(
            [*COMMAND, *args], stdin=end, stdout=end, stderr=end, env=env, start_new_session=True
        )
        os.close(end)
        self.seen = ""

    def __enter__(self) -> Terminal:
        self.until("termgraph>")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.main)

    def until(self, text: str, seconds: float = 30) -> str:
        """Read until the terminal shows a text, and return what it showed since the last time."""
        begun = time.monotonic()
        while text not in self.seen:
            assert time.monotonic() - begun < seconds, f"{text!r} does not come after {self.seen!r}"
            if select.select([self.main], [], [], 0.2)[0]:
                self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", os.read(self.main, 65536).decode())
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, text: str) -> None:
        os.write(self.main, text.encode())

    def end(self) -> int:
        self.until("termgraph>")  # before that, the terminal itself heeds what is typed
        self.type(CONTROL_D)
        with suppress(OSError):  # so a terminal says on Linux that nobody is there any longer
            while select.select([self.main], [], [], 10)[0] and os.read(self.main, 65536):
                pass
        return self.process.wait(timeout=10)


def test_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "birds.ttl"
    file.write_text(BIRDS, "utf-8")
    with Terminal("-V", str(file), "query", home=tmp_path / "state") as terminal:
        terminal.type("ASK { :owl skos:broad\t")
        terminal.until("skos:broader")
        terminal.type(' :bird ; ?p "eul\t')
        terminal.until('"Eule"@de')
        terminal.type(" }\r")
        terminal.until("yes\r\n")
        terminal.until("termgraph>")
        terminal.type("SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 2 }\r}\r")
        terminal.until("2\r\n")
        assert terminal.end() == 0
    [history] = (tmp_path / "state").rglob("queries")
    assert history.stat().st_mode & 0o077 == 0
    assert '+ASK { :owl skos:broader :bird ; ?p "Eule"@de }\n' in history.read_text("utf-8")
    with Terminal("-V", str(file), "query", home=tmp_path / "state") as again:
        again.type(f"{UP}\r")
        again.until("2\r\n")
        assert again.end() == 0


def test_control_c_stops_a_query_and_not_the_shell(tmp_path: Path) -> None:
    with Terminal("query", home=tmp_path) as terminal:
        terminal.type(f"{ENDLESS}\r")
        terminal.until("asking")
        os.killpg(terminal.process.pid, signal.SIGINT)  # as the terminal does
        terminal.until("stopped")
        terminal.until("termgraph>")
        terminal.type("ASK { ml:softmax a skos:Concept }\r")
        terminal.until("yes\r\n")
        assert terminal.end() == 0


def test_a_history_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Terminal("query", home=tmp_path / "file") as terminal:
        terminal.type("ASK {}\r")
        terminal.until("yes\r\n")
        assert terminal.end() == 0


def test_without_a_terminal_there_is_no_shell() -> None:
    ran = run("query")
    assert (ran.status, ran.out) == (2, "")
    assert "nothing to ask: give SPARQL" in ran.err
