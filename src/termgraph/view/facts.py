"""What the page has to know of a vocabulary: its concepts by number, in plain lists, read in one pass a predicate.

A model of objects with every relation in it takes minutes for a hundred thousand concepts; this takes seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from termgraph.names import language_rank, printable, unmarked_key
from termgraph.namespaces import LABEL_TYPES, OIO, OWL, RDFS, SKOS, SKOSXL, TG
from termgraph.relations import RELATIONS, Relation, Relations

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

#: The kinds of names, in the order of their number in the page's data, each with the property of SKOS that states it.
NAME_PROPERTIES: Mapping[str, str] = {
    "other": "altLabel",
    "abbreviation": "altLabel",
    "ambiguous": "altLabel",
    "plural": "altLabel",
    "ukSpelling": "altLabel",
    "misspelling": "hiddenLabel",
    "previousName": "altLabel",
    "hidden": "hiddenLabel",
    "notation": "notation",
}
NAME_KINDS = tuple(NAME_PROPERTIES)
NOTATION = NAME_KINDS.index("notation")
#: What is found by, but no name that anybody should use.
UNCOUNTED = frozenset(number for number, kind in enumerate(NAME_KINDS) if NAME_PROPERTIES[kind] != "altLabel")
_NAMING = [row.name for row in RELATIONS.below("synonymOf")]
_TYPES = {iri: name for name, iri in LABEL_TYPES.items()}


class NameFact(NamedTuple):
    """A name of a concept that is not its label in that language.

    Args:
        block: the number of its language in `Facts.tags`, after the last of these for a notation.
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


@dataclass(slots=True)
class Facts:
    """The concepts, numbered from A to Z by their label in the page's language, and what is known of each.

    Args:
        language: the tag of the page's language.
        base: the IRI that keys are relative to, or None.
        relations: the kinds of relations.
        iris: by number.
        number: of each IRI.
        keys: of each concept, for the address of the page.
        labels: of each concept, by language; empty where it has none.
        languages: the tags of the languages that there are labels in: the page's first, then the most frequent.
        tags: these, and of the languages that there are only other names in.
        names: all other names, by language, notations last, and among these by concept.
        edges: between concepts, by kind: pairs of numbers, sorted; symmetric ones once, from the lower number.
        clearer: pairs of a misleading name and what it should be called: a number of `names`, or ~ a concept's.
        misnomers: concepts whose own label misleads.
        deprecated: concepts that are.
        status: of concepts that have one: "draft", "stub".
        terms: the names that are resources of their own, by IRI.
        owners: the concept that each of these is a name of.
        mentioned: how many concepts are left out, since nothing is said of them but that others point to them.
    """

    language: str
    base: str | None
    relations: Relations = RELATIONS
    iris: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    labels: list[Mapping[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[NameFact] = field(default_factory=list)
    edges: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    clearer: list[tuple[int, int]] = field(default_factory=list)
    misnomers: set[int] = field(default_factory=set)
    deprecated: set[int] = field(default_factory=set)
    status: dict[int, str] = field(default_factory=dict)
    terms: dict[str, Literal] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    mentioned: int = 0

    @property
    def size(self) -> int:
        """How many concepts there are."""
        return len(self.iris)

    @property
    def hierarchy(self) -> list[tuple[int, int]]:
        """The steps up from concept to concept, of all kinds."""
        return sorted(
            {pair for row in self.relations.below("broader") for pair in self.edges.get(row.name, ())}
        )

    def label(self, concept: int) -> tuple[str, str]:
        """Return the text and the language of a concept's label, in the page's language or the nearest to it."""
        return _shown(self.labels[concept], self.keys[concept], self.language)


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


def line(text: str) -> str:
    r"""Return a text as one line without control characters.

    >>> line("one\r\ntwo")
    'one two'
    """
    if "\n" in text or "\r" in text:
        text = " ".join(part.strip() for part in text.splitlines())
    return printable(text)


def gather(store: Thesaurus, language: str | None = None) -> Facts:
    """Read the facts of a vocabulary.

    Args:
        store: the vocabulary.
        language: the tag of the page's language; the store's own where it is None.
    """
    return _Gathering(store, language or store.language).facts


class _Gathering:
    """One reading of a store."""

    def __init__(self, store: Thesaurus, language: str) -> None:
        self.store = store
        self.facts = Facts(language, store.base, store.relations)
        # Looking once whether any name needs it saves a second at a hundred thousand concepts.
        names = [name.text for name in store.term_names]
        joined = "\n".join(names)
        is_clean = joined.count("\n") == max(0, len(names) - 1) and printable(joined) == joined
        # What each says more than `broader` and `related`.
        self._closer = [row for row in store.relations.below("broader", "related") if row.parent]
        self.line: Callable[[str], str] = str if is_clean else line
        self.terms = self.facts.terms = self._terms()
        self._number()
        self._relate()
        self._name()

    def _links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Yield the triples between two IRIs."""
        for triple in self.store.triples(None, NamedNode(predicate), None):
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
                yield subject.value, value.value

    def _pairs(self, row: Relation) -> Iterator[tuple[str, str]]:
        """Yield what a kind of relation joins, stated from either end."""
        if row.iri:
            yield from self._links(row.iri)
        if row.inverse:
            yield from ((source, target) for target, source in self._links(row.inverse))

    def _texts(self, predicate: str) -> Iterator[tuple[str, Literal]]:
        for triple in self.store.triples(None, NamedNode(predicate), None):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
                yield triple.subject.value, triple.object

    def _terms(self) -> dict[str, Literal]:
        """Return the names that are resources of their own, by IRI."""
        terms: dict[str, Literal] = {}
        for iri, text in self._texts(SKOSXL + "literalForm"):
            known = terms.get(iri)
            if known is None or str(text) < str(known):
                terms[iri] = text
        return terms

    def _number(self) -> None:
        """Find the concepts and put them in order."""
        facts, index = self.facts, self.store
        concepts = dict.fromkeys(iri for iri in index.concepts if not iri.startswith("_:"))
        names: dict[str, Mapping[str, str]] = {
            iri: {lang: self.line(text) for lang, text in by_lang.items() if text.strip()}
            for iri in index.concepts
            for by_lang in [index.preferred(iri)]
        }
        ends = {iri for adjacency in (index.broader, index.related) for iri in adjacency}
        ends.update(iri for iris in index.broader.values() for iri in iris)
        ends.update(iri for row in self._closer for pair in self._pairs(row) for iri in pair)
        for iri in sorted(ends.difference(concepts)):
            if iri.startswith("_:") or iri in self.terms:
                continue
            if label := self._label(iri):
                concepts[iri] = None
                names[iri] = label
            else:
                facts.mentioned += 1
        keys = {iri: line(key) for iri, key in term_keys(concepts, facts.base).items()}
        shown = {iri: _shown(names.get(iri, {}), keys[iri], facts.language)[0] for iri in concepts}
        facts.iris = sorted(concepts, key=lambda iri: (sort_key(shown[iri]), shown[iri], iri))
        facts.number = {iri: number for number, iri in enumerate(facts.iris)}
        facts.keys = [keys[iri] for iri in facts.iris]
        facts.labels = [names.get(iri, {}) for iri in facts.iris]
        counts = Counter(lang for labels in facts.labels for lang in labels)
        facts.languages = sorted(
            counts, key=lambda lang: (lang != facts.language, lang == "", -counts[lang], lang)
        ) or [facts.language]

    def _label(self, iri: str) -> dict[str, str]:
        """Return what a resource is called that is no concept, but at the end of an edge between concepts."""
        for predicate in (SKOS + "prefLabel", RDFS + "label"):
            found = self.store.triples(NamedNode(iri), NamedNode(predicate), None)
            texts = sorted((t.object for t in found if isinstance(t.object, Literal)), key=str, reverse=True)
            if told := {text.language or "": line(text.value) for text in texts if text.value.strip()}:
                return told
        return {}

    def _relate(self) -> None:
        """Read the edges between concepts."""
        facts, index = self.facts, self.store
        number = facts.number
        above = {
            (source, number[target])
            for iri, targets in index.broader.items()
            if (source := number.get(iri, -1)) >= 0
            for target in targets
            if target in number
        }
        facts.edges["broader"] = []
        closer: set[tuple[int, int]] = set()
        upward = facts.relations.below("broader")
        for row in self._closer:
            pairs = {
                (number[a], number[b]) for a, b in self._pairs(row) if a in number and b in number and a != b
            }
            if row.symmetric:
                pairs = {(min(pair), max(pair)) for pair in pairs}
            facts.edges[row.name] = sorted(pairs)
            if row in upward:
                above -= pairs
            else:
                closer.update((min(pair), max(pair)) for pair in pairs)
        facts.edges["broader"] = sorted(above)
        beside = {
            (source, other) if source < other else (other, source)
            for iri, targets in index.related.items()
            if (source := number.get(iri, -1)) >= 0
            for target in targets
            if (other := number.get(target, -1)) >= 0
        }
        facts.edges["related"] = sorted(beside - closer)
        for iri, value in self._texts(OWL + "deprecated"):
            if iri in number and value.value in ("true", "1"):
                facts.deprecated.add(number[iri])
        for iri, value in self._texts(TG + "status"):
            if iri in number:
                facts.status[number[iri]] = min(line(value.value), facts.status.get(number[iri], "\uffff"))

    def _name(self) -> None:
        """Read all other names, and which names mislead."""
        facts = self.facts
        misleading = {target for _, target in self._links(TG + "misleadingName")}
        clearer = [*self._links(TG + "misnomerOf")]
        misleading.update(source for source, _ in clearer)
        types: dict[str, list[str]] = defaultdict(list)
        for term, type_ in self._links(OIO + "hasSynonymType"):
            if type_ in _TYPES:
                types[term].append(_TYPES[type_])
        misleading.update(term for term, found in types.items() if "misnomer" in found)
        owners = facts.owners = self._owners(types)

        # Each name once: concept, language, text -> kind, misleading?
        found: dict[tuple[int, str, str], tuple[int, bool]] = {}
        kinds = {"prefLabel": 0, "altLabel": 0, "hiddenLabel": 7, "notation": NOTATION}
        number, labels, clean = facts.number, facts.labels, self.line
        for text, lang, of, iri in self.store.term_names:
            concept = number.get(iri, -1)
            shown = clean(text)
            if concept < 0 or labels[concept].get(lang) == shown or not shown.strip():
                continue
            key = concept, lang, shown
            kind = kinds[of]
            found[key] = (min(kind, found[key][0]) if key in found else kind), False
        own: dict[str, int] = {}  # terms that are the label of their concept
        for term, concept in owners.items():
            lang, shown = self.terms[term].language or "", line(self.terms[term].value)
            if labels[concept].get(lang) == shown:
                own[term] = concept
            elif shown.strip():
                # A type says more than the property that the name stands in.
                key = concept, lang, shown
                before = found.get(key, (0, False))
                typed = min((kind for kind in map(_kind_of, types.get(term, ())) if kind), default=before[0])
                found[key] = typed, before[1] or term in misleading
        spoken = {lang for _, lang, _ in found}
        facts.tags = facts.languages + sorted(spoken.difference(facts.languages))
        place = {tag: at for at, tag in enumerate(facts.tags)}
        blocks = (
            (len(place) if kind == NOTATION else place[lang], c, kind, text, lang, misleads)
            for (c, lang, text), (kind, misleads) in found.items()
        )
        facts.names = list(map(NameFact._make, sorted(blocks)))
        self._mislead(misleading, clearer, owners, own)

    def _owners(self, types: dict[str, list[str]]) -> dict[str, int]:
        """Return the concept that each term is a name of; take note of terms that are stated to be abbreviations."""
        number = self.facts.number
        owners: dict[str, int] = {}
        for kind in _NAMING:
            for term, iri in self._links(TG + kind):
                if iri in number and term not in number:
                    owners[term] = min(number[iri], owners.get(term, number[iri]))
                    if kind == "abbreviationOf":
                        types[term].append("abbreviation")
                    if term not in self.terms and (label := self._label(term)):
                        lang, text = min(label.items())
                        self.terms[term] = Literal(text, language=lang or None)
        if self.terms:
            for kind in ("prefLabel", "altLabel", "hiddenLabel"):
                for iri, term in self._links(SKOSXL + kind):
                    if iri in number:
                        owners[term] = min(number[iri], owners.get(term, number[iri]))
        return {term: concept for term, concept in sorted(owners.items()) if term in self.terms}

    def _mislead(
        self,
        misleading: set[str],
        clearer: list[tuple[str, str]],
        owners: Mapping[str, int],
        own: Mapping[str, int],
    ) -> None:
        facts = self.facts
        place = {}
        if clearer:
            place = {(name.concept, name.lang, name.text): at for at, name in enumerate(facts.names)}
        facts.misnomers = {facts.number[iri] for iri in misleading if iri in facts.number}
        facts.misnomers.update(own[term] for term in misleading if term in own)

        def end(iri: str) -> int | None:
            if iri in facts.number:
                return ~facts.number[iri]
            if iri in own:
                return ~own[iri]
            if iri in owners:
                text = self.terms[iri]
                return place.get((owners[iri], text.language or "", line(text.value)))
            return None

        pairs = {(end(source), end(target)) for source, target in clearer}
        facts.clearer = sorted((a, b) for a, b in pairs if a is not None and b is not None and a != b)


def sort_key(text: str) -> str:
    """Return what a label is sorted by: its letters, whatever their case and accents.

    >>> sort_key("Soft-Max")
    'softmax'
    """
    return unmarked_key(text)


def _kind_of(type_: str) -> int:
    return NAME_KINDS.index(type_) if type_ in NAME_KINDS else 0


def _shown(labels: Mapping[str, str], key: str, language: str) -> tuple[str, str]:
    """Return text and language of a label; what has none is called by its key."""
    if language in labels:
        return labels[language], language
    if labels:
        lang = min(labels, key=lambda tag: language_rank(tag, language))
        return labels[lang], lang
    return line(unquote(key)), ""
