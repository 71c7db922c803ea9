"""What columns of a table, keys of an object or of a front matter say of one entry: gathered role by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from termgraph.names import word_set
from termgraph.names.headings import heading_names
from termgraph.readers.records.links import Link
from termgraph.readers.records.raw import Extra, RawEntry
from termgraph.records import DISCOURAGED, RecordLabel, RecordText

#: The roles of further names, with what kind of name they are.
NAMES = {
    "term": None,
    "alias": None,
    "expansion": None,
    "abbreviation": "abbreviation",
    "hidden": "misspelling",
    "discouraged": DISCOURAGED,
}
#: The relations that roles state, from the entry on.
RELATIONS = {
    "see also": "related",
    "broader": "broader",
    "narrower": "narrower",
    "part of": "partOf",
    "contrast with": "contrastsWith",
    "confused with": "confusedWith",
}
#: The tag of a language that nothing says.
UNKNOWN = "und"
#: Parts that are in no language.
_NEUTRAL = frozenset({"id", "status", "notation", *RELATIONS})
#: With one of these a document says that a name is not to be used.
_DISCOURAGING = word_set(
    "discouraged | forbidden | prohibited | deprecated | superseded | obsolete | avoid | do not use"
    " | not recommended | not preferred"
    " | nonpreferred | disallowed | banned | verboten | veraltet | vermeiden | abgelehnt | interdit | obsolète"
    " | prohibido | obsoleto",
    "|",
)


def is_discouraging(status: str) -> bool:
    """Tell whether the status of a name says not to use it, as TBX and tables write it.

    >>> [is_discouraging(text) for text in ("deprecatedTerm-admn-sts", "Forbidden", "preferred", "not_recommended")]
    [True, True, False, True]
    """
    bare = re.sub(r"(?i)-?term|-admn-sts", "", status.strip()).casefold()
    return " ".join(re.split(r"[\W_]+", bare)).strip() in _DISCOURAGING


@dataclass
class Gathered:
    """What is said of an entry so far; `language` is that of the name and the text.

    >>> owl = Gathered()
    >>> for role, text in (("term", "Owl"), ("definition", "A bird."), ("alias", "Strix"), ("", "brown")):
    ...     owl.add(role, [text], key="colour")
    >>> owl.name, owl.body, [label.label for label in owl.labels], owl.fields
    ('Owl', 'A bird.', ['Strix'], {'colour': ('brown',)})
    """

    name: str = ""
    body: str = ""
    language: str = ""
    labels: list[RecordLabel] = field(default_factory=list)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: list[RecordText] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def lacks(self, role: str) -> bool:
        """Tell whether a role is that of the name or the text, and nothing had it yet."""
        return (role == "term" and not self.name) or (role == "definition" and not self.body)

    def add(self, role: str, texts: Sequence[str], *, key: str = "", language: str = "") -> None:
        """Add what has a role ("" for none, which becomes a field called `key`); the first term is the name.

        What is in another language than the entry stays apart.
        """
        if language != self.language and language:
            self.translated(role, texts, language, key=key)
        elif role == "term" and not self.name:
            self.name, *more = texts
            self.labels += map(RecordLabel, more)
        elif role == "definition" and not self.body:
            self.body = "\n\n".join(texts)
        elif role in NAMES:
            self.labels += [RecordLabel(text, NAMES[role]) for text in texts]
        else:
            self.field(role or key, texts)

    def translated(self, role: str, texts: Sequence[str], language: str, *, key: str = "") -> None:
        """Add what has a role in another language than the entry's.

        >>> owl = Gathered("Owl")
        >>> owl.translated("term", ["Eule"], "de")
        >>> owl.labels
        [RecordLabel(label='Eule', type=None, language='de')]
        """
        if role in NAMES:
            self.labels += [RecordLabel(text, NAMES[role], language) for text in texts]
        else:
            self.texts += [RecordText(text, language, role or key) for text in texts]

    def field(self, key: str, texts: Sequence[str]) -> None:
        """Add texts to a field."""
        self.fields[key] = (*self.fields.get(key, ()), *texts)

    def see(self, texts: Sequence[str], line: int, relation: str = "") -> None:
        """Add links to other entries by their names."""
        self.links += [Link(text, text, line, relation) for text in texts]

    def _demoted(self) -> None:
        """Let a name that is not to be used, as its status says, give way to another one, if there is any."""
        other = next((one for one in self.labels if not one.language and not one.type), None)
        if other is not None and any(map(is_discouraging, self.fields.get("status", ()))):
            del self.fields["status"]
            self.labels.remove(other)
            self.labels.append(RecordLabel(self.name, DISCOURAGED))
            self.name = other.label

    def _turned(self) -> None:
        """Make the first of the other names the name: all that is in its language is the entry's own then."""
        first = self.labels.pop(0)
        self.name = first.label
        if first.language:
            own, told = self.language or UNKNOWN, self.fields
            self.texts += [RecordText(self.body, own)] if self.body else []
            self.texts += [
                RecordText(text, own, key)
                for key, texts in told.items()
                if key not in _NEUTRAL
                for text in texts
            ]
            self.fields = {key: texts for key, texts in told.items() if key in _NEUTRAL}
            self.body, self.language = "", first.language
            self.labels = [
                replace(one, language="" if one.language == first.language else one.language or own)
                for one in self.labels
            ]

    def _own(self) -> None:
        """Take over the texts that turned out to be in the language of the entry."""
        texts, self.texts = self.texts, []
        for one in texts:
            if one.language == self.language:
                self.add(one.kind, [one.text], language=one.language)
            else:
                self.texts.append(one)

    def extra(self, *, exact: bool = False) -> Extra:
        """Return all but name, text and anchors; where there is no name, the first other one becomes it."""
        if not self.name and self.labels:
            self._turned()
        self._own()
        self._demoted()
        return Extra(
            None,
            tuple(self.labels),
            self.fields,
            tuple(self.links),
            self.language,
            exact=exact,
            texts=tuple(self.texts),
        )

    def entry(self, first: int, last: int, *, kind: str | None = None, exact: bool = False) -> RawEntry:
        """Return it as an entry that stands on some lines; its kind and `exact` are those of `Extra`."""
        extra = replace(self.extra(exact=exact), kind=kind)  # which may find another name
        return RawEntry(self.name, self.body, first, last, anchors=tuple(self.anchors), extra=extra)


def with_translations(raw: RawEntry, others: Iterable[RawEntry]) -> RawEntry:
    """Return an entry with the names and texts of its translations."""
    labels, texts = list(raw.extra.labels), list(raw.extra.texts)
    for other in others:
        language, fields = other.extra.language, other.extra.fields
        names = (*heading_names(other.heading or "").labels, *other.extra.labels)
        labels += [replace(name, language=language) for name in names]
        texts += [RecordText(other.body, language)] if other.body.strip() else []
        texts += [
            RecordText(text, language, key)
            for key, found in fields.items()
            if found != raw.extra.fields.get(key)
            for text in found
        ]
    return replace(raw, extra=replace(raw.extra, labels=tuple(labels), texts=tuple(texts)))
