"""What a table of wordings holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from termgraph.names import language_rank, printable
from termgraph.relations import Relation, Relations


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What a kind of relation is called.

    Args:
        label: its name, in a legend or a count.
        heading: the heading over what it leads to.
        back: the heading over what leads to a concept by it.
        says: what stands between subject and object in a sentence.
        says_back: what stands between object and subject.
    """

    label: str
    heading: str
    back: str
    says: str
    says_back: str

    @classmethod
    def one_way(cls, label: str, back: str, says: str, says_back: str) -> RelationWords:
        """Return what a kind is called whose label is also the heading."""
        return cls(label, upper(label), back, says, says_back)

    @classmethod
    def both_ways(cls, label: str, heading: str, says: str) -> RelationWords:
        """Return what a symmetric kind is called."""
        return cls(label, heading, heading, says, says)


def one_or_other(number: int) -> str:
    """Return the plural category of a number in languages that tell one from all others."""
    return "one" if number == 1 else "other"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Args:
        language: its tag.
        relations: by the name of the kind.
        groups: headings over the collections that a concept is in or that divide it, and over what they hold.
        notes: headings of notes, by the local name of their property, in the order in which they are shown.
        names: what is said of a name beside it, by its type.
        statuses: what is said of an entry by its status; `{names}` are those who say so.
        headings: all other headings that several outputs share.
        phrases: whole sentences, with `{name}` or `{terms}` where something is put in.
        counts: so many of something, `{n}`, by the plural categories of CLDR; "other" is for those that are missing.
        explorer: what the explorer's page says beside all that, with places where something is put in.
        found: where a search found what it looked for, by the kind of the name.
        source: what is said of a work in a bibliography, by its key in `sources.yaml`.
        works: the kinds of works.
        pages: what the pages of a published vocabulary are called, and what stands on them beside it.
        problems: what a server says where it has no answer, by the status of HTTP.
        direction: that it is written in, "ltr" or "rtl".
        thousands: what stands between groups of digits.
        grouped_from: the first number that has groups of digits.
        category: returns the plural category of a number, by CLDR.
    """

    language: str
    relations: Mapping[str, RelationWords]
    groups: Mapping[str, str]
    notes: Mapping[str, str]
    names: Mapping[str, str]
    statuses: Mapping[str, str]
    headings: Mapping[str, str]
    phrases: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]
    explorer: Mapping[str, str]
    found: Mapping[str, str]
    source: Mapping[str, str]
    works: Mapping[str, str]
    pages: Mapping[str, str]
    problems: Mapping[str, str]
    direction: str = "ltr"
    thousands: str = ","
    grouped_from: int = 1_000
    category: Callable[[int], str] = one_or_other

    def tag(self, language: str) -> str:
        """Return the tag of a page in these words: the one asked for, where they are its words.

        >>> from termgraph.wording import words
        >>> words("en-GB").tag("en-GB"), words("ja").tag("ja")
        ('en-GB', 'en')
        """
        return language if language.lower().split("-")[0] == self.language else self.language

    def number(self, number: int) -> str:
        """Return a number as people write it, as `Intl.NumberFormat` does on the page.

        >>> from termgraph.wording import words
        >>> words("en").number(2001), words("de").number(2001), words("es").number(2001)
        ('2,001', '2.001', '2001')
        """
        return f"{number:,}".replace(",", self.thousands if number >= self.grouped_from else "")

    def counted(self, what: str, number: int) -> str:
        """Return so many of something, a key of `counts`, as `Intl.PluralRules` has it on the page.

        >>> from termgraph.wording import words
        >>> words().counted("term", 1), words().counted("term", 1200), words("fr").counted("term", 0)
        ('1 term', '1,200 terms', '0 terme')
        >>> [words("ar").category(number) for number in (0, 1, 2, 3, 11, 100, 103)]
        ['zero', 'one', 'two', 'few', 'many', 'other', 'few']
        """
        forms = self.counts[what]
        return forms.get(self.category(number), forms["other"]).format(n=self.number(number))

    def badge(self, status: str) -> str:
        """Return what stands beside a term for its status: the status itself where there is no other word for it.

        >>> from termgraph.wording import words
        >>> words("fr").badge("draft"), words("fr").badge("in discussion")
        ('ébauche', 'in discussion')
        """
        return self._badges().get(status, status)

    def _badges(self) -> dict[str, str]:
        told = {status: self.explorer[status] for status in ("draft", "stub")}
        judged = {status: self.headings[status] for status in ("reviewed", "approved")}
        return {**told, **judged, "deprecated": self.found["deprecated"]}

    def relation(self, row: Relation) -> RelationWords:
        """Return what a kind is called: by this table, else by its own labels, else by its name.

        >>> from termgraph.wording import words
        >>> words().relation(Relation(name="usedFor", labels={"en": "used for"})).heading
        'Used for'
        """
        known = self.relations.get(row.name)
        if known is not None and not row.labels and not row.back_labels:
            return known
        ahead, behind = self._chosen(row.labels), self._chosen(row.back_labels)
        if row.symmetric:
            behind = ahead = ahead or _spaced(row.name)
        if not ahead and not behind:
            ahead, behind = _spaced(row.name), _spaced(row.back)
        label, says = (ahead, f"→ {ahead} →") if ahead else (f"← {behind}", f"← {behind} ←")
        back, says_back = (behind, f"→ {behind} →") if behind else (f"← {ahead}", f"← {ahead} ←")
        return RelationWords(label, upper(label), upper(back), says, says_back)

    def headed(self, relations: Relations) -> dict[str, str]:
        """Return the heading of each kind, and of what each is called from its other end, the most telling first.

        >>> from termgraph.relations import RELATIONS
        >>> from termgraph.wording import words
        >>> list(words().headed(RELATIONS).items())[6:8]
        [('broader', 'Broader'), ('narrower', 'Narrower')]
        """
        told = [(row, self.relation(row)) for row in relations.telling]
        return {
            name: heading
            for row, said in told
            for name, heading in ((row.name, said.heading), (row.back, said.back))
            if name
        }

    def sentences(self, relations: Relations) -> dict[str, str]:
        """Return what is said between the two ends, by what a kind is called from the end that comes first."""
        told = [(row, self.relation(row)) for row in relations.values()]
        back = {row.back: said.says_back for row, said in told if row.back}
        return back | {row.name: said.says for row, said in told}

    def _chosen(self, labels: Mapping[str, str]) -> str:
        """Return the label in this language, or the nearest to it."""
        tags = sorted(labels, key=lambda tag: (language_rank(tag, self.language), tag))
        return " ".join(printable(labels[tags[0]]).split()) if tags else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the words that the page's scripts use, as JSON can hold them."""
        shared = {
            "names": self.relations["synonymOf"].back,
            "clearer": self.relations["misnomerOf"].heading,
            "members": self.relations["member"].heading,
            "divides": self.groups["superordinate"],
        }
        story = {
            "suggests": self.relations["suggests"].says,
            "clearer": self.relations["misnomerOf"].heading.lower(),
            "really": self.headings["really"],
        }
        explorer = {
            "a_z": self.pages["a_z"],
            "hierarchy": self.pages["tree"],
            "misleading": self.pages["misleading"],
            "letters": self.pages["letters"],
            "or": self.phrases["or"],
            "instead": self.phrases["replaced"],
            "in_definition": self.found["definition"],
            "deprecated": self.found["deprecated"],
        }
        return {
            "story": story,
            "badges": self._badges(),
            "notes": {**self.notes},
            "names": {**self.names},
            "headings": {**self.headings, **shared},
            "counts": {key: {**forms} for key, forms in self.counts.items()},
            "explorer": {**self.explorer, **explorer},
        }


def _spaced(name: str) -> str:
    """Return the name of a kind as words.

    >>> _spaced("usedFor"), _spaced("usedFor-of")
    ('used for', 'used for of')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-_]", " ", name).lower()


def upper(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]
