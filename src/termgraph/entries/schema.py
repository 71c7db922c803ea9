"""The JSON Schema of an entry's front matter, made from the same keys that the reader follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from termgraph.entries.keys import ENTRY, MISNOMER, QUOTE, Key
from termgraph.entries.values import WRITABLE_LABEL_TYPES
from termgraph.model import STATUSES

_TEXT = {"type": "string", "minLength": 1}
_ID = {"type": "string", "pattern": "^[^\\s_A-Z/#]+$"}
_TAG = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
_BY_LANGUAGE = {
    "type": "object",
    "patternProperties": {_TAG: _TEXT},
    "additionalProperties": False,
    "minProperties": 1,
}
_VALUE = {"type": ["string", "number", "boolean"]}
_TEXTS = {"oneOf": [_TEXT, _BY_LANGUAGE]}


def _array(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": True, "minItems": 1}


def _object(keys: Sequence[Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.doc, **_SCHEMAS[key.kind]} for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


_TYPED_NAME = {
    "type": "object",
    "properties": {"label": _TEXTS, "type": {"enum": list(WRITABLE_LABEL_TYPES)}, "lang": {"pattern": _TAG}},
    "required": ["label"],
    "additionalProperties": False,
}
_RECORD = {"$ref": "#/$defs/misnomer"}
_QUOTE = {"$ref": "#/$defs/quote"}
_CITATION = {"type": "string", "pattern": "^[^\\s#]+(#[^\\s#]+)?$"}

#: What may stand under a key, by the kind of the key.
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "names": _TEXTS,
    "labels": _array({"anyOf": [_TEXT, _BY_LANGUAGE, _TYPED_NAME]}),
    "strings": _array(_TEXT),
    "string": _TEXT,
    "ids": _array(_ID),
    "targets": {"oneOf": [_TEXT, _array(_TEXT)]},
    "iris": _array({"type": "string", "pattern": "^https?://"}),
    "misnomers": {"oneOf": [_RECORD, _array(_RECORD)]},
    "notes": {"oneOf": [_TEXT, _BY_LANGUAGE, _array(_TEXTS)]},
    "definitions": _BY_LANGUAGE,
    "citations": _array(_CITATION),
    "citation": _CITATION,
    "quotes": {"oneOf": [_QUOTE, _array(_QUOTE)]},
    "date": {"type": "string", "format": "date"},
    "status": {"enum": list(STATUSES)},
    "flag": {"type": "boolean"},
    "values": {"oneOf": [_VALUE, _array(_VALUE)]},
}


def entry_schema(keys: Sequence[Key] = ENTRY) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the front matter of an entry.

    Args:
        keys: those of a vocabulary with keys of its own (`keys.entry_keys`).

    >>> entry_schema()["required"]
    ['prefLabel']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/termgraph/entry.schema.json",
        "title": "termgraph entry",
        "description": "Front matter of data/<vocabulary>/entries/<id>.md",
        **_object(keys),
        "$defs": {"misnomer": _object(MISNOMER), "quote": _object(QUOTE)},
    }
