"""The command as a process: terminals, signals, pipes, streams that are closed, and completion by the shell."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import time
import traceback
from pathlib import Path
from typing import Any

import pytest

from termgraph.cli.text import _wrapped
from termgraph.store.tables import cell_width
from tests.commands import BIRDS, COMMAND, ENDLESS, run, spawn, start


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    path = tmp_path / "birds.ttl"
    path.write_text(BIRDS, "utf-8")
    return path


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert f"_TERMGRAPH_COMPLETE={shell}_complete" in ran.out


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["sh"], {"show"}),
        (["show", "softm"], {"softmax"}),
        (["query", "misn"], {"misnomers"}),
        (["-V", "birds.ttl", "show", "b"], {"bat", "bird"}),
        (["-V", "missing.ttl", "show", "b"], set()),
    ],
)
def test_words_are_completed(
    words: list[str], completed: set[str], birds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(birds.parent)
    monkeypatch.setenv("_TERMGRAPH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(["termgraph", *words]))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    ran = run()
    assert (ran.status, ran.err) == (0, "")
    assert {line.removeprefix("plain,") for line in ran.out.split("\n") if line} == completed


# Terminals


def on_terminal(*args: str, columns: int = 80, env: dict[str, str] | None = None) -> str:
    """Run the command with a terminal as its standard output and return what it wrote there."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), **(env or {})}
    process = subprocess.Popen([*COMMAND, *args], stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says EIO where others say the end
            break
        if not part:
            break
        written += part
    os.close(ours)
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 0
    return written.decode().replace("\r\n", "\n")


COLOUR = re.compile(r"\x1b\[\d*m")


def test_a_terminal_has_colour_and_its_own_width() -> None:
    text = on_terminal("show", "softmax", columns=60)
    assert "\x1b[1msoftmax\x1b[0m" in text
    assert max(cell_width(COLOUR.sub("", line)) for line in text.splitlines()) <= 60
    assert COLOUR.sub("", text).split() == run("show", "softmax").out.split()


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(env: dict[str, str]) -> None:
    text = on_terminal("show", "softmax", env=env)
    assert text.startswith("softmax")
    assert "\x1b" not in text


def test_an_empty_no_color_means_nothing() -> None:
    assert "\x1b[1m" in on_terminal("search", "softmax", env={"NO_COLOR": ""})


@pytest.mark.parametrize("wide", [5, 20, 80])
@pytest.mark.parametrize(
    "text",
    ["长定义" * 40, "a " * 100, "x" * 300, "e\u0301" * 90, "two\n\nparagraphs", "", "鸟 is a bird " * 9],
)
def test_lines_are_no_wider_than_the_terminal(text: str, wide: int) -> None:
    lines = _wrapped(text, wide)
    assert lines
    assert max(map(cell_width, lines)) <= wide
    assert "".join("".join(lines).split()) == "".join(text.split())


# Processes, signals and streams


def test_python_m_termgraph_is_the_command() -> None:
    done = spawn("show", "softmax")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == run("show", "softmax").out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf8_whatever_the_surroundings_say(encoding: str) -> None:
    done = spawn("show", "R²", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert done.returncode == 0
    assert "R²" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "args", [["stats"], ["export"], ["show", "softmax"], ["query", "misnomers"], ["--help"]]
)
def test_a_closed_pipe_ends_it_quietly_with_141(args: list[str]) -> None:
    with start(*args) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_head_is_content_with_the_first_line(unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with start("export", "-f", "ntriples", env=environment) as process:  # more than a pipe holds
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"<")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def interrupted(process: subprocess.Popen[bytes], after: float) -> tuple[int, str]:
    time.sleep(after)
    assert process.poll() is None, "it had ended before it was interrupted"
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()  # or a query that heeds no Ctrl-C runs on for years
    assert time.monotonic() - begun < 5
    assert out == b""
    return process.returncode, err.decode()


@pytest.mark.parametrize("option", [[], ["--timeout", "60"]])
def test_control_c_during_a_query(option: list[str]) -> None:
    status, err = interrupted(start("query", ENDLESS, *option), 1)
    assert (status, err.strip()) == (130, "termgraph: interrupted")


def test_control_c_during_reading() -> None:
    with start("-V", "-", "stats", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"<a:b> <a:c> <a:d> .\n" * 1000)
        process.stdin.flush()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().strip() == "termgraph: interrupted"
        assert process.wait(20) == 130


@pytest.mark.parametrize(
    ("args", "statuses"),
    [
        (["show", "softmax"], (0, 0, 0)),
        (["export"], (0, 3, 0)),
        (["query", "-"], (3, 3, 0)),
        (["-V", "-", "stats"], (3, 3, 3)),
        (["show", "zzzqqq"], (1, 1, 1)),
    ],
)
def test_a_closed_stream_is_no_bug(args: list[str], statuses: tuple[int, int, int]) -> None:
    for stream, status in enumerate(statuses):
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$@" {stream}>&-', "sh", *COMMAND, *args],
            input=b"ASK {}",
            capture_output=True,
            check=False,
            timeout=30,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == status, (stream, done.stderr)


def test_a_bug_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("by design")

    monkeypatch.setattr("termgraph.cli.session.Session.open", fail)
    shown: list[str] = []
    monkeypatch.setattr(traceback, "print_exc", lambda: shown.append("traceback"))
    ran = run("show", "softmax")
    assert (ran.status, ran.out, shown) == (4, "", ["traceback"])
    assert ran.err == "termgraph: this is a bug; please report it with the lines above\n"
