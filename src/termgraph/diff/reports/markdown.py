"""A difference as Markdown, as it stands in a changelog: all changes by kind, other statements counted."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.diff.changes import Change, Difference
from termgraph.diff.reports.lines import groups, line, summary, untold
from termgraph.diff.words import Piece
from termgraph.markdown import code, escaped
from termgraph.names import printable


def markdown_report(difference: Difference, *, level: int = 2) -> str:
    """Return a difference as Markdown; nothing that a vocabulary says becomes markup.

    Args:
        difference: what differs.
        level: how deep its headings are.
    """
    return "\n".join(_lines(difference, "#" * level)).rstrip("\n") + "\n"


def _lines(difference: Difference, mark: str) -> Iterator[str]:
    yield f"{summary(difference)}."
    if difference.breaking:
        yield from ("", f"{mark} Breaking", "")
        for change in difference.breaking:
            yield f"- {_called(difference, change)}: {_plain(change.breaking)}"
    for title, changes in groups(difference):
        yield from ("", f"{mark} {title}", "")
        for change in changes:
            yield f"- {_line(difference, change)}"
    delta = difference.delta
    if told := list(untold(difference)):
        yield from ("", f"{mark} Other statements", "", "| property | removed | added |", "|---|---:|---:|")
        yield from (f"| {_plain(name)} | {removed:,} | {added:,} |" for name, removed, added in told)
    if delta.left or delta.entered:
        yield from ("", f"In another graph now: {len(delta.entered):,}; in one less: {len(delta.left):,}.")


def _line(difference: Difference, change: Change) -> str:
    told = "".join(map(_told, line(difference, change)))
    return f"{_called(difference, change)}{': ' if told else ''}{told}"


def _called(difference: Difference, change: Change) -> str:
    label, short = difference.label(change.node), difference.curie(change.node)
    named = f"**{_plain(label)}**" if label.strip() else ""
    return named if label == short else f"{named} ({code(printable(short))})"


def _told(piece: Piece) -> str:
    text = _plain(piece.text)
    mark = {"=": "", "-": "~~", "+": "**"}[piece.sign]
    body = text.strip()
    if not body or not mark:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{body}{mark}{after}"


def _plain(text: str) -> str:
    """Return a text on one line, in which no sign is markup."""
    return escaped(printable(text.replace("\n", " "))).replace("|", "\\|")
