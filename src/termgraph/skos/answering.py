"""What a vocabulary's structure answers as a whole: found once, and from then on looked up where it is kept.

`QUERIES` tells which of the named queries are answered here, row for row as their SPARQL is. That knows nothing of what
is below a property or a class: what these methods say is said with SKOS's own names. The others heed the whole account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.names import language_tag
from termgraph.namespaces import LABEL_TYPES, OIO, RDF, SKOS, SKOSXL, XSD
from termgraph.skos.hierarchy import Hierarchy
from termgraph.skos.modelling import Modelling
from termgraph.skos.tables import single
from termgraph.store.record import Column, Value

#: What implies skos:broaderTransitive; matches count as what they are below (S41).
_UP = ("broader", "broaderTransitive", "broadMatch")
_DOWN = ("narrower", "narrowerTransitive", "narrowMatch")
_LINKS = ("broader", "narrower", "related")
_KINDS = ("prefLabel", "altLabel")
_FORM = SKOSXL + "literalForm"
_TEXTS = (XSD + "string", RDF + "langString")
_AMBIGUOUS = LABEL_TYPES["ambiguous"]
_NONE = Column([], [])

Row = Sequence[str | int]
#: What a node is called in the answers of named queries, and the node: so they are sorted.
Term = tuple[str, str]


class Ambiguous(NamedTuple):
    """A name that several bear, or that is marked as ambiguous (OMO).

    Attributes:
        name: in small letters.
        lang: the tag of its language; "" for none.
        bearers: whose name it is, by what they are called.
    """

    name: str
    lang: str
    bearers: list[str]


class Answering(Modelling):
    """A vocabulary that answers what is asked of its structure."""

    def ambiguous(self) -> list[Ambiguous]:
        """Return the names that several bear, or that are marked as ambiguous, as the query `ambiguous` does.

        Capitals do not count; the same word in two languages is not ambiguous.

        >>> birds = Answering.from_text('<e:bat> skos:prefLabel "bat"@en . <e:club> skos:altLabel "Bat"@en, "bat"@de .')
        >>> birds.ambiguous()
        [Ambiguous(name='bat', lang='en', bearers=['e:bat', 'e:club'])]
        """
        return [
            Ambiguous(name, language_tag(lang), [iri for _, iri in bearers])
            for name, lang, bearers in self._ambiguous
        ]

    def orphans(self) -> list[str]:
        """Return the concepts without any broader, narrower or related one, by what they are called.

        >>> Answering.from_text("<e:owl> a skos:Concept . <e:bat> a skos:Concept ; skos:related <e:cat> .").orphans()
        ['e:owl']
        """
        return [iri for _, iri in self._orphans]

    def undefined(self) -> list[str]:
        """Return the concepts without a definition, by what they are called."""
        return [iri for _, iri in self._undefined]

    def top_concepts(self) -> list[str]:
        """Return what stands at the top of the hierarchy, declared so or with nothing above it, by what it is called.

        >>> Answering.from_text("<e:owl> skos:broader <e:bird> . <e:bat> skos:topConceptOf <e:all> .").top_concepts()
        ['e:bat', 'e:bird']
        """
        return [iri for _, iri in self._top_concepts]

    def cycles(self) -> list[list[str]]:
        """Return the knots of the hierarchy, of concepts that all stand above each other, each sorted.

        >>> Answering.from_text("<e:hen> skos:broader <e:egg> . <e:egg> skos:broader <e:hen> .").cycles()
        [['e:egg', 'e:hen']]
        """
        return [list(knot) for knot in self._cycles]

    def related_in_hierarchy(self) -> list[tuple[str, str]]:
        """Return the pairs that are related although one stands above the other (SKOS S27), the lower one first.

        >>> birds = "<e:owl> skos:broader <e:bird> . <e:bird> skos:broader <e:animal> ; skos:related <e:owl> ."
        >>> Answering.from_text(birds).related_in_hierarchy()
        [('e:owl', 'e:bird')]
        """
        return [(lower, upper) for lower, upper in self._related_in_hierarchy]

    def rows(self, query: str) -> tuple[Sequence[str], list[Row]] | None:
        """Return the columns and the rows of a named query as its SPARQL does; None where that is to be asked.

        A column `iri` holds nodes; all else are texts and numbers.

        >>> Answering.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .').rows("orphans")
        (('term', 'iri'), [('owl', 'e:owl')])
        """
        if query not in QUERIES or not self._is_plain:
            return None
        columns, rows = QUERIES[query]
        return columns, list(rows(self))

    # Found once

    @single
    def _ambiguous(self) -> list[tuple[str, str, list[Term]]]:
        marked = {subject for subject, type_ in self.stated(OIO + "hasSynonymType") if type_ == _AMBIGUOUS}
        meant = {text.value.lower() for label in marked for text in self._forms.get(label, ())}
        once, again = set[int](), set[int]()  # hashes: the names themselves may be more than memory holds
        for _, text in self._named_nodes():
            (again if (key := hash(_spoken(text))) in once else once).add(key)
        bearing: dict[tuple[str, str], set[str]] = defaultdict(set)
        for node, text in self._named_nodes():
            name = _spoken(text)
            if hash(name) in again or name[0] in meant:
                bearing[name].add(node)
        return [
            (*name, self._sorted(nodes))
            for name, nodes in sorted(bearing.items(), key=lambda item: item[0])
            if len(nodes) > 1 or name[0] in meant
        ]

    @single
    def _orphans(self) -> list[Term]:
        linked = [column for name in _LINKS for column in self._stated(SKOS + name)]
        return self._sorted(self._concepts.difference(*linked))

    @single
    def _undefined(self) -> list[Term]:
        return self._sorted(self._concepts.difference(self._stated(SKOS + "definition").subjects))

    @single
    def _top_concepts(self) -> list[Term]:
        up, down = self._stated(SKOS + "broader"), self._stated(SKOS + "narrower")
        declared = self._stated(SKOS + "topConceptOf").subjects, self._stated(SKOS + "hasTopConcept").objects
        above = {*down.subjects, *up.objects}.difference(up.subjects, down.objects)
        return self._sorted(node for node in above.union(*declared) if isinstance(node, str))

    @single
    def _cycles(self) -> list[list[str]]:
        return self.hierarchy.knots

    @single
    def _related_in_hierarchy(self) -> list[tuple[str, str]]:
        above = self._implied_hierarchy.is_above
        reflexive = {one for name in (*_UP, *_DOWN) for one, other in self.links(SKOS + name) if one == other}
        related = {
            (min(pair), max(pair)) for name in ("related", "relatedMatch") for pair in self.links(SKOS + name)
        }
        found = []
        for one, other in sorted(related):
            if above(other, one) or (one == other and one in reflexive):
                found.append((one, other))
            elif above(one, other):
                found.append((other, one))
        return found

    @property
    def _implied_hierarchy(self) -> Hierarchy:
        """The hierarchy with all that implies skos:broaderTransitive, mostly the usual one."""
        more = [SKOS + name for name in (*_UP[1:], *_DOWN[1:])]
        if not any(name in self.columns for name in more):
            return self.hierarchy
        below: dict[str, set[str]] = defaultdict(set)
        for name in _UP:
            for lower, upper in self.links(SKOS + name):
                below[upper].add(lower)
        for name in _DOWN:
            for upper, lower in self.links(SKOS + name):
                below[upper].add(lower)
        return Hierarchy({upper: sorted(lower - {upper}) for upper, lower in below.items()})

    # What is stated, as SPARQL has it

    @single
    def _is_plain(self) -> bool:
        """Whether only what has an IRI bears names or is related, and all names are texts.

        Otherwise SPARQL has errors to tell of, which have an order of their own.
        """
        names = [space + kind for space in (SKOS, SKOSXL) for kind in _KINDS]
        relations = [SKOS + name for name in _LINKS]
        subjects = (self._stated(name).subjects for name in (*names, *relations, SKOS + "topConceptOf"))
        objects = (self._stated(name).objects for name in (*relations, SKOS + "hasTopConcept"))
        texts = (self._stated(name).objects for name in (*names[: len(_KINDS)], _FORM))
        return (
            all(
                map(
                    _is_iri,
                    chain(self._concepts, chain.from_iterable(subjects), chain.from_iterable(objects)),
                )
            )
            and all(map(_is_text, chain.from_iterable(texts)))
            and not self.record.reified
        )

    def _stated(self, predicate: str) -> Column:
        return self.columns.get(predicate, _NONE)

    @property
    def _concepts(self) -> set[str]:
        types = self._stated(RDF + "type")
        return {node for node, type_ in zip(*types, strict=True) if type_ == SKOS + "Concept"}

    def _named_nodes(self) -> Iterator[tuple[str, Literal]]:
        return chain(self._borne("prefLabel"), self._borne("altLabel"))

    def _borne(self, kind: str) -> Iterator[tuple[str, Literal]]:
        """Yield what has a name of a kind, and the name."""
        for node, text in zip(*self._stated(SKOS + kind), strict=True):
            if isinstance(text, Literal):
                yield node, text
        for node, label in zip(*self._stated(SKOSXL + kind), strict=True):
            for text in self._forms.get(label, ()) if isinstance(label, str) else ():
                yield node, text

    @cached_property
    def _forms(self) -> Mapping[str, list[Literal]]:
        found: dict[str, list[Literal]] = defaultdict(list)
        for label, text in zip(*self._stated(_FORM), strict=True):
            if isinstance(text, Literal):
                found[label].append(text)
        return found

    @cached_property
    def _terms(self) -> Mapping[str, str]:
        """What named queries call each node: its first name of the language of display, else in English, else any."""
        found: dict[str, str] = {}
        ranges = (self.language.lower(), "en")
        for node, text in self._borne("prefLabel"):
            tag = (text.language or "").lower()
            rank = next((n for n, range_ in enumerate(ranges) if f"{tag}-".startswith(f"{range_}-")), 2)
            name = f"{rank}{text.value}"
            if node not in found or name < found[node]:
                found[node] = name
        return {node: name[1:] for node, name in found.items()}

    def _sorted(self, nodes: Iterable[str]) -> list[Term]:
        return sorted((self._terms.get(node, node), node) for node in nodes)


def _spoken(text: Literal) -> tuple[str, str]:
    """Return what a name is compared by: its text and its language, without case."""
    return text.value.lower(), (text.language or "").lower()


def _is_iri(value: Value) -> bool:
    return isinstance(value, str) and not value.startswith("_:")


def _is_text(value: Value) -> bool:
    return isinstance(value, Literal) and value.datatype.value in _TEXTS


def _counted(found: Answering) -> Iterator[Row]:
    for name, lang, bearers in found._ambiguous:
        yield name, lang, len(bearers), " | ".join(term for term, _ in bearers)


#: The named queries that are answered here: the columns of each, and what returns its rows.
QUERIES: Mapping[str, tuple[Sequence[str], Callable[[Answering], Iterable[Row]]]] = {
    "ambiguous": (("name", "language", "count", "terms"), _counted),
    "orphans": (("term", "iri"), lambda found: found._orphans),
    "top-concepts": (("term", "iri"), lambda found: found._top_concepts),
    "undefined": (("term", "iri"), lambda found: found._undefined),
}
