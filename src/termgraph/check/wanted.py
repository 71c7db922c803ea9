"""What a publisher wants of the values of a property: which kind of value, how many, and how many in a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.check.finding import Found
from termgraph.check.words import quoted
from termgraph.namespaces import PREFIXES, RDF, SCHEMA, XSD, shorten
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

REG = "http://purl.org/linked-data/registry#"
_PREFIXES = {**PREFIXES, "schema": SCHEMA, "reg": REG, "dcat": "http://www.w3.org/ns/dcat#"}
_DAY = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_DATE = re.compile(_DAY + _ZONE)
_TIME = re.compile(rf"{_DAY}T\d\d:\d\d:\d\d(\.\d+)?{_ZONE}")
_TEXT = (XSD + "string", RDF + "langString")


def _of(*datatypes: str) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, Literal) and value.datatype.value in datatypes


def _is_date(value: Value) -> bool:
    return _of(XSD + "date")(value) and bool(_DATE.fullmatch(_written(value)))


def _is_moment(value: Value) -> bool:
    timed = _of(XSD + "dateTime", XSD + "dateTimeStamp")(value) and bool(_TIME.fullmatch(_written(value)))
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
        names: the properties.
        kind: what each value must be, a key of `KINDS`.
        least: how many there must be.
        most: how many there may be; None for any number.
        one_a_language: whether there may be only one in a language.
    """

    by: str
    names: tuple[str, ...]
    kind: str
    least: int = 0
    most: int | None = None
    one_a_language: bool = False

    def faults(self, values: Collection[Value]) -> Iterator[tuple[str, Value | None]]:
        """Yield what is wrong with some values, each with the value that is at fault, if it is one.

        >>> wanted = Wanted("us", (SCHEMA + "name",), "a text", least=1, one_a_language=True)
        >>> list(wanted.faults([])), [said for said, _ in wanted.faults([Literal("7"), "http://e.org/owl"])]
        ([('schema:name is missing', None)], ['schema:name <http://e.org/owl> is not a text'])
        """
        said = " or ".join(shorten(name, _PREFIXES) for name in self.names)
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


def values_of(thesaurus: Thesaurus, node: str, *names: str) -> list[Value]:
    """Return the values that some properties of a node have, exactly as stated, each once."""
    return list(dict.fromkeys(value for name in names for _, value in thesaurus.about(node, name)))


def unmet(thesaurus: Thesaurus, nodes: Collection[str], *wanted: Wanted) -> Iterator[Found]:
    """Yield what some nodes lack of what is wanted, each with who wants it."""
    for node in nodes:
        for one in wanted:
            for said, value in one.faults(values_of(thesaurus, node, *one.names)):
                at_fault = () if value is None else (_written(value),)
                yield Found(node, f"{said} ({one.by})", at_fault)


def _written(value: Value) -> str:
    return value if isinstance(value, str) else value.value
