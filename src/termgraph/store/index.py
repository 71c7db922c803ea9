"""Small dictionaries over the graph: who is called what, and who stands above, below and beside whom.

One pass a predicate builds them. Names and relations are looked up here, not by SPARQL, which takes fifty times longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

import pyoxigraph as ox

from termgraph.names import language_rank
from termgraph.namespaces import RDF, RDFS, SKOS, SKOSXL

NameKind = Literal["prefLabel", "altLabel", "hiddenLabel", "notation"]
_KINDS: tuple[NameKind, ...] = ("prefLabel", "altLabel", "hiddenLabel")
_Adjacency = dict[str, dict[str, None]]


class Name(NamedTuple):
    """One name of a concept."""

    text: str
    lang: str
    kind: NameKind
    iri: str


class Index:
    """The names and relations of the concepts of a graph, by IRI. Blank nodes are `_:name`.

    Args:
        engine: the quads; of all graphs together.

    >>> from termgraph.store import Store
    >>> index = Store.from_text('''<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> .
    ... <e:bird> a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de .''').index
    >>> index.pref["e:bird"]["de"], index.narrower["e:bird"], list(index.ancestors("e:owl"))
    ('Vogel', ('e:owl',), ['e:bird'])
    """

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self._build_relations()
        self._build_names()

    def _pairs(self, predicate: str) -> Iterator[tuple[str, ox.NamedNode | ox.BlankNode]]:
        """Yield the subject and the object of each triple with a predicate whose object is a resource."""
        for quad in self._engine.quads_for_pattern(None, ox.NamedNode(predicate), None):
            subject, value = quad.subject, quad.object
            if isinstance(value, ox.NamedNode | ox.BlankNode) and not isinstance(subject, ox.Triple):
                yield key_of(subject), value

    def _texts(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield the subject, text and language of each triple with a predicate whose object is a literal."""
        for quad in self._engine.quads_for_pattern(None, ox.NamedNode(predicate), None):
            subject, value = quad.subject, quad.object
            if isinstance(value, ox.Literal) and not isinstance(subject, ox.Triple):
                yield key_of(subject), value.value, value.language or ""

    def _build_relations(self) -> None:
        above: _Adjacency = defaultdict(dict)
        below: _Adjacency = defaultdict(dict)
        beside: _Adjacency = defaultdict(dict)
        for predicate, there, back in (
            ("broader", above, below),
            ("narrower", below, above),
            ("related", beside, beside),
        ):
            for subject, value in self._pairs(SKOS + predicate):
                other = key_of(value)
                there[subject][other] = None
                back[other][subject] = None
        self.broader = _sorted(above)
        self.narrower = _sorted(below)
        self.related = _sorted(beside)
        self._typed = [
            subject
            for subject, class_ in self._pairs(RDF + "type")
            if isinstance(class_, ox.NamedNode) and class_.value == SKOS + "Concept"
        ]

    def _build_names(self) -> None:
        found: dict[Name, None] = {}
        literal_forms = defaultdict(list)
        for resource, text, lang in self._texts(SKOSXL + "literalForm"):
            literal_forms[resource].append((text, lang))
        for kind in _KINDS:
            for subject, text, lang in self._texts(SKOS + kind):
                found[Name(text, lang, kind, subject)] = None
            for subject, label in self._pairs(SKOSXL + kind) if literal_forms else ():
                for text, lang in literal_forms[key_of(label)]:
                    found[Name(text, lang, kind, subject)] = None
        named = {name.iri for name in found if name.kind == "prefLabel"}
        concepts = {*self._typed, *filter(self._is_concept, named.difference(self._typed))}
        nameless = concepts - named
        for subject, text, lang in self._texts(RDFS + "label") if nameless else ():
            if subject in nameless:
                found[Name(text, lang, "prefLabel", subject)] = None
        for subject, text, lang in self._texts(SKOS + "notation"):
            if subject in concepts:
                found[Name(text, lang, "notation", subject)] = None
        self.concepts = sorted(concepts)
        self._names = [name for name in found if name.iri in concepts]

    def _is_concept(self, named: str) -> bool:
        """Tell whether what has a preferred name but is not said to be a concept is one all the same.

        It is where it has a place in the hierarchy (SKOS, axioms S19 to S21 on domain and range), or no type at all.
        """
        if named in self.broader or named in self.narrower or named in self.related:
            return True
        node = ox.BlankNode(named[2:]) if named.startswith("_:") else ox.NamedNode(named)
        return next(self._engine.quads_for_pattern(node, ox.NamedNode(RDF + "type"), None), None) is None

    @cached_property
    def pref(self) -> Mapping[str, Mapping[str, str]]:
        """The preferred name of each concept by language; where a language has several, the first in the alphabet."""
        pref: dict[str, dict[str, str]] = {iri: {} for iri in self.concepts}
        for text, lang, kind, iri in self._names:
            if kind == "prefLabel":
                by_lang = pref.setdefault(iri, {})
                if lang not in by_lang or text < by_lang[lang]:
                    by_lang[lang] = text
        return pref

    @property
    def names(self) -> Iterable[Name]:
        """All names of all concepts, each with its language, kind and concept."""
        return self._names

    @cached_property
    def names_of(self) -> Mapping[str, list[Name]]:
        """The names of each concept, the preferred ones first."""
        names: dict[str, list[Name]] = defaultdict(list)
        for name in self._names:
            names[name.iri].append(name)
        return names

    @cached_property
    def texts(self) -> Mapping[str, list[tuple[str, str]]]:
        """The definitions and notes of each concept, each with its language, for searching."""
        known = set(self.concepts)
        texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for predicate in ("definition", "scopeNote", "note", "example"):
            for subject, text, lang in self._texts(SKOS + predicate):
                if subject in known:
                    texts[subject].append((text, lang))
        return texts

    def edges(self) -> Iterator[tuple[str, str, str]]:
        """Yield each relation once as (from, "broader" or "related", to), sorted."""
        for subject in sorted(self.broader):
            for target in self.broader[subject]:
                yield subject, "broader", target
        for subject in sorted(self.related):
            for target in self.related[subject]:
                if subject <= target:
                    yield subject, "related", target

    def ancestors(self, iri: str) -> Iterator[str]:
        """Yield all that stands above a concept, nearest first, each once, itself never, whatever the cycles."""
        return _walk(iri, self.broader)

    def descendants(self, iri: str) -> Iterator[str]:
        """Yield all that stands below a concept, nearest first, each once, itself never, whatever the cycles."""
        return _walk(iri, self.narrower)

    def label(self, iri: str, lang: str) -> str | None:
        """Return the preferred name of a concept in a language, else the nearest to it that it has.

        The order is that of `names.language_rank`. None where the concept has no name.
        """
        return best(self.pref.get(iri, {}), lang)

    @cached_property
    def languages(self) -> Mapping[str, int]:
        """How many concepts have a preferred name in each language, the most frequent first."""
        counts: dict[str, int] = defaultdict(int)
        for by_lang in self.pref.values():
            for lang in by_lang:
                counts[lang] += 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def key_of(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return the key of a node: its IRI, or `_:name`.

    >>> key_of(ox.NamedNode("e:owl")), key_of(ox.BlankNode("b"))
    ('e:owl', '_:b')
    """
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def best(by_lang: Mapping[str, str], lang: str) -> str | None:
    """Return the text in a language, else in the nearest to it that there is.

    >>> best({"de": "Eule", "en-gb": "owl"}, "en"), best({"de": "Eule", "": "Strix"}, "fr"), best({}, "en")
    ('owl', 'Strix', None)
    """
    tag = min(by_lang, key=lambda tag: language_rank(tag, lang), default=None)
    return None if tag is None else by_lang[tag]


def _sorted(adjacency: _Adjacency) -> Mapping[str, tuple[str, ...]]:
    """Freeze and sort; a concept that is its own broader or related one is left out of its own list."""
    frozen = {
        iri: tuple(sorted(other for other in others if other != iri)) for iri, others in adjacency.items()
    }
    return _Neighbours({iri: others for iri, others in frozen.items() if others})


class _Neighbours(dict[str, tuple[str, ...]]):
    """A dict that has no neighbours, rather than an error, for a concept without any."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        return ()


def _walk(start: str, adjacency: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    seen = {start}
    level = [start]
    while level:
        following = []
        for iri in level:
            for other in adjacency[iri]:
                if other not in seen:
                    seen.add(other)
                    following.append(other)
                    yield other
        level = following
