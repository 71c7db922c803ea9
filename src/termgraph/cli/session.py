"""What every command shares: the sources it was given, how much to say, and where to write."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

import click

from termgraph.errors import AmbiguousNameError, TermgraphError
from termgraph.files import is_entries_folder, write_bytes
from termgraph.namespaces import data_dir

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from termgraph.api import TermGraph

_MOST_NOTICES = 10
_PATIENCE = 1.0  # seconds in which nothing is shown of what takes no longer

#: The vocabulary that comes along: its folder in `data/`.
SHIPPED = "ml"


def examples(*commands: str, more: str = "") -> str:
    """Return the examples below a command's `--help`, a line each, and a paragraph after them."""
    lines = "\n".join(f"  {command}" for command in commands)
    return f"\b\nExample{'s' if len(commands) > 1 else ''}:\n{lines}" + (f"\n\n\b\n{more}" if more else "")


class Session:
    """One run of the command.

    Args:
        sources: what `-V` named; empty for the machine-learning vocabulary.
        verbosity: -1 quiet, 0 usual, 1 verbose.
        base: what relative IRIs are relative to; None for where each file lies.
    """

    def __init__(self, sources: Sequence[str] = (), verbosity: int = 0, base: str | None = None) -> None:
        self.sources = tuple(sources)
        self.base = base
        self.verbosity = verbosity
        self._notices = 0
        self._opened: TermGraph | None = None

    @classmethod
    def given(cls, sources: Sequence[str], verbosity: int = 0, base: str | None = None) -> Session:
        """Return the session for what `-V` named, else for what the environment names."""
        named = os.environ.get("TERMGRAPH_VOCAB", "").split(os.pathsep)
        return cls(sources or [source for source in named if source], verbosity, base)

    @classmethod
    def completing(cls, ctx: click.Context) -> Session:
        """Return the session for completing a word, when no command has run; it says nothing."""
        params = ctx.find_root().params
        return cls.given(params.get("sources", ()), verbosity=-1, base=params.get("base"))

    def on(self, *sources: str, base: str | None = None) -> Session:
        """Return the session for other sources, whose relative IRIs are relative to another base where one is given."""
        return Session(sources, self.verbosity, base or self.base)

    def open(self, *, tolerant: bool = False) -> TermGraph:
        """Open the sources, saying what was repaired in them.

        Args:
            tolerant: pass over what is wrong in entries, and say how much that is.
        """
        from termgraph.api import TermGraph

        sources = self.sources or (str(data_dir() / SHIPPED),)

        begun = time.monotonic()
        with busy(f"reading {', '.join(self.sources) or 'the vocabulary'}"):
            store = TermGraph.open(*sources, notice=self.notice, base=self.base, tolerant=tolerant)
        self.more_notices()
        self.detail(f"read {len(store.record):,} triples in {time.monotonic() - begun:.2f} s")
        if store.problems:
            count = len(store.problems)
            what = "1 problem in the entries is" if count == 1 else f"{count:,} problems in the entries are"
            self.say(f"note: {what} passed over; `termgraph check` says where, and what to do")
        self._opened = store
        return store

    def keep(self, *, quads: bool = False) -> None:
        """Keep what was found out about what was opened, or its quads, so that the next command need not read it."""
        if self._opened is not None:
            if sys.stdout is not None:
                sys.stdout.flush()
            with busy("keeping what was read for the next time"):
                self._opened.keep_quads() if quads else self._opened.keep()

    def folder(self, *, new: bool = False) -> Path:
        """Return the entries folder to work on: the one that `-V` names, or the one we stand in.

        Args:
            new: whether the one that `-V` names need not be there yet.

        Raises:
            TermgraphError: where there is none, or several.
        """
        if len(self.sources) > 1:
            raise TermgraphError("several vocabularies are given, and this works on one", hint="give one -V")
        folder = Path(self.sources[0]) if self.sources else Path()
        if self.sources and not folder.is_dir() and (folder.exists() or not new):
            what = "is no folder" if folder.exists() else "no such folder"
            raise TermgraphError(f"{what}; this works on an entries folder", folder)
        if not self.sources and not is_entries_folder(folder):
            raise TermgraphError("no entries folder is given", hint="say which: termgraph -V FOLDER …")
        return folder

    @property
    def name(self) -> str:
        """A name for files made from the vocabulary: that of the first source, without its endings."""
        if not self.sources:
            return SHIPPED
        name = Path(self.sources[0]).resolve().name.partition(".")[0] if self.sources[0] != "-" else ""
        return name or "vocabulary"

    def notice(self, text: str) -> None:
        """Tell of something repaired while reading; the first ten unless verbose."""
        self._notices += 1
        if self._notices <= _MOST_NOTICES or self.verbosity > 0:
            self.say(f"note: {text}")

    def more_notices(self) -> None:
        """Tell how many notices were not told."""
        if self._notices > _MOST_NOTICES and self.verbosity == 0:
            self.say(f"… and {self._notices - _MOST_NOTICES} more notices (termgraph -v shows all)")

    def say(self, text: str) -> None:
        """Print a message for people to standard error, unless quiet."""
        from termgraph.names import printable

        if self.verbosity >= 0:
            sys.stderr.write(f"{printable(text)}\n")  # at once, since a server says each request
            sys.stderr.flush()

    def weigh(self, kilobytes: float, *stores: TermGraph) -> None:
        """Tell how much memory it takes to go through all of a large vocabulary, before it is taken.

        Args:
            kilobytes: what a triple takes, as it was measured (see the benchmarks).
            stores: the vocabularies.
        """
        count = sum(len(store.record) for store in stores)
        if any(store.is_large for store in stores):
            size = f"{count * kilobytes / 1e6:.0f} GB of memory"
            self.say(f"note: all of {count:,} triples is gone through, which takes some {size}")

    def detail(self, text: str) -> None:
        """Print a message to standard error when verbose."""
        if self.verbosity > 0:
            self.say(text)


def told(error: TermgraphError) -> str:
    """Return an error as it is told to people: with the concepts that an ambiguous name may mean, nothing to obey."""
    from termgraph.names import printable

    lines = str(error).split("\n")
    if isinstance(error, AmbiguousNameError):
        lines += [f"  {label}  <{iri}>" for iri, label in error.candidates]
    return "\n".join(map(printable, lines))


def complete_term(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the labels that begin with what has been typed, for the shell."""
    from click.shell_completion import CompletionItem

    try:
        store = Session.completing(ctx).open(tolerant=True)
    except TermgraphError:  # the command itself will say it
        return []
    labels = sorted(store.label(iri) for iri in sorted(store.concepts))
    return [CompletionItem(label) for label in labels if label.casefold().startswith(incomplete.casefold())]


class Listing(click.Option):
    """An option whose help lists its choices in place of `{choices}`, since they may be more than fit a line."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return what `--help` says of it."""
        record = super().get_help_record(ctx)
        if record is None or not isinstance(self.type, click.Choice):
            return record
        return record[0], record[1].replace("{choices}", ", ".join(self.type.choices))


#: Hands the session to a command as its first argument.
pass_session = click.make_pass_decorator(Session, ensure=True)


def write(data: bytes, output: str | None) -> None:
    """Write a result to a file, or to standard output for None and `-`; a terminal gets nothing to obey."""
    if output is None or output == "-":
        if sys.stdout is None:
            raise TermgraphError("standard output is closed")
        sys.stdout.flush()
        rest = memoryview(_escaped(data) if is_terminal(sys.stdout) else data)
        while rest:  # with PYTHONUNBUFFERED a write may be of a part only
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    else:
        write_bytes(Path(output), data)


def _escaped(data: bytes) -> bytes:
    r"""Return a text with control and direction-turning characters as escapes, the same to Turtle and JSON.

    >>> _escaped(b"\x1b[31mred\r\n")
    b'\\u001b[31mred\r\n'
    """
    from termgraph.names import BIDI_CONTROL, UNPRINTABLE

    unsafe = f"\r(?!\n)|{UNPRINTABLE.pattern}|{BIDI_CONTROL.pattern}"
    text = data.decode("utf-8", "replace")
    return re.sub(unsafe, lambda match: f"\\u{ord(match.group()):04x}", text).encode()


def width() -> int | None:
    """Return the width of the terminal, or None where standard output is none."""
    if not is_terminal(sys.stdout):
        return None
    import shutil

    return shutil.get_terminal_size().columns


class Done(Protocol):
    """Is told the share of the work that is done, from 0 to 1, and what is being done."""

    def __call__(self, share: float, text: str = "", /) -> None:
        """Take note."""


@contextmanager
def busy(what: str) -> Iterator[Done]:
    """Show on a terminal that something takes more than a second, with the seconds that have passed.

    Yields a function to call with the share of the work that is done, from 0 to 1, and what is being done; then a bar
    and how long it may still take are shown as well.
    """
    if not is_terminal(sys.stderr):
        yield lambda _share, _text="": None
        return
    over = threading.Event()
    share: float | None = None
    doing = ""

    def done(now: float, text: str = "", /) -> None:
        nonlocal share, doing
        share, doing = now, text

    def show() -> None:
        begun = time.monotonic()
        delay = _PATIENCE
        while not over.wait(delay):
            delay = 0.25
            text = f"{what} … {_bar(share, time.monotonic() - begun)}{doing and f': {doing}'}"
            sys.stderr.write(f"\r\x1b[K{text[: _columns() - 1]}")
            sys.stderr.flush()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _bar(share: float | None, seconds: float) -> str:
    """Return the seconds that have passed; of a share of the work that is known, a bar and the seconds left.

    >>> _bar(0.5, 12), _bar(None, 2.3)
    ('[##########          ] 50 % 12 s, 12 s left', '2 s')
    """
    passed = f"{seconds:.0f} s"
    if share is None:
        return passed
    full = round(20 * share)
    left = f", {seconds * (1 - share) / share:.0f} s left" if share > 0 else ""
    return f"[{'#' * full}{' ' * (20 - full)}] {100 * share:.0f} % {passed}{left}"


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal."""
    return stream is not None and stream.isatty()  # None where the shell closed it: `termgraph … 2>&-`


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:
        return 80
