"""A difference for people at a terminal: by kind, a few of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from termgraph.diff.changes import Change, Difference, text_of
from termgraph.diff.reports.lines import groups, line, summary, untold
from termgraph.diff.words import Piece
from termgraph.names import printable

FEW = 10

Style = Callable[[str, str], str]


def text_report(
    difference: Difference, *, most: int | None = FEW, style: Style = lambda text, _: text
) -> str:
    """Return a difference as text.

    Args:
        difference: what differs.
        most: how many changes of a kind are shown; None for all, and for all other statements.
        style: returns a text in the colour of "removed", "added", "breaking" or "title".
    """
    return "\n".join([*_lines(difference, most, style), summary(difference)]) + "\n"


def _lines(difference: Difference, most: int | None, style: Style) -> Iterator[str]:
    for title, changes in groups(difference):
        yield style(f"{title} ({len(changes):,})", "title")
        for change in changes[:most]:
            yield "  " + _line(difference, change, style)
        if most is not None and len(changes) > most:
            yield f"  … and {len(changes) - most:,} more"
        yield ""
    yield from _others(difference, most, style)


def _line(difference: Difference, change: Change, style: Style) -> str:
    label, short = difference.label(change.node), difference.curie(change.node)
    told = "".join(_told(piece, style) for piece in line(difference, change))
    named = printable(label if label == short else f"{label} ({short})")
    broken = style(f"  breaking: {printable(change.breaking)}", "breaking") if change.breaking else ""
    return f"{named}{': ' if told else ''}{told}{broken}"


def _told(piece: Piece, style: Style) -> str:
    text = printable(" ".join(piece.text.split("\n")))
    if piece.sign == "=":
        return text
    removed = piece.sign == "-"
    return style(f"[-{text}-]" if removed else f"{{+{text}+}}", "removed" if removed else "added")


def _others(difference: Difference, most: int | None, style: Style) -> Iterator[str]:
    told = list(untold(difference))
    delta = difference.delta
    moved = len(delta.left) + len(delta.entered)
    if told or moved:
        yield style("Other statements", "title")
        for name, removed, added in told:
            counts = ", ".join(f"{n:,} {what}" for n, what in ((removed, "removed"), (added, "added")) if n)
            yield f"  {printable(name)}: {counts}"
        if moved:
            yield f"  in another graph: {len(delta.left):,} left one, {len(delta.entered):,} entered one"
        if most is None:
            yield from (f"  {one}" for one in _listed(difference))
        yield ""


def _listed(difference: Difference) -> Iterator[str]:
    removed, added = difference.untold
    yield from (printable(f"- {text_of(fact)}") for fact in removed)
    yield from (printable(f"+ {text_of(fact)}") for fact in added)
    yield from (printable(f"- {text_of(one[1:], one[0])}") for one in difference.delta.left)
    yield from (printable(f"+ {text_of(one[1:], one[0])}") for one in difference.delta.entered)
