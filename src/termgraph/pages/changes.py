"""What changed in a vocabulary, as it says itself: by the dates of its concepts and collections and by change notes."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from termgraph.names import printable
from termgraph.namespaces import DCT, part_iri

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Change(NamedTuple):
    """The last change of a concept or collection.

    Attributes:
        date: the day, as 2026-11-21.
        iri: what changed.
        kind: "modified", or "created" where it has not been changed since.
        notes: its change notes, for the reader.
    """

    date: str
    iri: str
    kind: str
    notes: tuple[str, ...]

    @property
    def id(self) -> str:
        """An IRI of this very change."""
        return part_iri(self.iri, f"{self.kind}.{self.date}")


def changes(thesaurus: Thesaurus, language: str) -> list[Change]:
    """Return the last change of each concept and collection that has a date, the newest first.

    Args:
        thesaurus: the vocabulary.
        language: that of the notes, where there are some in it.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('''<e:owl> a skos:Concept ; dct:created "2026-01-02" ; dct:modified "2026-03-04" .
    ... <e:jay> a skos:Concept ; dct:created "2026-02-03" ; skos:changeNote "New."@en . <e:bird> a skos:Concept .''')
    >>> [(change.date, change.iri, change.kind, change.notes) for change in changes(birds, "en")]
    [('2026-03-04', 'e:owl', 'modified', ()), ('2026-02-03', 'e:jay', 'created', ('New.',))]
    """
    last: dict[str, tuple[str, bool]] = {}
    for name in ("modified", "created"):
        for iri, text in thesaurus.texts(DCT + name):
            if day := _day(text.value):
                # What was made and changed on one day is new.
                told = day, name == "created"
                last[iri] = max(told, last.get(iri, told))
    found = [
        Change(day, iri, "created" if is_new else "modified", _notes(thesaurus, iri, language))
        for iri, (day, is_new) in last.items()
        if iri in thesaurus.concepts or iri in thesaurus.collections
    ]
    found.sort(key=lambda change: change.iri)
    return sorted(found, key=lambda change: change.date, reverse=True)


def _day(text: str) -> str:
    """Return the day that a date or a moment begins with; "" where there is none in the calendar."""
    found = _DATE.match(text)
    if found:
        with suppress(ValueError):
            date.fromisoformat(found[0])
            return found[0]
    return ""


def _notes(thesaurus: Thesaurus, iri: str, language: str) -> tuple[str, ...]:
    notes = thesaurus.notes(iri, "changeNote")
    spoken = [note for note in notes if thesaurus.speaks(note.lang, language)]
    return tuple(printable(note.text) for note in spoken or notes)
