"""What programs ask: a table of endpoints, from which both the routes and their description in OpenAPI are made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from termgraph.serve.negotiation import media_type
from termgraph.serve.problems import JSON as PROBLEM
from termgraph.serve.problems import Problem
from termgraph.serve.replies import reply
from termgraph.serve.served import Document, Served, Shelf

if TYPE_CHECKING:
    from starlette.requests import Request

_JSON = "application/json"
_LD = "application/ld+json"
_PROBLEM = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_REFUSED = {
    "400": "The question cannot be understood",
    "404": "There is no such thing",
    "406": "It is there in no form that the client takes",
    "414": "The question is too long",
}
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be said in a question.

    Attributes:
        name: what it is called.
        doc: what it is, one sentence.
        type: `string`, `integer` or `boolean`.
        default: what it is where it is not said; None for nothing.
        required: whether it must be said.
        least: of an integer.
        most: of an integer; of a string, how long it may be.
        one_of: all that it may be; empty for anything.
        in_path: whether it is a part of the path.
    """

    name: str
    doc: str
    type: str = "string"
    default: Any = None
    required: bool = False
    least: int = 0
    most: int = 1000
    one_of: tuple[str, ...] = ()
    in_path: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """What values there are, in JSON Schema."""
        match self.type:
            case "integer":
                found: dict[str, Any] = {"type": "integer", "minimum": self.least, "maximum": self.most}
            case "boolean":  # as people write it in addresses, with capitals too
                found = {"type": "string", "enum": [*_TRUTHS, *map(str.capitalize, ("true", "false"))]}
            case _:
                found = {"type": "string", "maxLength": self.most}
        if self.one_of:
            found["enum"] = [*self.one_of]
        if self.required:
            found |= {} if self.type == "integer" else {"pattern": r"[^\x00-\x20]"}
        if self.default is not None and self.type != "boolean":
            found["default"] = self.default
        return found

    def read(self, text: str | None) -> Any:
        """Return the value that a text says.

        Raises:
            Problem: where it says none.
        """
        if text is None or (self.type == "string" and _is_blank(text) and text not in self.one_of):
            if self.required:
                raise Problem(400, f"'{self.name}' is missing: {self.doc}")
            return self.default
        if self.one_of and text not in self.one_of:
            raise Problem(400, f"'{self.name}' is one of {', '.join(self.one_of)}")
        if self.type == "boolean":
            return self._truth(text)
        return self._number(text) if self.type == "integer" else self._text(text)

    def _truth(self, text: str) -> bool:
        if text not in self.schema["enum"]:
            raise Problem(400, f"'{self.name}' is true or false")
        return _TRUTHS[text.lower()]

    def _number(self, text: str) -> int:
        is_number = text.isascii() and text.removeprefix("-").isdigit() and len(text) < 20
        if not is_number or not self.least <= int(text) <= self.most:
            raise Problem(400, f"'{self.name}' is a whole number from {self.least:,} to {self.most:,}")
        return int(text)

    def _text(self, text: str) -> str:
        if len(text) > self.most:
            raise Problem(400, f"'{self.name}' is longer than {self.most:,} characters")
        return text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        shelf: the vocabularies.
        values: of its parameters, by their names.
        base: the address of the server, which ends in a slash.
        accept: the forms that the client takes, as it says it.
    """

    shelf: Shelf
    values: Mapping[str, Any]
    base: str
    accept: str | None = None

    def __getitem__(self, name: str) -> Any:
        """Return the value of a parameter; None where it is not said."""
        return self.values.get(name)

    def vocabulary(self, id: str) -> Served:
        """Return a vocabulary.

        Raises:
            Problem: where there is none with that id.
        """
        if id not in self.shelf:
            raise Problem(404, f"there is no vocabulary '{id}'; there is {', '.join(self.shelf)}")
        return self.shelf[id]

    def vocabularies(self) -> list[Served]:
        """Return the vocabularies that `vocab` names, apart by spaces; all where it names none."""
        named = (self["vocab"] or "").split()
        return [self.vocabulary(id) for id in dict.fromkeys(named)] or [*self.shelf.values()]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address that programs ask.

    Attributes:
        path: it, with parameters in braces.
        doc: what it answers, one sentence.
        answer: returns that, as JSON knows it, or as a document.
        parameters: what may be asked.
        schema: of the answer, in JSON Schema.
        tag: the group that it belongs to.
        types: the media types of its answer.
    """

    path: str
    doc: str
    answer: Callable[[Asked], Mapping[str, Any] | Document]
    parameters: tuple[Parameter, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)
    tag: str = ""
    types: tuple[str, ...] = (_JSON,)

    def route(self, shelf: Shelf, public_base: str = "") -> Route:
        """Return the route that answers it."""

        def answer(request: Request) -> Response:
            values = {one.name: one.read(_said(request, one)) for one in self.parameters}
            asked = Asked(shelf, values, base_of(request, public_base), request.headers.get("accept"))
            found = self.answer(asked)
            return reply(
                request, found if isinstance(found, Document) else _json(request, found), {"Vary": "Accept"}
            )

        return Route(self.path, answer)

    def described(self) -> dict[str, Any]:
        """Return what OpenAPI says of it."""
        shown = {kind: {"schema": dict(self.schema)} if kind == _JSON else {} for kind in self.types}
        return {
            "summary": self.doc,
            "tags": [self.tag],
            "parameters": [
                {
                    "name": one.name,
                    "in": "path" if one.in_path else "query",
                    "description": one.doc,
                    "required": one.required,
                    "schema": one.schema,
                }
                for one in self.parameters
            ],
            "responses": {
                "200": {"description": "What was asked for", "content": shown},
                "304": {"description": "What the client has already"},
                **{status: {"description": doc, "content": _PROBLEM} for status, doc in _REFUSED.items()},
            },
        }


def _is_blank(text: str) -> bool:
    return all(char <= " " for char in text)


def _said(request: Request, parameter: Parameter) -> str | None:
    found = request.path_params if parameter.in_path else request.query_params
    return found.get(parameter.name)


def base_of(request: Request, public_base: str = "") -> str:
    """Return the address of the server as its clients know it, which ends in a slash."""
    return f"{public_base}/" if public_base else str(request.base_url)


def _json(request: Request, said: Mapping[str, Any]) -> Document:
    kind = media_type(request.headers.get("accept"), (_JSON, _LD)) or _JSON
    return Document(
        "", kind if "@context" in said else _JSON, lambda: json.dumps(said, ensure_ascii=False).encode()
    )


def openapi(endpoints: Iterable[Endpoint], base: str, version: str) -> dict[str, Any]:
    """Return the description of endpoints in OpenAPI 3.1."""
    problem = {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "termgraph",
            "version": version,
            "description": "Vocabularies of terms, read-only: search, concepts, hierarchy, and Skosmos's REST API.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {one.path: {"get": one.described()} for one in endpoints},
        "components": {"schemas": {"Problem": problem}},
    }
