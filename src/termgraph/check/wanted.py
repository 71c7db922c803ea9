"""What a publisher wants of the values of a property: which kind of value, how many, and how many in a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.check.finding import Found
from termgraph.check.texts import quoted
from termgraph.namespaces import PREFIXES, RDF, SCHEMAS, XSD
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

_PREFIXES = {
    **PREFIXES,
    "cc": "http://creativecommons.org/ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "reg": "http://purl.org/linked-data/registry#",
    "sdo": SCHEMAS[1],
    "void": "http://rdfs.org/ns/void#",
    "xhv": "http://www.w3.org/1999/xhtml/vocab#",
}
_DAY = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
ZONE = r"(Z|[+-]\d\d:\d\d)?"
#: How XSD writes a date, and a date with a time.
DATE, TIME = rf"{_DAY}{ZONE}", rf"{_DAY}T\d\d:\d\d:\d\d(\.\d+)?{ZONE}"
_TEXT = (XSD + "string", RDF + "langString")


def _of(*datatypes: str) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, Literal) and value.datatype.value in datatypes


def _is_date(value: Value) -> bool:
    return _of(XSD + "date")(value) and bool(re.fullmatch(DATE, _written(value)))


def _is_moment(value: Value) -> bool:
    timed = _of(XSD + "dateTime", XSD + "dateTimeStamp")(value) and bool(re.fullmatch(TIME, _written(value)))
    return timed or _is_date(value)


def _is_iri(value: Value) -> bool:
    return isinstance(value, str) and not value.startswith("_:")


#: The kinds of values, as messages call them.
KINDS: Mapping[str, Callable[[Value], bool]] = {
    "an IRI": _is_iri,
    "a resource": lambda value: isinstance(value, str),
    "a literal": lambda value: isinstance(value, Literal),
    "a text": _of(*_TEXT),
    "a plain text": _of(XSD + "string"),
    "a text with a language": _of(RDF + "langString"),
    "an xsd:anyURI": _of(XSD + "anyURI"),
    "a plain text or an xsd:anyURI": _of(XSD + "string", XSD + "anyURI"),
    "an IRI, a plain text or an xsd:anyURI": lambda value: (
        _is_iri(value) or _of(XSD + "string", XSD + "anyURI")(value)
    ),
    "an xsd:date": _is_date,
    "an xsd:date or xsd:dateTime": _is_moment,
    "anything": lambda value: True,
}


class Wanted(NamedTuple):
    """What is wanted of the values of some properties, any of which may say it.

    Attributes:
        by: who wants it: "VocPub 2.1.05".
        names: the properties, with prefixes, with spaces between: "schema:url foaf:page".
        kind: what each value must be, a key of `KINDS`.
        least: how many there must be.
        most: how many there may be; None for any number.
        one_a_language: whether there may be only one in a language.
    """

    by: str
    names: str
    kind: str
    least: int = 0
    most: int | None = None
    one_a_language: bool = False

    def faults(self, values: Collection[Value]) -> Iterator[tuple[str, Value | None]]:
        """Yield what is wrong with some values, each with the value that is at fault, if it is one.

        >>> wanted = Wanted("us", "schema:name", "a text", least=1, one_a_language=True)
        >>> list(wanted.faults([])), [said for said, _ in wanted.faults([Literal("7"), "http://e.org/owl"])]
        ([('schema:name is missing', None)], ['schema:name <http://e.org/owl> is not a text'])
        """
        said = " or ".join(self.names.split())
        if len(values) < self.least:
            yield f"{said} is missing", None
        if self.most is not None and len(values) > self.most:
            yield f"{said} has {len(values)} values, and may have {self.most}", None
        for value in values:
            if not KINDS[self.kind](value):
                shown = f"<{value}>" if isinstance(value, str) else quoted(value.value, value.language or "")
                yield f"{said} {shown} is not {self.kind}", value
        if self.one_a_language:
            tags = Counter(
                value.language for value in values if isinstance(value, Literal) and value.language
            )
            for tag in sorted(tag for tag, count in tags.items() if count > 1):
                yield f"{said} has several values in {tag}", None


def values_of(thesaurus: Thesaurus, node: str, names: str) -> list[Value]:
    """Return the values that some properties of a node have, exactly as stated, each once."""
    return list(
        dict.fromkeys(value for name in properties(names) for _, value in thesaurus.about(node, name))
    )


@cache
def properties(names: str) -> tuple[str, ...]:
    """Return the properties that are written with prefixes and spaces between.

    >>> properties("dct:title rdfs:label")
    ('http://purl.org/dc/terms/title', 'http://www.w3.org/2000/01/rdf-schema#label')
    """
    split = (name.partition(":") for name in names.split())
    return tuple(_PREFIXES[prefix] + local for prefix, _, local in split)


def unmet(thesaurus: Thesaurus, nodes: Collection[str], *wanted: Wanted) -> Iterator[Found]:
    """Yield what some nodes lack of what is wanted, each with who wants it."""
    for node in nodes:
        for one in wanted:
            for said, value in one.faults(values_of(thesaurus, node, one.names)):
                at_fault = () if value is None else (_written(value),)
                yield Found(node, f"{said} ({one.by})", at_fault)


def none_met(
    thesaurus: Thesaurus, nodes: Collection[str], wanted: Sequence[Wanted], said: str
) -> Iterator[Found]:
    """Yield those of some nodes that are as none of several things are wanted."""
    for node in nodes:
        if all(any(one.faults(values_of(thesaurus, node, one.names))) for one in wanted):
            yield Found(node, said)


def outside(
    thesaurus: Thesaurus, node: str, names: str, expected: Collection[Value], said: str
) -> Iterator[Found]:
    """Yield each value of some properties of a node that is none of those expected."""
    for value in values_of(thesaurus, node, names):
        if value not in expected:
            yield Found(node, f"{thesaurus.term_label(value)} {said}", (_written(value),))


def _written(value: Value) -> str:
    return value if isinstance(value, str) else value.value
