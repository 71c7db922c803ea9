"""What is on the page: the concepts of a thesaurus by number, their names, and the lines between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from termgraph.names import language_tag, printable, unmarked_key
from termgraph.names.natural import natural_key
from termgraph.namespaces import SH
from termgraph.skos.naming import nearest

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

#: The kinds of names, in the order of their number in the page's data, each with the property of SKOS that states it.
NAME_PROPERTIES: Mapping[str, str] = {
    **dict.fromkeys(("other", "abbreviation", "ambiguous", "plural", "ukSpelling"), "altLabel"),
    "misspelling": "hiddenLabel",
    "previousName": "altLabel",
    "hidden": "hiddenLabel",
    "notation": "notation",
    "proposed": "proposedName",
}
NAME_KINDS = tuple(NAME_PROPERTIES)
NOTATION = NAME_KINDS.index("notation")
#: What is found by, but no name that anybody should use.
UNCOUNTED = frozenset(number for number, kind in enumerate(NAME_KINDS) if NAME_PROPERTIES[kind] != "altLabel")
_KINDS = {
    "prefLabel": 0,
    "altLabel": 0,
    **{NAME_PROPERTIES[kind]: NAME_KINDS.index(kind) for kind in ("hidden", "notation", "proposed")},
}


class OtherName(NamedTuple):
    """A name of a concept that is not its label in that language.

    Attributes:
        block: the number of its language in `Numbered.tags`, after the last of these for a notation.
        concept: whose name it is.
        kind: the number of its kind in `NAME_KINDS`.
        text: the name.
        lang: the tag of its language, "" for none.
        misleads: whether it does.
    """

    block: int
    concept: int
    kind: int
    text: str
    lang: str
    misleads: bool


class Numbered:
    """The concepts of a vocabulary, numbered from A to Z by their label in the page's language.

    Args:
        thesaurus: the vocabulary.
        language: the tag of the page's language; the vocabulary's own where it is None.
        uses: how often each concept is used in texts, by IRI; None where nobody has counted.

    Attributes:
        iris: of each concept, by number.
        number: of each IRI.
        keys: of each concept, for the address of the page.
        labels: of each concept, by language; empty where it has none.
        languages: the tags of the languages that there are labels in: the page's first, then the most frequent.
        tags: these, and of the languages that there are only other names in.
        names: all other names, by language, notations last, and among these by concept.
        misnomers: concepts whose own label misleads.
        clearer: pairs of a misleading name and what it should be called: a number of `names`, or ~ a concept's.
        suggests: pairs of a misleading name and what it suggests, likewise.
        edges: between concepts, by kind: pairs of numbers, sorted; symmetric ones once, from the lower number.
        uses: how often each is used in texts, by number; None where nobody has counted.
        mentioned: how many ends of edges are left out, since the vocabulary has no such concept.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Numbered(Thesaurus.from_text('<e:owl> skos:broader <e:bird> . <e:bird> skos:prefLabel "bird"@en .'))
    >>> birds.iris, birds.edges["broader"], birds.label(1)
    (['e:bird', 'e:owl'], [(1, 0)], ('e:owl', ''))
    """

    def __init__(
        self, thesaurus: Thesaurus, language: str | None = None, uses: Mapping[str, int] | None = None
    ) -> None:
        self.thesaurus = thesaurus
        self.language = language or thesaurus.language
        self.base = thesaurus.base
        self.relations = thesaurus.relations
        self._number()
        self._name()
        self._mislead()
        self._relate()
        self.uses = None if uses is None else [uses.get(iri, 0) for iri in self.iris]

    @property
    def size(self) -> int:
        """How many concepts there are."""
        return len(self.iris)

    @property
    def hierarchy(self) -> list[tuple[int, int]]:
        """The steps up from concept to concept, of all kinds."""
        upward = self.relations.below("broader")
        return sorted({pair for row in upward for pair in self.edges.get(row.name, ())})

    def label(self, concept: int) -> tuple[str, str]:
        """Return the text and the language of a concept's label, in the page's language or the nearest to it."""
        return _shown(self.labels[concept], self.keys[concept], self.language)

    @cached_property
    def deprecated(self) -> set[int]:
        """The concepts that are no longer to be used."""
        return {self.number[iri] for iri in self.thesaurus.deprecated if iri in self.number}

    @cached_property
    def auxiliary(self) -> set[int]:
        """The concepts that only help to explain others."""
        return {self.number[iri] for iri in self.thesaurus.auxiliary if iri in self.number}

    @cached_property
    def status(self) -> dict[int, str]:
        """The status of concepts that have one: "draft", "stub"."""
        statuses = self.thesaurus.statuses.items()
        return {self.number[iri]: line(word) for iri, word in statuses if iri in self.number}

    @cached_property
    def placed(self) -> list[int]:
        """The concepts that have a place among their siblings, by `sh:order` or a notation, in that order."""
        placed = self.thesaurus.subjects_of(SH + "order").union(self.thesaurus.notations)
        order = self.thesaurus.in_order(placed & self.number.keys(), self.language)
        return [self.number[iri] for iri in order]

    def in_order(self, concepts: Iterable[int]) -> list[int]:
        """Return concepts in the natural order of siblings: those that have a place, then from A to Z."""
        return sorted(concepts, key=lambda concept: (self._place.get(concept, self.size), concept))

    @cached_property
    def _place(self) -> dict[int, int]:
        return {concept: place for place, concept in enumerate(self.placed)}

    @cached_property
    def collections(self) -> list[str]:
        """The collections, in their natural order."""
        return self.thesaurus.in_order(self.thesaurus.collections, self.language)

    @cached_property
    def collection_number(self) -> dict[str, int]:
        """The number of each collection."""
        return {iri: number for number, iri in enumerate(self.collections)}

    @cached_property
    def collection_keys(self) -> dict[str, str]:
        """The key of each collection, for the address of the page."""
        return {iri: line(key) for iri, key in term_keys(self.collections, self.base).items()}

    def _number(self) -> None:
        """Find the concepts and their labels, and put them in order."""
        thesaurus, language = self.thesaurus, self.language
        self._line = _line_for(thesaurus)
        labels: dict[str, dict[str, str]] = {iri: {} for iri in thesaurus.concepts}
        for text, lang, kind, iri in thesaurus.term_names:
            if kind == "prefLabel" and text.strip():
                shown, mine = self._line(text), labels[iri]
                mine[lang] = min(shown, mine.get(lang, shown))
        keys = {iri: line(key) for iri, key in term_keys(labels, self.base).items()}
        called = {iri: _shown(mine, keys[iri], language)[0] for iri, mine in labels.items()}
        self.iris = sorted(labels, key=lambda iri: (natural_key(unmarked_key(called[iri])), called[iri], iri))
        self.number = {iri: number for number, iri in enumerate(self.iris)}
        self.keys = [keys[iri] for iri in self.iris]
        self.labels: list[Mapping[str, str]] = [labels[iri] for iri in self.iris]
        counts = Counter(lang for mine in self.labels for lang in mine)
        self.languages = sorted(counts, key=lambda tag: (tag != language, tag == "", -counts[tag], tag))
        self.languages = self.languages or [language]

    def _name(self) -> None:
        """Collect all other names, each once."""
        found: dict[tuple[int, str, str], tuple[int, bool]] = {}
        self.misnomers: set[int] = set()
        for text, lang, of, iri in self.thesaurus.term_names:
            concept, shown = self.number[iri], self._line(text)
            said = self.thesaurus.types_of(iri, text, lang)
            if self.labels[concept].get(lang) == shown:
                self.misnomers.update([concept] if "misnomer" in said else ())
            elif shown.strip():
                # A type says more than the property that the name stands in.
                typed = [NAME_KINDS.index(type_) for type_ in said if type_ in NAME_KINDS]
                kind = min(typed, default=_KINDS[of])
                key = concept, lang, shown
                found[key] = min(kind, found[key][0]) if key in found else kind, "misnomer" in said
        spoken = {lang for _, lang, _ in found}
        self.tags = self.languages + sorted(spoken.difference(self.languages))
        place = {tag: at for at, tag in enumerate(self.tags)}
        blocks = (
            (len(place) if kind == NOTATION else place[lang], concept, kind, text, lang, misleads)
            for (concept, lang, text), (kind, misleads) in found.items()
        )
        self.names = list(map(OtherName._make, sorted(blocks)))

    def _mislead(self) -> None:
        """Find which names mislead, and what they should be called."""
        thesaurus, forms_of = self.thesaurus, self.thesaurus.xl_labels.get
        place = {}
        if thesaurus.misnomers:
            place = {(name.concept, name.lang, name.text): at for at, name in enumerate(self.names)}

        def end(node: str) -> int | None:
            """Return ~ the number of a concept, or of what it is the label of; that of another name."""
            concept = self.number.get(thesaurus.owners.get(node, node))
            if concept is None or node in self.number:
                return None if concept is None else ~concept
            forms = [(language_tag(one.language or ""), line(one.value)) for one in forms_of(node, ())]
            if any(self.labels[concept].get(lang) == text for lang, text in forms):
                return ~concept
            return next((place[concept, *form] for form in forms if (concept, *form) in place), None)

        for at in map(end, thesaurus.misnomers):
            if at is not None and at < 0:
                self.misnomers.add(~at)
            elif at is not None:
                self.names[at] = self.names[at]._replace(misleads=True)
        stated = thesaurus.edges.get("misnomerOf", {})
        pairs = {(end(source), end(target)) for source, targets in stated.items() for target in targets}
        self.clearer = sorted((a, b) for a, b in pairs if a is not None and b is not None and a != b)
        self.suggests = sorted(self._suggested())

    def _suggested(self) -> set[tuple[int, int]]:
        """Return pairs of a misleading name and ~ a concept that it suggests, by the records of such names."""
        of = {(name.concept, name.text): at for at, name in enumerate(self.names) if name.misleads}
        return {
            (of.get((self.number[iri], line(record.term)), ~self.number[iri]), ~self.number[target])
            for iri, records in self.thesaurus.misleading.items()
            for record in records
            for target in record.suggests
            if target in self.number and target != iri
        }

    def _relate(self) -> None:
        """Number the edges between concepts; what a kind says is not said again by what it is a kind of."""
        number, edges = self.number, self.thesaurus.edges
        self.edges: dict[str, list[tuple[int, int]]] = {}
        said: dict[str, set[tuple[int, int]]] = defaultdict(set)
        outside: set[str] = set()
        for row in self.relations.drawn:
            if (row.subject, row.object) != ("concept", "concept"):
                continue
            pairs = set()
            for source, targets in edges.get(row.name, {}).items():
                for target in targets:
                    if source in number and target in number:
                        one, other = number[source], number[target]
                        pairs.add((other, one) if row.symmetric and other < one else (one, other))
                    else:
                        outside.update((source, target))
            self.edges[row.name] = sorted(pairs - said[row.name])
            if row.parent:
                said[row.parent] |= said[row.name] | pairs
                if self.relations[row.parent].symmetric:
                    said[row.parent] |= {(other, one) for one, other in pairs}
        self.mentioned = len(outside.difference(number, self.thesaurus.owners, self.thesaurus.collections))


def _line_for(thesaurus: Thesaurus) -> Callable[[str], str]:
    """Return what makes a line of a name: looking once whether any needs it saves a second at 100,000 concepts."""
    names = [name.text for name in thesaurus.term_names]
    joined = "\n".join(names)
    is_clean = joined.count("\n") == max(0, len(names) - 1) and printable(joined) == joined
    return str if is_clean else line


def term_keys(iris: Iterable[str], base: str | None) -> dict[str, str]:
    """Return a short key for each IRI, for the address of the page: what is after the base, or the last part.

    Where two IRIs would get the same key, both keep their whole IRI.

    >>> term_keys(["https://a.org/x#owl", "https://a.org/x#jay", "https://b.org/jay"], None)
    {'https://a.org/x#owl': 'owl', 'https://a.org/x#jay': 'https://a.org/x#jay', 'https://b.org/jay': 'https://b.org/jay'}
    """
    keys = {}
    counts: dict[str, int] = defaultdict(int)
    for iri in iris:
        own = base is not None and iri.startswith(base) and len(iri) > len(base)
        bare = iri.rstrip("/#")
        key = iri[len(base or "") :] if own else bare[max(bare.rfind("/"), bare.rfind("#")) + 1 :] or iri
        keys[iri] = key
        counts[key] += 1
    return {iri: key if counts[key] == 1 else iri for iri, key in keys.items()}


def term_href(key: str) -> str:
    """Return the address of a term within the page.

    >>> term_href("softmax"), term_href("a&b")
    ('#term=softmax', '#term=a%26b')
    """
    return "#term=" + quote(key, safe="-._~")


def collection_href(key: str) -> str:
    """Return the address of a collection within the list.

    >>> collection_href("by size")
    '#letter-%3Dby%20size'
    """
    return "#letter-" + quote("=" + key, safe="-._~")


def line(text: str) -> str:
    r"""Return a text as one line without control characters.

    >>> line("one\r\ntwo")
    'one two'
    """
    if "\n" in text or "\r" in text:
        text = " ".join(part.strip() for part in re.split(r"\r\n|[\r\n]", text))
    return printable(text)


def _shown(labels: Mapping[str, str], key: str, language: str) -> tuple[str, str]:
    """Return text and language of a label; what has none is called by its key."""
    tag = language if language in labels else nearest(labels, language)
    return (line(unquote(key)), "") if tag is None else (labels[tag], tag)
