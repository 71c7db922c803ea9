"""Which concepts a word in somebody's data may mean: candidates, how well each fits, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from termgraph.errors import TermgraphError
from termgraph.names import exact_key, folded_key, printable
from termgraph.serve.properties import Properties, called, types_of
from termgraph.wording import words
from termgraph.wording.words import upper

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus
    from termgraph.skos.lookup import Hit

#: How much of the score a name of each kind is worth: who wrote it may have meant what it is the preferred name of.
_KINDS = {
    "prefLabel": 1.0,
    "id": 1.0,
    "notation": 1.0,
    "altLabel": 0.98,
    "hiddenLabel": 0.96,
    "proposedName": 0.8,
}
_DEPRECATED, _OTHER_TYPE = 0.8, 0.7
#: What is left of the score where no property agrees.
_NO_PROPERTY = 0.5
#: How well a name fits at least where a candidate is certain, and how far behind others of which that is true are.
_CERTAIN, _AHEAD = 0.9, 10
#: How well a name fits at most that is only spelt like another one: never so well that it is certain.
_LIKE = 0.89
_LEAST_SOUGHT = 25
_DESCRIBED = 240
MOST = 100
LONGEST = 1_000


class Wanted(NamedTuple):
    """What a property is to be: any of some values, each a text or an IRI."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Args:
        text: a name; "" where only properties tell.
        types: classes.
        strict: `any`: it has to be of one of them; `all`: of all; `should`: others count for less.
        properties: what else is known of it.
        limit: how many candidates at most.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    strict: str = "any"
    properties: tuple[Wanted, ...] = ()
    limit: int = 10

    @classmethod
    def read(cls, said: Any) -> Query:
        """Return a query that is said in JSON.

        Raises:
            TermgraphError: where it is none; it says which part.

        >>> Query.read({"query": "owl", "type": "skos:Concept"}).types
        ('skos:Concept',)
        """
        if not isinstance(said, Mapping):
            raise TermgraphError("a query is an object with 'query' or 'properties'")
        text, strict, limit = said.get("query", ""), said.get("type_strict", "any"), said.get("limit", 10)
        if not isinstance(text, str) or len(text) > LONGEST:
            raise TermgraphError(f"'query' is a text of at most {LONGEST:,} characters")
        if strict not in ("any", "all", "should"):
            raise TermgraphError("'type_strict' is any, all or should")
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
            raise TermgraphError("'limit' is a number above 0")
        types = said.get("type") or []
        types = [types] if isinstance(types, str) else types
        if not isinstance(types, list) or not all(isinstance(one, str) for one in types):
            raise TermgraphError("'type' is the id of a type, or a list of these")
        wanted = _wanted(said.get("properties") or [])
        if not text.strip() and not wanted:
            raise TermgraphError("a query has 'query', 'properties' or both")
        return cls(text.strip(), tuple(types), strict, wanted, min(int(min(limit, MOST)), MOST))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept or collection that may be meant.

    Args:
        iri: which.
        name: its preferred name.
        score: how well it fits, from 0 to 100.
        features: what that consists of.
        description: what it is, with what there is to know of the name that was found.
        types: its classes.
        match: whether it is certain.
    """

    iri: str
    name: str
    score: float
    features: Mapping[str, float | bool]
    description: str
    types: tuple[str, ...]
    match: bool = False


class _Fit(NamedTuple):
    """A name that was found, and how well it fits, from 0 to 1."""

    score: float
    name: str
    kind: str


class Matcher:
    """Finds candidates in a vocabulary.

    Args:
        graph: the vocabulary.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" ; skos:altLabel "night bird" .')
    >>> [(one.iri, one.score, one.match) for one in Matcher(birds).candidates(Query("night-birds"))]
    [('e:owl', 88.2, True)]
    """

    def __init__(self, graph: Thesaurus) -> None:
        self.graph = graph

    @cached_property
    def properties(self) -> Properties:
        """What can be compared."""
        return Properties(self.graph)

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The classes that there are, with what people call them, by that."""
        graph = self.graph
        found = {one for iri in graph.concepts | graph.collections for one in types_of(graph, iri)}
        return dict(sorted(((one, called(graph, one)) for one in found), key=lambda pair: (pair[1], pair[0])))

    def candidates(self, query: Query) -> list[Candidate]:
        """Return what may be meant, the best first."""
        found = self._ranked(self._named(query.text) if query.text else self._holding(query), query)
        if query.text and not any(one.features["name"] >= _CERTAIN for one in found):
            found = self._ranked(self._alike(query) | self._named(query.text), query)
        return [self._decided(one, at, found) for at, one in enumerate(found[: query.limit])]

    def describe(self, iri: str) -> str:
        """Return what a thing is, in short."""
        text = printable(" ".join((self.graph.definition(iri) or "").split()))
        return text if len(text) <= _DESCRIBED else f"{text[:_DESCRIBED].rpartition(' ')[0]} …"

    def is_there(self, iri: str) -> bool:
        """Tell whether an IRI is that of a concept or collection."""
        return iri in self.graph.concepts or iri in self.graph.collections

    def named(self, iri: str) -> dict[str, str]:
        """Return a thing or class by its id and name."""
        return {"id": iri, "name": printable(called(self.graph, iri))}

    def class_of(self, id: str) -> str:
        """Return the IRI of a class that is given by it, or by a prefixed name."""
        prefix, _, local = id.partition(":")
        return id if id in self.types else self.graph.all_prefixes.get(prefix, f"{prefix}:") + local

    def _named(self, text: str) -> dict[str, _Fit]:
        """Return what a text means: what bears it as a name, and what has it for an id."""
        hits = [*self.graph.bearing(text), *self.graph.resolve(text)]
        return {hit.iri: _Fit(hit.score, hit.name, hit.kind) for hit in reversed(hits)}  # names go before ids

    def _alike(self, query: Query) -> dict[str, _Fit]:
        """Return what bears a name like the one that is looked for."""
        from rapidfuzz import fuzz  # late: it takes as long to import as all else here

        folded = folded_key(query.text)

        def likeness(hit: Hit) -> float:
            return min(fuzz.ratio(folded, folded_key(hit.name)) / 100, _LIKE)

        hits = self.graph.search(query.text, max(query.limit, _LEAST_SOUGHT))
        return {hit.iri: _Fit(likeness(hit), hit.name, hit.kind) for hit in hits if hit.kind != "definition"}

    def _holding(self, query: Query) -> dict[str, _Fit]:
        """Return what has one of the properties."""
        known = ((self.properties.called(one.property), one.values) for one in query.properties)
        found = (
            iri
            for one, values in known
            if one
            for text in values
            for iri in self.properties.holders(one, text)
        )
        return {iri: _Fit(1.0, self.graph.label(iri), "prefLabel") for iri in found}

    def _ranked(self, fits: Mapping[str, _Fit], query: Query) -> list[Candidate]:
        found = [self._judged(iri, fit, query) for iri, fit in fits.items()]
        kept = [one for one in found if query.strict == "should" or one.features.get("type", True)]
        return sorted(kept, key=lambda one: (-one.score, one.name, one.iri))

    def _judged(self, iri: str, fit: _Fit, query: Query) -> Candidate:
        graph = self.graph
        types = tuple(types_of(graph, iri))
        features: dict[str, float | bool] = {
            "name": round(fit.score, 3),
            "preferred_name": self._is_preferred(iri, fit.name),
            "misleading_name": self._misleads(iri, fit.name),
            "proposed_name": fit.kind == "proposedName",
            "deprecated": iri in graph.deprecated,
        }
        score = 100 * fit.score * _KINDS.get(fit.kind, 1.0)
        if features["deprecated"]:
            score *= _DEPRECATED
        if query.types:
            fitting = [self.class_of(one) in types for one in query.types]
            features["type"] = all(fitting) if query.strict == "all" else any(fitting)
            score *= 1 if features["type"] else _OTHER_TYPE
        if query.properties:
            share = sum(self._agrees(iri, one) for one in query.properties) / len(query.properties)
            features["properties"] = round(share, 3)
            score *= _NO_PROPERTY + (1 - _NO_PROPERTY) * share
        return Candidate(iri, graph.label(iri), round(score, 1), features, self._told(iri, fit), types)

    def _decided(self, one: Candidate, at: int, ranked: Sequence[Candidate]) -> Candidate:
        """Return a candidate that is certain where nothing speaks against it, and nothing else fits nearly as well."""
        features = one.features
        doubts = features["proposed_name"] or features["deprecated"] or not features.get("type", True)
        alone = not any(
            other.features["name"] >= _CERTAIN and other.score > one.score - _AHEAD for other in ranked[1:]
        )
        sure = (
            at == 0
            and features["name"] >= _CERTAIN
            and features.get("properties", 1) == 1
            and alone
            and not doubts
        )
        return Candidate(one.iri, one.name, one.score, features, one.description, one.types, match=bool(sure))

    def _agrees(self, iri: str, wanted: Wanted) -> bool:
        property = self.properties.called(wanted.property)
        if property is None:
            return False
        keys = {key for value in property.values(iri) for key in self.properties.meanings(value)}
        return any(one in keys or folded_key(one) in keys for one in wanted.values)

    def _is_preferred(self, iri: str, name: str) -> bool:
        return exact_key(name) in {exact_key(text) for text in self.graph.preferred(iri).values()}

    def _misleads(self, iri: str, name: str) -> bool:
        return any(
            exact_key(one.term) == exact_key(name) if one.term else self._is_preferred(iri, name)
            for one in self.graph.misleading.get(iri, ())
        )

    def _told(self, iri: str, fit: _Fit) -> str:
        """Return what a thing is, after what there is to know of the name that it was found by."""
        said, label = words(self.graph.language), self.graph.label(iri)
        parts = []
        if self._misleads(iri, fit.name):
            parts.append(said.phrases["misleads"].format(name=printable(fit.name)))
        elif fit.kind in said.found and fit.name != label:
            parts.append(f"{upper(said.found[fit.kind])}: “{printable(fit.name)}”.")
        if iri in self.graph.deprecated:
            parts.append(f"{said.headings['deprecated']}: {said.headings['unused']}.")
        return " ".join(filter(None, [*parts, self.describe(iri)]))


def _wanted(said: Any) -> tuple[Wanted, ...]:
    problem = TermgraphError("'properties' is a list of objects with 'pid' and 'v'")
    if not isinstance(said, list) or len(said) > MOST:
        raise problem
    found = []
    for one in said:
        if not isinstance(one, Mapping) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise problem
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        found.append(Wanted(one["pid"], tuple(map(_text, values[:MOST]))))
    return tuple(found)


def _text(value: Any) -> str:
    """Return a value as it is compared: an entity by its id, truth and numbers as RDF spells them."""
    if isinstance(value, Mapping):
        value = value.get("id")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)[:LONGEST]
    raise TermgraphError("a value of a property is a text, a number, true, false, or an entity with its 'id'")
