"""Errors that people read: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from os import PathLike, fspath


class TermgraphError(Exception):
    """Something in the input or the request is wrong; the message is for the person who made it.

    Args:
        message: what is wrong, in one sentence without a full stop.
        path: the file it stands in.
        line: its line, from 1.
        column: its column, from 1.
        hint: what to do about it.
        snippet: the offending line with a caret below it, shown under the message.

    >>> print(TermgraphError("unknown key 'broder'", "softmax.md", 3, 1, "did you mean 'broader'?"))
    softmax.md:3:1: unknown key 'broder' (did you mean 'broader'?)
    """

    def __init__(
        self,
        message: str,
        path: str | PathLike[str] | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        *,
        snippet: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = fspath(path) if path is not None else None
        self.line = line
        self.column = column
        self.hint = hint
        self.snippet = snippet

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        if self.hint:
            text += f" ({self.hint})"
        if self.snippet:
            text += f"\n{self.snippet}"
        return text


class Problems(TermgraphError):
    """Several errors found in one reading, in the order in which they stand in the files.

    >>> error = Problems([TermgraphError("empty label", "a.md", 2), TermgraphError("no definition", "b.md", 9)])
    >>> print(error)
    a.md:2: empty label
    b.md:9: no definition
    2 problems
    """

    def __init__(self, problems: Sequence[TermgraphError], hint: str | None = None) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'}", hint=hint)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), super().__str__()])


class NotFoundError(TermgraphError):
    """No such term, query or source; the hint names the nearest ones."""


class AmbiguousNameError(NotFoundError):
    """A name that several concepts bear, where one is needed.

    Args:
        message: what is wrong.
        candidates: an (IRI, preferred label) pair for each of the concepts.
        hint: how to say which one is meant.
    """

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]], hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)


class QueryTimeoutError(TermgraphError):
    """A query ran longer than it was allowed to and was stopped."""


class TooLargeError(TermgraphError):
    """An answer is larger than it is allowed to be, or what is asked is."""


class UnavailableError(TermgraphError):
    """What answers queries cannot do so now: all of it is busy, or it ended over the query.

    Args:
        message: what is wrong.
        hint: what to do about it.
        after: seconds after which it is worth asking again; None where it is not.
    """

    def __init__(self, message: str, hint: str | None = None, *, after: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.after = after


class BusyError(UnavailableError):
    """All of what answers queries is busy."""


def nearest(word: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Return up to `n` candidates that look like a misspelling of `word`, best first.

    >>> nearest("broder", ["broader", "related", "prefLabel"])
    ['broader']
    """
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    return [by_folded[hit] for hit in difflib.get_close_matches(word.casefold(), by_folded, n, cutoff=0.6)]


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return a hint that names the candidate nearest to `word`, or None where none is near.

    >>> did_you_mean("synonims", ["synonyms", "misnomers"])
    "did you mean 'synonyms'?"
    """
    hits = nearest(word, candidates, 1)
    return f"did you mean '{hits[0]}'?" if hits else None


_WIDTH = 100  # characters of a line that is shown


def caret(text: str, line: int, column: int) -> str:
    r"""Return line `line` of `text` with a caret below column `column` (both from 1), cut to what a terminal shows.

    >>> print(caret("SELECT *\nWHER { }", 2, 1))
      WHER { }
      ^
    """
    lines = text.split("\n")
    shown = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
    start = max(0, column - 1 - _WIDTH // 2) if len(shown) > _WIDTH else 0
    shown = shown[start : start + _WIDTH]
    lead = "".join("\t" if char == "\t" else " " for char in shown[: column - 1 - start])
    return f"  {shown}\n  {lead}^"
