"""A change in a line, for people: what it is about, and in pieces what was said and what is said now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from termgraph.diff.changes import KINDS, Change, Difference
from termgraph.diff.facts import Fact
from termgraph.diff.words import Piece, pieces

_MOST_VALUES = 5
_LONGEST = 200
_CONTEXT = 40  # letters of what has not changed, beside what has
#: The kinds that say what became of a thing, and what led to it: how that is said before its new address, or addresses.
_BECAME = {
    "added": "below ",
    "removed": "see ",
    "renamed": "now ",
    "merged": "into ",
    "split": "into ",
    "deprecated": "see ",
}


def groups(difference: Difference) -> Iterator[tuple[str, list[Change]]]:
    """Yield the heading of each kind of changes that there are, and these."""
    for kind, changes in groupby(difference.changes, key=lambda change: change.kind):
        yield KINDS[kind].title, list(changes)


def line(difference: Difference, change: Change) -> list[Piece]:
    """Return what a change says of its thing.

    >>> from termgraph.diff import compare
    >>> from termgraph.skos import Thesaurus
    >>> birds, more = (Thesaurus.from_text(f'<e:owl> skos:prefLabel "{name}"@en .') for name in ("owl", "Owl"))
    >>> found = compare(birds, more)
    >>> "".join(sign + text for sign, text in line(found, found.changes[0]))
    '=en: -owl= → +Owl'
    """
    if change.kind in _BECAME:
        return list(_became(difference, change))
    says = " ".join(filter(None, (change.says, change.lang)))
    lead = [Piece("=", f"{says}: ")] if says else []
    texts = KINDS[change.kind].values == "text"
    if texts and len(change.old) == len(change.new) == 1 and " " in change.old[0]:
        return [*lead, *_around(pieces(*change.old, *change.new))]
    old, new = (list(_values(difference, change, values)) for values in (change.old, change.new))
    gone = _listed(old, "-")
    came = _listed(new, "+")
    return [*lead, *gone, *([Piece("=", " → ")] if gone and came else []), *came]


def _became(difference: Difference, change: Change) -> Iterator[Piece]:
    what = change.says if change.says not in ("concept", "stated") else ""
    named = ", ".join(map(difference.curie if change.kind == "renamed" else difference.label, change.new))
    told = f"{_BECAME[change.kind]}{named}" if named else ""
    if what or told:
        yield Piece("=", ", ".join(filter(None, (what, told))))


def _values(difference: Difference, change: Change, values: tuple[str, ...]) -> Iterator[str]:
    for value in values[:_MOST_VALUES]:
        if KINDS[change.kind].values == "iri":
            yield _named(difference, value)
        else:
            yield value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if len(values) > _MOST_VALUES:
        yield f"and {len(values) - _MOST_VALUES:,} more"


def _named(difference: Difference, node: str) -> str:
    """Return what a thing is called; of another vocabulary's, its short IRI as well."""
    knows = difference.new if node in difference.new.subjects else difference.old
    return knows.label_elsewhere(node)


def _around(found: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a text, of what both say only what stands beside a change."""
    for place, piece in enumerate(found):
        text = piece.text
        if piece.sign == "=" and len(text) > 2 * _CONTEXT:
            head = text[:_CONTEXT] if place else ""
            tail = text[-_CONTEXT:] if place < len(found) - 1 else ""
            text = f"{head}…{tail}"
        yield Piece(piece.sign, text)


def _listed(values: list[str], sign: str) -> list[Piece]:
    found: list[Piece] = []
    for value in values:
        if found:
            found.append(Piece("=", "; "))
        found.append(Piece("-" if sign == "-" else "+", value))
    return found


def summary(difference: Difference) -> str:
    """Return in a line how many changes of each kind there are.

    >>> from termgraph.diff import compare
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text("<e:owl> a skos:Concept .")
    >>> summary(compare(birds, Thesaurus.from_text("")))
    '1 removed; 1 breaking'
    >>> summary(compare(birds, birds))
    'no difference'
    """
    counts = dict(difference.counts)
    others = counts.pop("statements", 0)
    told = [f"{count:,} {kind}" for kind, count in counts.items()]
    if others:
        told.append(f"{others:,} other statement{'' if others == 1 else 's'}")
    breaks = f"; {len(difference.breaking):,} breaking" if difference.breaking else ""
    return (", ".join(told) or "no difference") + breaks


def untold(difference: Difference) -> Iterator[tuple[str, int, int]]:
    """Yield the properties of statements that no change tells of, with how many were removed, and added."""
    removed, added = (_by_property(difference, facts) for facts in difference.untold)
    for name in sorted(removed.keys() | added.keys()):
        yield name, removed[name], added[name]


def _by_property(difference: Difference, facts: tuple[Fact, ...]) -> Counter[str]:
    return Counter(difference.curie(predicate) for _, predicate, _ in facts)
