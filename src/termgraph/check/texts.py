"""The texts of a vocabulary that people read: names and notes, each with what it is of."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.names import language_tag
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import Label


def names(thesaurus: Thesaurus) -> Iterator[tuple[str, Label]]:
    """Yield each name as what it is of, and its kind, text and language."""
    return ((subject, name) for subject, mine in thesaurus.names.items() for name in mine)


def notes(thesaurus: Thesaurus) -> Iterator[tuple[str, Label]]:
    """Yield each note that is a text, likewise.

    >>> list(notes(Thesaurus.from_text('<e:owl> skos:scopeNote "Not the boy."@en-gb .')))
    [('e:owl', ('scopeNote', 'Not the boy.', 'en-GB'))]
    """
    for kind in NOTES:
        for subject, text in thesaurus.texts(SKOS + kind):
            yield subject, (kind, text.value, language_tag(text.language or ""))
