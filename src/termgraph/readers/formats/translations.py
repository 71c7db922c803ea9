"""Terms with their translations, as PO and XLIFF have them: units become records in two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from termgraph.names.headings import heading_names
from termgraph.readers import tuned
from termgraph.readers.records.assemble import Extra, RawEntry
from termgraph.records import Dropped, RecordLabel


@dataclass(frozen=True, slots=True)
class Unit:
    """A term with what it is called in another language.

    Args:
        term: the term.
        translations: its names in the other language.
        language: of these.
        first: its first line.
        last: its last line.
        plural: the term's plural, "" where none is given.
        plurals: those of the translation.
        context: what tells it from others of the same name.
        body: what says what it is.
        fields: what else is said of it.
        id: how the document calls it.
        open: why the translation is not to be used yet, "" where it is.
    """

    term: str
    translations: tuple[str, ...]
    language: str
    first: int
    last: int
    plural: str = ""
    plurals: tuple[str, ...] = ()
    context: str = ""
    body: str = ""
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    id: str = ""
    open: str = ""


def entries(units: Sequence[Unit]) -> tuple[list[RawEntry], list[Dropped]]:
    """Return units as entries, and what was not taken: sentences, and translations that are not finished.

    >>> raws, dropped = entries([Unit("owl", ("Eule",), "de", 1, 2), Unit("It does not hunt by day.", (), "de", 4, 5)])
    >>> [(raw.heading, raw.extra.labels) for raw in raws], [one.why for one in dropped]
    ([('owl', (RecordLabel(label='Eule', type=None, language='de'),))], ['a sentence, no term'])
    """
    known = Counter(unit.term for unit in units)
    raws: list[RawEntry] = []
    dropped: list[Dropped] = []
    for unit in units:
        where = f"line {unit.first}"
        if _is_sentence(unit.term):
            dropped.append(Dropped(where, "a sentence, no term"))
            continue
        if unit.open and any(unit.translations):
            dropped.append(Dropped(where, f"'{unit.term}': its translation is {unit.open}"))
        raws.append(_entry(unit, homonym=known[unit.term] > 1))
    return raws, dropped


def _is_sentence(text: str) -> bool:
    """Tell whether a text is one of a program or a page, and no name."""
    ended = text.rstrip().endswith((".", "!", "?", ":", "。"))
    return not heading_names(text, exact=True).labels or (ended and len(text.split()) > tuned.NAME_WORDS)


def _entry(unit: Unit, *, homonym: bool) -> RawEntry:
    """Return a unit as an entry; what tells homonyms apart is what stands behind their names in brackets."""
    labels = [RecordLabel(unit.plural, "plural")] if unit.plural and unit.plural != unit.term else []
    if not unit.open:
        names = {**dict.fromkeys(unit.plurals, "plural"), **dict.fromkeys(unit.translations)}
        told = [name for name in dict.fromkeys((*unit.translations, *unit.plurals)) if name]
        labels += [RecordLabel(name, names[name], unit.language) for name in told]
    context = {"qualifier" if homonym else "context": (unit.context,)} if unit.context else {}
    extra = Extra("entry", tuple(labels), {**context, **unit.fields}, exact=True)
    anchors = (unit.id,) if unit.id else ()
    return RawEntry(unit.term, unit.body, unit.first, unit.last, anchors=anchors, extra=extra)
