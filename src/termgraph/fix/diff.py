"""What was changed, for people: by rule and by subject, each triple on a line that begins with + or -."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from termgraph.check.rules import all_checks
from termgraph.fix.run import Change, Fixed
from termgraph.names import language_tag
from termgraph.store.nodes import node_of


def diff_text(fixed: Fixed) -> str:
    """Return the changes as N-Quads with + or - before them, and comments; among these, what was read otherwise.

    >>> from termgraph.fix import fix
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<http://e.org/owl> skos:prefLabel "owl"@en ; skos:related <http://e.org/owl> .')
    >>> print(diff_text(fix(birds, select=["reflexive"])), end="")
    # reflexive: A concept is related to itself (1 removed)
    # “owl”
    - <http://e.org/owl> <http://www.w3.org/2004/02/skos/core#related> <http://e.org/owl> .
    """
    return "".join(f"{_visible(line)}\n" for line in _lines(fixed))


def _lines(fixed: Fixed) -> Iterator[str]:
    yield from (f"# {notice}" for notice in fixed.misread)
    for rule, group in groupby(fixed.changes, key=lambda change: change.rule):
        changes = list(group)
        yield f"# {rule}: {all_checks()[rule].rule.title} ({counted(changes)})"
        for subject, of_subject in groupby(changes, key=lambda change: change.triple.subject):
            named = fixed.labels.get(subject.value) if isinstance(subject, NamedNode) else None
            yield f"# {subject}" if named is None else f"# “{named}”"
            for change in of_subject:
                yield _line(fixed, change)


def _line(fixed: Fixed, change: Change) -> str:
    subject, value = change.triple.subject, change.triple.object
    said, named = str(value), None
    if isinstance(value, Literal) and value.language:  # as it is written
        text, _, direction = said.rpartition(f"@{value.language}")
        said = f"{text}@{language_tag(value.language)}{direction}"
    elif isinstance(value, NamedNode) and value != subject:
        named = fixed.labels.get(value.value)
    graph = f" {node_of(change.graph)}" if change.graph else ""
    told = f"  # “{named}”" if named else ""
    return f"{'+' if change.added else '-'} {subject} {change.triple.predicate} {said}{graph} .{told}"


def counted(changes: list[Change]) -> str:
    """Return how many triples were added and removed."""
    plus = sum(change.added for change in changes)
    minus = len(changes) - plus
    return ", ".join(f"{count:,} {what}" for count, what in ((plus, "added"), (minus, "removed")) if count)


def _visible(text: str) -> str:
    """Return a text with what cannot be seen written as N-Triples escapes it."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
