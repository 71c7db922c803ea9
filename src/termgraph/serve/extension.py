"""Extends somebody's data by what a vocabulary says of the concepts that it was matched with."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from termgraph.errors import TermgraphError, TooLargeError
from termgraph.names import language_tag, printable
from termgraph.namespaces import SKOS, XSD
from termgraph.store.results import to_python

if TYPE_CHECKING:
    from termgraph.serve.candidates import Matcher
    from termgraph.serve.properties import Property
    from termgraph.store.record import Value

#: Cells that are filled at a time.
CELLS = 10_000
#: What can be chosen of a property.
SETTINGS = (
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "How many values a cell has at most; 0 for all of them",
    },
    {
        "name": "language",
        "label": "Language",
        "type": "text",
        "default": "",
        "help_text": "Only texts in this language, such as en; empty for all of them",
    },
)
_DATE = re.compile(
    r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A property that is asked for.

    Args:
        id: its IRI, or prefixed name.
        limit: how many values there are to be at most; 0 for all.
        language: the only language of texts; "" for all.
    """

    id: str
    limit: int = 0
    language: str = ""

    @classmethod
    def read(cls, said: Any) -> Column:
        """Return what is said in JSON; numbers may be texts there, as forms have them.

        Raises:
            TermgraphError: where it is no property.

        >>> Column.read({"id": "skos:altLabel", "settings": {"limit": "2"}})
        Column(id='skos:altLabel', limit=2, language='')
        """
        if not isinstance(said, Mapping) or not isinstance(said.get("id"), str):
            raise TermgraphError("a property is an object with 'id'")
        settings = said.get("settings") or {}
        if not isinstance(settings, Mapping):
            raise TermgraphError(f"the settings of '{said['id'][:80]}' are no object")
        limit, language = str(settings.get("limit") or "0"), str(settings.get("language") or "")
        if not re.fullmatch("[0-9]{1,6}", limit):
            raise TermgraphError(f"the limit of '{said['id'][:80]}' is no whole number")
        return cls(said["id"], int(limit), language_tag(language[:40]))

    def takes(self, value: Value) -> bool:
        """Tell whether a value is in the language that is wanted."""
        if not self.language or not isinstance(value, Literal) or not value.language:
            return True
        return f"{language_tag(value.language)}-".startswith(f"{self.language}-")


def extended(matcher: Matcher, said: Any) -> dict[str, Any]:
    """Return what entities have by some properties.

    Raises:
        TermgraphError: where what is asked is no extension.
        TooLargeError: where it is too much.

    >>> from termgraph.serve.candidates import Matcher
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:altLabel "night bird"@en .')
    >>> extended(Matcher(birds), {"ids": ["e:owl"], "properties": [{"id": "skos:altLabel"}]})["rows"]
    {'e:owl': {'skos:altLabel': [{'str': 'night bird'}]}}
    """
    if not isinstance(said, Mapping) or not all(
        isinstance(said.get(name), list) for name in ("ids", "properties")
    ):
        raise TermgraphError("'extend' is an object with the lists 'ids' and 'properties'")
    if not all(isinstance(one, str) for one in said["ids"]):
        raise TermgraphError("'ids' is a list of texts")
    if len(said["ids"]) * max(len(said["properties"]), 1) > CELLS:
        raise TooLargeError(f"an extension has {CELLS:,} cells at most")
    columns = [Column.read(one) for one in said["properties"]]
    found = {one.id: matcher.properties.called(one.id) for one in columns}
    return {
        "meta": [_meta(one.id, found[one.id]) for one in columns],
        "rows": {
            id: {one.id: _cell(matcher, id, one, found[one.id]) for one in columns} for id in said["ids"]
        },
    }


def _meta(id: str, property: Property | None) -> dict[str, Any]:
    if property is None:
        return {"id": id, "name": printable(id)}
    kind = {"type": {"id": SKOS + "Concept", "name": "Concept"}} if property.leads else {}
    return {"id": id, "name": printable(property.name), **kind}


def _cell(matcher: Matcher, iri: str, column: Column, property: Property | None) -> list[dict[str, Any]]:
    values = property.values(iri) if property and matcher.is_there(iri) else ()
    spoken = [one for one in values if column.takes(one)]
    return [_value(matcher, one) for one in spoken[: column.limit or None]]


def _value(matcher: Matcher, value: Value) -> dict[str, Any]:
    if isinstance(value, str):
        return matcher.named(value) if matcher.is_there(value) else {"str": value}
    python = to_python(value)
    if isinstance(python, bool) or not isinstance(python, int | float):
        is_date = value.datatype.value == XSD + "dateTime" and _DATE.fullmatch(value.value)
        return {"date" if is_date else "str": value.value}
    if isinstance(python, int):
        return {"int": python}
    return {"float": python} if math.isfinite(python) else {"str": value.value}
