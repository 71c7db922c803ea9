"""What people are offered while they type, and what they are shown of it: concepts, classes and properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph import markdown
from termgraph.card import card
from termgraph.design import environment
from termgraph.errors import NotFoundError, TermgraphError
from termgraph.names import folded_key, printable
from termgraph.serve.properties import types_of
from termgraph.view import mathml
from termgraph.view.page import policy
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.serve.candidates import Matcher

_FOLDER = Path(__file__).parent / "templates"
#: How many are offered at a time, and other names that are shown.
_OFFERED, _NAMES = 10, 8
_LONGEST = 200
#: What there is to show of a class or property besides its name.
_NOTHING: Mapping[str, Any] = {"remarks": (), "definition": "", "names": "", "above": ()}

#: What is asked, by names.
Fields = Mapping[str, str]


class Suggestions:
    """Offers what a vocabulary has.

    Args:
        matcher: knows the vocabulary.

    >>> from termgraph.serve.candidates import Matcher
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> [one["name"] for one in Suggestions(Matcher(birds)).entities({"prefix": "ow"})["result"]]
    ['owl']
    """

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.graph = matcher.graph
        self._style = (_FOLDER / "preview.css").read_text("utf-8")
        templates = environment(_FOLDER)
        self._flyout, self._preview = (
            templates.get_template(f"{name}.html") for name in ("flyout", "preview")
        )

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of a preview, which may stand in a frame on anybody's page."""
        return f"{policy([], [self._style])}; frame-ancestors *"

    def entities(self, fields: Fields) -> dict[str, Any]:
        """Return concepts and collections by the beginning of a name."""
        start = _number(fields, "cursor")
        hits = self.graph.search(fields.get("prefix", "")[:_LONGEST], start + _OFFERED)[start:]
        return {
            "result": [
                {
                    **self.matcher.named(hit.iri),
                    "description": self.matcher.describe(hit.iri),
                    "notable": [self.matcher.named(iri) for iri in types_of(self.graph, hit.iri)],
                }
                for hit in hits
            ]
        }

    def types(self, fields: Fields) -> dict[str, Any]:
        """Return classes by a part of their names."""
        return {"result": _part([self.matcher.named(iri) for iri in self.matcher.types], fields)}

    def properties(self, fields: Fields) -> dict[str, Any]:
        """Return properties by a part of their names."""
        return {"result": _part(self._properties(), fields)}

    def proposed(self, fields: Fields) -> dict[str, Any]:
        """Return the properties that data can be extended by: all that anything has, whatever its type."""
        limit = _number(fields, "limit")
        told: dict[str, Any] = {"properties": self._properties()[: limit or None]}
        if "type" in fields:
            told["type"] = fields["type"]
        return told | ({"limit": limit} if limit else {})

    def entity(self, fields: Fields) -> dict[str, Any]:
        """Return a piece of a page about a concept or collection."""
        iri = self.entity_of(fields)
        return {"id": iri, "html": self._flyout.render(self._shown(iri))}

    def type(self, fields: Fields) -> dict[str, Any]:
        """Return a piece of a page about a class."""
        iri = self.matcher.class_of(fields.get("id", ""))
        if iri not in self.matcher.types:
            raise NotFoundError("there is no such type")
        return self._about(iri, self.matcher.types[iri])

    def property(self, fields: Fields) -> dict[str, Any]:
        """Return a piece of a page about a property."""
        found = self.matcher.properties.called(fields.get("id", ""))
        if found is None:
            raise NotFoundError("there is no such property")
        return self._about(found.id, found.name)

    def preview(self, iri: str) -> str:
        """Return a small page about a concept or collection."""
        return self._preview.render(style=self._style, language=self.graph.language, **self._shown(iri))

    def entity_of(self, fields: Fields) -> str:
        """Return the concept or collection that is asked for.

        Raises:
            NotFoundError: where there is none.
        """
        iri = fields.get("id", "")
        if not self.matcher.is_there(iri):
            raise NotFoundError("there is no such entity; its id is its IRI")
        return iri

    def _properties(self) -> list[dict[str, str]]:
        curie = self.graph.curie
        found = self.matcher.properties.values()
        return [{"id": one.id, "name": printable(one.name), "description": curie(one.id)} for one in found]

    def _about(self, iri: str, name: str) -> dict[str, Any]:
        return {"id": iri, "html": self._flyout.render(_NOTHING, label=printable(name), iri=iri)}

    def _shown(self, iri: str) -> dict[str, Any]:
        """Return what is shown of a concept or collection."""
        found, said = card(self.graph, iri), words(self.graph.language)
        remarks = [said.phrases["deprecated"]] if found.deprecated else []
        for one in found.misnomers:
            clearer = ", ".join(one.called(link, said) for link in one.clearer)
            remarks += [said.phrases["misleads"].format(name=one.name), _plain(one.why)]
            remarks += [f"{said.relations['misnomerOf'].heading}: {clearer}"] if clearer else []
        return {
            "label": printable(found.label),
            "iri": iri,
            "remarks": [printable(one) for one in remarks if one],
            "definition": printable(_plain(found.definition or "")),
            "names": printable(", ".join(one.text for one in found.names[:_NAMES])),
            "above": [printable(link.label) for link in (found.hierarchy[0] if found.hierarchy else ())],
        }


def _plain(text: str) -> str:
    """Return a text of several lines as one, its formulas as signs."""
    return " ".join(markdown.plain(text, mathml.text).split())


def _number(fields: Fields, name: str) -> int:
    text = fields.get(name) or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise TermgraphError(f"'{name}' is a whole number")
    return int(text)


def _part(rows: Sequence[dict[str, str]], fields: Fields) -> list[dict[str, str]]:
    """Return what is called by what is typed, or has it for an id: those that begin so first."""
    typed, start = fields.get("prefix", "")[:_LONGEST], _number(fields, "cursor")
    key = folded_key(typed)
    fitting = [one for one in rows if key in folded_key(one["name"]) or one["id"] == typed]
    fitting.sort(key=lambda one: not folded_key(one["name"]).startswith(key))
    return fitting[start : start + _OFFERED]
