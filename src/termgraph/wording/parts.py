"""The labels that parts of a published term stand under: whoever writes a glossary and whoever reads one asks here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from termgraph.namespaces import LABEL_TYPES, is_language_tag
from termgraph.relations import Relations
from termgraph.wording.words import Words, upper

#: What a part is: the key that it has in an entry, and which of several: a type of name, a kind of relation.
Meaning = tuple[str, str]

_LANGUAGE = re.compile(r"(.+) \(([A-Za-z]{2,8}(?:-\w+)*)\)")
#: Parts whose label is one of the headings that all outputs share.
_SHARED = {
    "prefLabel": "languages",
    "definition": "definition",
    "notation": "notation",
    "status": "status",
    "deprecated": "deprecated",
    "sources": "sources",
    "misnomer": "misnomer",
    "suggests": "suggests",
    "fields": "fields",
    "why": "why",
    "jest": "jest",
    "said_by": "said_by",
    "proposed_by": "proposed_by",
    "auxiliary": "auxiliary",
    "reviewedBy": "reviewed_by",
    "approvedBy": "approved_by",
    "replaces": "replaces",
    "created": "created",
    "modified": "modified",
}


class Parts:
    """The labels of the parts of a term in one language, each of another meaning.

    Args:
        said: the words of the language.
        relations: the kinds of relations, with the vocabulary's own.
        attributes: what the vocabulary's own properties are called in the language, by name.

    >>> from termgraph.relations import RELATIONS
    >>> from termgraph.wording import words
    >>> german = Parts(words("de"), RELATIONS, {})
    >>> german.label("relation", "related"), german.label("altLabels", lang="fr")
    ('Siehe auch', 'Auch genannt (fr)')
    >>> german.meaning("Auch genannt (fr)"), german.meaning("Auch anders genannt")
    ((('altLabels', ''), 'fr'), None)
    """

    def __init__(self, said: Words, relations: Relations, attributes: Mapping[str, str]) -> None:
        self.words = said
        self._labels: dict[Meaning, str] = {}
        self._meanings: dict[str, Meaning] = {}
        for meaning, label in _labels(said, relations, attributes):
            name = label if label not in self._meanings else f"{label} ({meaning[1] or meaning[0]})"
            self._labels[meaning] = name
            self._meanings.setdefault(name, meaning)

    def label(self, key: str, which: str = "", *, lang: str = "") -> str:
        """Return the label of a part, with its language where that is another one than the glossary's."""
        label = self._labels[key, which]
        return f"{label} ({lang})" if lang else label

    def meaning(self, label: str) -> tuple[Meaning, str] | None:
        """Return what a label means, and the language that it names, "" for none; None for a label that is none."""
        if label in self._meanings:
            return self._meanings[label], ""
        named = _LANGUAGE.fullmatch(label)
        if named is None or named[1] not in self._meanings or not is_language_tag(named[2]):
            return None
        return self._meanings[named[1]], named[2]


def _labels(
    said: Words, relations: Relations, attributes: Mapping[str, str]
) -> Iterator[tuple[Meaning, str]]:
    yield from (((key, ""), said.headings[heading]) for key, heading in _SHARED.items())
    also, hidden = said.relations["synonymOf"].back, upper(said.names["hidden"])
    yield from ((("altLabels", ""), also), (("hiddenLabels", ""), hidden))
    for type_ in LABEL_TYPES:
        yield ("hiddenLabels", type_), f"{hidden} ({said.names[type_]})"
        yield ("altLabels", type_), upper(said.names[type_])
    yield ("proposedNames", ""), upper(said.names["proposed"])
    yield from ((("note", kind), heading) for kind, heading in said.notes.items())
    yield from ((("group", kind), heading) for kind, heading in said.groups.items())
    yield ("of", ""), said.relations["misnomerOf"].heading
    for row in relations.values():
        told = said.relation(row)
        if row.name not in {"misnomerOf", "synonymOf", "abbreviationOf", "member"}:
            yield ("relation", row.name), told.heading
            if row.back not in {"", row.name}:
                yield ("back", row.name), told.back
    yield from ((("source", name), label) for name, label in said.source.items())
    yield from ((("attribute", name), label) for name, label in attributes.items())
