"""Runs the command as a user does: in this process where that shows all, else as a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from termgraph.cli import main

COMMAND = (sys.executable, "-m", "termgraph")

#: A small vocabulary of a stranger.
BIRDS = """
@prefix : <http://birds.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:altLabel "night bird"@en ; skos:broader :bird .
:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:altLabel "night bird"@en .
:bird a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de ; skos:definition "Animal with feathers."@en .
"""

#: A question that the engine would work on for years.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit status, and what it wrote where."""

    status: int
    out: str
    err: str


def run(*args: str | Path, stdin: bytes = b"") -> Ran:
    """Run the command in this process, its streams replaced; what it prints is read as UTF-8."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict") for _ in range(2))
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
    status = ended.value.code
    assert isinstance(status, int)
    return Ran(status, *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def spawn(
    *args: str | Path, env: Mapping[str, str] | None = None, timeout: float = 30, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own and wait for it; its streams are captured unless options differ."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    if "input" in given:
        del given["stdin"]
    return subprocess.run(
        [*COMMAND, *args], env={**os.environ, **(env or {})}, timeout=timeout, check=False, **given
    )


def start(*args: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own, with pipes for both streams."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    return subprocess.Popen([*COMMAND, *args], **given)


def one_line(ran: Ran) -> str:
    """Return what was said of a failure, having checked that it is one line, with nothing on standard output."""
    assert ran.out == ""
    assert ran.err.startswith("termgraph: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err.removeprefix("termgraph: ").rstrip("\n")
