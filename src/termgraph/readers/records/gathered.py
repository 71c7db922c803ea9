"""What columns of a table, keys of an object or of a front matter say of one entry: gathered role by role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from termgraph.readers.records.links import Link
from termgraph.readers.records.raw import Extra
from termgraph.records import RecordLabel, RecordText

#: The roles of further names, with what kind of name they are.
NAMES = {
    "term": None,
    "alias": None,
    "expansion": None,
    "abbreviation": "abbreviation",
    "hidden": "misspelling",
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


@dataclass
class Gathered:
    """What is said of an entry so far.

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
        """Add what has a role ("" for none, which becomes a field called `key`); the first term is the name."""
        if role == "term" and not self.name:
            self.name, *more = texts
            self.labels += map(RecordLabel, more)
            self.language = language
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

    def extra(self, *, exact: bool = False) -> Extra:
        """Return all but name, text and anchors; where there is no name, the first other one becomes it."""
        if not self.name and self.labels:
            first = self.labels.pop(0)
            self.name, self.language = first.label, first.language or self.language
        labels, links, texts = tuple(self.labels), tuple(self.links), tuple(self.texts)
        return Extra(None, labels, self.fields, links, self.language, exact=exact, texts=texts)
