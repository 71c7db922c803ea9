"""Why a query may have found nothing: what it names that the vocabulary does not have.

Only facts about the vocabulary are told, each of something without which the query has no answer: what it names in an
OPTIONAL, in one of several branches or in one of several ways of a path is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pyoxigraph import Literal, NamedNode

from termgraph.errors import nearest
from termgraph.namespaces import PREFIXES, RDF, shorten
from termgraph.store import patterns, values
from termgraph.store.lexer import Token
from termgraph.store.patterns import Part, said
from termgraph.store.record import Column, Record
from termgraph.store.results import spelt
from termgraph.store.sparql import Parameter, Prepared

_MOST = 4
_TYPE = RDF + "type"
_NONE = Column([], [])
#: What makes a path one of several ways, or none.
_OPEN = frozenset({"|", "?", "*", "!"})
_RESOURCE = "a resource is written <IRI>, or prefix:name with a known prefix"
_MEANT_AS_RESOURCE = re.compile(r"[A-Za-z][\w.-]*:\S+")


def notes(
    prepared: Prepared, params: Mapping[str, Parameter], record: Record, prefixes: Mapping[str, str]
) -> list[str]:
    """Return what a query names that is not there, a sentence each, with what is near.

    Args:
        prepared: a query that found nothing.
        params: the values of its parameters.
        record: what it was asked about.
        prefixes: those that it need not declare.

    >>> from termgraph.store import Store, sparql
    >>> birds = Store.from_text('<e:owl> skos:prefLabel "owl"@en .')
    >>> for query in ('SELECT * { ?x skos:prefLabl ?y }', 'SELECT * { ?x skos:prefLabel "owl" }'):
    ...     notes(sparql.prepare(query), {}, birds.record, birds.all_prefixes)
    ["nothing has skos:prefLabl (did you mean 'skos:prefLabel'?)"]
    ['nothing has skos:prefLabel "owl"; there is "owl"@en']
    """
    known = {**prefixes, **prepared.prefixes}
    seeker = _Seeker(_Facts(record), params, known)
    parts = patterns.parts(prepared.tokens)
    found = [*seeker.of_values(), *seeker.of_described(prepared.tokens), *seeker.of_parts(parts)]
    return list(dict.fromkeys(found))[:_MOST]


@dataclass(frozen=True)
class _Facts:
    """What there is."""

    record: Record

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns, statements about triples among them, though not what these speak of."""
        if not self.record.reified:
            return self.record.columns  # each is read when it is asked for
        columns = dict(self.record.columns)
        for _, subject, predicate, _ in self.record.reified:
            old = columns.get(predicate, _NONE)
            columns[predicate] = Column([*old.subjects, subject], [*old.objects, ""])
        return columns

    @cached_property
    def subjects(self) -> set[str]:
        return set(chain.from_iterable(column.subjects for column in self.columns.values()))

    @cached_property
    def objects(self) -> set[str]:
        columns = self.columns.values()
        return {value for column in columns for value in column.objects if isinstance(value, str)}

    @cached_property
    def classes(self) -> set[str]:
        return {value for value in self.columns.get(_TYPE, _NONE).objects if isinstance(value, str)}

    def begins(self, namespace: str) -> bool:
        """Tell whether any IRI begins so."""
        return any(one.startswith(namespace) for one in chain(self.columns, self.subjects, self.objects))


class _Seeker:
    """Goes through the parts of a query and tells what is not there."""

    def __init__(self, facts: _Facts, params: Mapping[str, Parameter], prefixes: Mapping[str, str]) -> None:
        self.facts = facts
        self.params = params
        self.prefixes = prefixes

    def of_values(self) -> Iterator[str]:
        for name, value in self.params.items():
            if isinstance(value, str) and _MEANT_AS_RESOURCE.fullmatch(value):
                yield f'${name} is the text "{value}"; {_RESOURCE}'

    def of_described(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Tell of what a DESCRIBE names itself."""
        is_told = False
        for token in tokens:
            is_told = (is_told or token.word == "DESCRIBE") and token.text != "{" and token.word != "FROM"
            iri = self.iri([token]) if is_told else None
            if iri:
                yield from self.of_subject(iri, None)

    def of_parts(self, parts: Sequence[Part]) -> Iterator[str]:
        properties: dict[str, str] = {}  # by the variable that is their object
        for part in parts:
            if part.kind == "triple" and part.needed:
                yield from self.of_triple(part)
                if len(part.tokens) == 1:
                    properties[said(part.object)[1:]] = self.iri(part.tokens) or ""
        for part in parts:
            if part.kind == "filter" and part.needed:
                yield from self.of_filter(part.tokens, properties)

    def of_triple(self, part: Part) -> Iterator[str]:
        path = part.tokens
        marks = {token.text for token in path if token.kind == "mark"}
        if marks & _OPEN:
            return
        steps = [iri for token in path if (iri := self.iri([token]))]
        absent = [iri for iri in steps if iri not in self.facts.columns]
        if absent:
            yield from (self.absent("nothing has {}", iri, self.facts.columns) for iri in absent)
        elif steps and "^" not in marks and not any(token.kind == "var" for token in path):
            yield from self.of_ends(part, steps[0], steps[-1])
        elif not marks:
            yield from self.of_ends(part, None, None)

    def of_ends(self, part: Part, first: str | None, last: str | None) -> Iterator[str]:
        """Tell what is wrong with the ends of a triple, whose path begins and ends with some properties."""
        subject, value = self.term(part.subject), self.term(part.object)
        facts = self.facts
        if isinstance(subject, NamedNode):
            yield from self.of_subject(subject.value, first)
        elif isinstance(subject, Literal) and not _MEANT_AS_RESOURCE.fullmatch(subject.value):
            yield f"{said(part.subject)} is the text {spelt(subject)}, of which nothing is said; {_RESOURCE}"
        if isinstance(value, Literal) and last:
            yield from self.of_literal(value, last)
        elif isinstance(value, NamedNode) and value.value not in (
            facts.columns[last].objects if last else facts.objects
        ):
            yield self.of_object(value.value, last)

    def of_object(self, iri: str, property_: str | None) -> str:
        facts = self.facts
        if property_ == _TYPE:
            return self.absent("nothing is a {}", iri, facts.classes)
        if iri not in facts.objects and iri not in facts.subjects:
            return self.absent("{} is not in the vocabulary", iri, facts.subjects)
        verb = f"has {self.short(property_)}" if property_ else "leads to"
        return f"nothing {verb} {self.short(iri)}"

    def of_subject(self, iri: str, first: str | None) -> Iterator[str]:
        facts = self.facts
        if iri not in facts.subjects:
            if iri in facts.objects:
                yield f"nothing is said of {self.short(iri)}: it only is what others lead to"
            else:
                yield self.absent("{} is not in the vocabulary", iri, facts.subjects)
        elif first and iri not in facts.columns[first].subjects:
            yield f"{self.short(iri)} has no {self.short(first)}"

    def of_filter(self, tokens: Sequence[Token], properties: Mapping[str, str]) -> Iterator[str]:
        """Tell of `?name = "text"`, whichever way round."""
        for at, token in enumerate(tokens):
            if token.text != "=" or not 0 < at < len(tokens) - 1:
                continue
            right = tokens[at + 1 : at + (3 if tokens[min(at + 2, len(tokens) - 1)].kind == "lang" else 2)]
            left = tokens[at - (2 if tokens[at - 1].kind == "lang" else 1) : at]
            for variable, text in ((left, right), (right, left)):
                property_ = properties.get(variable[0].text[1:]) if variable[0].kind == "var" else None
                value = self.term(text)
                if property_ and isinstance(value, Literal):
                    yield from self.of_literal(value, property_)

    def of_literal(self, value: Literal, property_: str) -> Iterator[str]:
        """Tell which texts a property has that differ from one in their language or their capitals only."""
        column = self.facts.columns.get(property_, _NONE)
        texts = [one for one in column.objects if isinstance(one, Literal)]
        wanted = _key(value)
        if value.datatype.value not in (PREFIXES["xsd"] + "string", RDF + "langString") or any(
            _key(one) == wanted for one in texts
        ):
            return
        near = [one for one in texts if one.value == value.value]
        near = near or [one for one in texts if one.value.casefold() == value.value.casefold()]
        near = near or _nearest(value.value, texts)
        others = ", ".join(sorted({spelt(one) for one in near})[:3])
        yield f"nothing has {self.short(property_)} {spelt(value)}" + (
            f"; there is {others}" if others else ""
        )

    def absent(self, sentence: str, iri: str, there: Collection[str]) -> str:
        """Return what is said of an IRI that is not there, or else of its namespace, of which nothing is."""
        short = self.short(iri)
        prefix, _, local = short.partition(":")
        namespace = self.prefixes.get(prefix, "")
        if namespace and local and namespace + local == iri and not self.facts.begins(namespace):
            usual = PREFIXES.get(prefix, namespace)
            hint = f"{prefix}: usually is <{usual}>" if usual != namespace else None
            return (
                f"no IRI in the vocabulary begins with {prefix}: <{namespace}>{f' ({hint})' if hint else ''}"
            )
        near = _near(iri, there)
        return sentence.format(short) + (f" (did you mean '{self.short(near)}'?)" if near else "")

    def short(self, iri: str) -> str:
        found = shorten(iri, self.prefixes)
        return f"<{iri}>" if found == iri else found

    def iri(self, tokens: Sequence[Token]) -> str | None:
        if tokens and tokens[0].text == "a":
            return _TYPE
        term = self.term(tokens)
        return term.value if isinstance(term, NamedNode) else None

    def term(self, tokens: Sequence[Token]) -> NamedNode | Literal | None:
        """Return the IRI or the text that stands somewhere, as the value of a parameter too."""
        name = said(tokens)[1:]
        if said(tokens).startswith("$") and name in self.params:
            value = self.params[name]
            value = Literal(value) if isinstance(value, str) else value
            return value if isinstance(value, NamedNode | Literal) else None
        with suppress(ValueError):
            return values.term_of(tokens, self.prefixes)
        return None


def _key(literal: Literal) -> tuple[str, str, str]:
    """Return what makes two texts one to the engine: tags are compared without case."""
    return literal.value, (literal.language or "").lower(), literal.datatype.value


def _nearest(text: str, texts: Iterable[Literal]) -> list[Literal]:
    """Return the texts that look most like a misspelling of another."""
    alike = [one for one in texts if _alike(one.value, text)]
    hits = nearest(text, sorted({one.value for one in alike}), 1)
    return [one for one in alike if one.value in hits]


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts are worth comparing letter by letter, and one could be a slip for the other."""
    if abs(len(one) - len(other)) > 2:
        return False
    return one[:1].casefold() == other[:1].casefold() or one[-1:].casefold() == other[-1:].casefold()


def _near(iri: str, there: Iterable[str]) -> str | None:
    """Return the IRI that may be meant by one that is not there: of that name elsewhere, or of a name much like it.

    >>> _near("http://e/lable", ["http://e/label", "http://e/note"]), _near("http://e/x#a", ["http://f/a"])
    ('http://e/label', 'http://f/a')
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    namespace, name = iri[:cut], iri[cut:]
    elsewhere = [one for one in there if name and one.endswith((f"/{name}", f"#{name}"))]
    if elsewhere:
        return min(elsewhere)
    hits = nearest(
        name, sorted(one[cut:] for one in there if one.startswith(namespace) and _alike(one[cut:], name)), 1
    )
    return namespace + hits[0] if hits else None
