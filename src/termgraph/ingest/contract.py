"""What other programs get: a record with its match as JSON, and its schema. Keys are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from termgraph import relations
from termgraph.errors import TermgraphError
from termgraph.records import (
    DECISIONS,
    KINDS,
    LABEL_FROM,
    BrokenLink,
    Candidate,
    Match,
    Proposal,
    Reading,
    Record,
    RecordLabel,
    RecordText,
)

#: Types of relations that are proposed, each read from the record on.
_KINDS = [row for row in relations.RELATIONS.below("broader", "related") if row.key]
RELATIONS = tuple(
    sorted({"altLabel", "misnomerOf", *(end for row in _KINDS for end in (row.name, row.back))})
)


def record_object(record: Record, match: Match | None, entry: str | None = None) -> dict[str, Any]:
    """Return a record as JSON can hold it.

    Args:
        record: the record.
        match: what it is to the vocabulary; None of a section.
        entry: the id of the entry that it becomes, or becomes part of; None where that is open.

    >>> record_object(Record(1, "Owl", "Owl", "heading", (RecordLabel("Owl"),)), Match("new"))["match"]["decision"]
    'new'
    """
    said = {**asdict(record), "match": match_object(match), "entry": entry}
    return {key: _plain(said[key]) for key in _RECORD["required"]}


def dropped_object(reading: Reading) -> dict[str, Any] | None:
    """Return what was not taken of a document, as a last section that holds nothing else; None where all was taken.

    >>> from termgraph.records import Dropped
    >>> dropped_object(Reading("a.csv", "csv", (), dropped=(Dropped("line 3", "no term"),)))["dropped"]
    [{'where': 'line 3', 'why': 'no term'}]
    """
    if not reading.dropped:
        return None
    section = Record(len(reading.records) + 1, None, None, "none", kind="section")
    return {**record_object(section, None), "dropped": [asdict(one) for one in reading.dropped]}


def match_object(match: Match | None) -> dict[str, Any]:
    """Return a match as JSON can hold it; the best candidate stands for itself, and all are in `candidates`."""
    candidates = [_plain(asdict(one)) for one in match.candidates] if match else []
    return {
        "decision": match.decision if match else None,
        **(candidates[0] if candidates else {"concept": None, "score": None, "why": []}),
        "decided": match is not None and match.decided,
        "candidates": candidates,
    }


def _plain(value: Any) -> Any:
    """Return data with lists for tuples, as JSON has it."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return list(map(_plain, value)) if isinstance(value, (tuple, list)) else value


def record_from(made: Mapping[str, Any]) -> tuple[Record, Match | None]:
    """Return the record and the match that an object of the contract holds.

    Raises:
        TermgraphError: where it is none.

    >>> owl = Record(1, "Owl", "Owl", "heading", (RecordLabel("Owl"),), fields={"example": ("hoot",)})
    >>> record_from(record_object(owl, None)) == (owl, None)
    True
    """
    try:
        match = made["match"]
        values = {field.name: made[field.name] for field in fields(Record)}
        values |= {
            "labels": tuple(RecordLabel(**label) for label in made["labels"]),
            "lines": (made["lines"][0], made["lines"][1]),
            "broken_links": tuple(BrokenLink(**link) for link in made["broken_links"]),
            "texts": tuple(RecordText(**one) for one in made["texts"]),
            "relations": tuple(Proposal(**one) for one in made["relations"]),
            "fields": {name: tuple(texts) for name, texts in made["fields"].items()},
            **{name: tuple(made[name]) for name in ("see", "references", "citations", "flags")},
        }
        found = tuple(
            Candidate(one["concept"], one["score"], tuple(one["why"])) for one in match["candidates"]
        )
        decision = match["decision"]
        return Record(**values), Match(decision, found, match["decided"]) if decision else None
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise TermgraphError(f"is no record: {error}") from None


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAY_BE_TEXT = {"type": ["string", "null"]}
_SHARE = {"minimum": 0, "maximum": 1}


def _said(schema: Mapping[str, Any], doc: str) -> dict[str, Any]:
    return {**schema, "description": doc}


def _several(name: str, doc: str = "") -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    return _said(items, doc) if doc else items


def _object(doc: str, **properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": doc,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_LABEL = _object(
    "A name that the document gives.",
    label=_said(_TEXT, "The name, without numbers, brackets and marks around it."),
    type=_said(
        _MAY_BE_TEXT, "abbreviation, plural, misspelling …; guess where it is one; null for any other."
    ),
    language=_said(_TEXT, "The tag of its language where that is not the record's, empty otherwise."),
)
_LINK = _object(
    "A cross reference that leads nowhere in the document.",
    text=_said(_TEXT, "What the link says."),
    target=_said(_TEXT, "Where it points, as written."),
    line=_said({"type": "integer"}, "Where it stands."),
    meant=_said(_MAY_BE_TEXT, "The entry that was probably meant."),
)
_CANDIDATE = _object(
    "A concept that the record may be about.",
    concept=_said(_TEXT, "Id of the concept."),
    score=_said({"type": "number", **_SHARE}, "How sure."),
    why=_said(_TEXTS, "The evidence, a phrase each."),
)
_MATCH = _object(
    "What the record is to the vocabulary.",
    decision=_said(
        {"enum": [*DECISIONS, None]},
        "same: it is about that concept; maybe: a person has to say; new: none is it; null: a section.",
    ),
    concept=_said(_MAY_BE_TEXT, "Id of the best candidate."),
    score=_said({"type": ["number", "null"], **_SHARE}, "How sure, from 0 to 1."),
    why=_said(_TEXTS, "The evidence for it, a phrase each."),
    decided=_said({"type": "boolean"}, "Whether that was decided before, in mappings.sssom.tsv."),
    candidates=_several(
        "candidate", "All concepts that come into question, best first; of same, those that it is."
    ),
)
_SAID = _object(
    "What the document says of it in another language.",
    text=_said(_TEXT, "The text."),
    language=_said(_TEXT, "The tag of its language."),
    kind=_said(_TEXT, "definition, or the label of a part in lower case."),
)
_RELATION = _object(
    "A relation that the format or the text states. Proposed, not asserted.",
    type=_said({"enum": list(RELATIONS)}, "Read from the record on: broader is what it is a kind of."),
    target=_said(_TEXT, "The name of the other end, as the text has it."),
    evidence=_said(_TEXT, "The sentence that says so."),
    stated=_said({"type": "boolean"}, "Whether the format itself states it, and not only the prose."),
)
_RECORD = _object(
    "An entry of a document, as it stands there, and what it is to the vocabulary.",
    n=_said({"type": "integer", "minimum": 1}, "Its place in the document."),
    heading=_said(_MAY_BE_TEXT, "As printed; null where it has none or it was lost."),
    label=_said(_MAY_BE_TEXT, "Its name; null where neither heading nor text gives one."),
    label_from=_said({"enum": list(LABEL_FROM)}, "Where the label is from."),
    labels=_several("label", "All its names, the label first."),
    body=_said(_TEXT, "Its text, without the heading."),
    lines=_said(
        {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "First and last line, heading included, from 1; of a spreadsheet, rows.",
    ),
    kind=_said(
        {"enum": list(KINDS)},
        "A stub has no text, a redirect points to another entry, a section is no entry.",
    ),
    see=_said(_TEXTS, "The labels of the entries that it points to."),
    broken_links=_several("broken_link"),
    fields=_said(
        {"type": "object", "additionalProperties": _TEXTS},
        "Its labelled parts: the label in lower case to texts.",
    ),
    match={"$ref": "#/$defs/match"},
    relations=_several("relation"),
    place=_said(_TEXT, "Page, sheet and cell or the like, where lines say too little."),
    path=_said(_TEXT, "The file, where several were read."),
    references=_said(_TEXTS, "Addresses outside of the document."),
    citations=_said(_TEXTS, "Keys of the document's own list of references, with the place."),
    flags=_said(_TEXTS, "What a person should look at, a sentence each."),
    language=_said(_TEXT, "The tag of its language, empty where nothing says."),
    texts=_several("text", "What it says in other languages."),
    entry=_said(_MAY_BE_TEXT, "Id of the entry that it becomes or becomes part of; null where that is open."),
)
_RECORD["properties"]["dropped"] = _several(
    "dropped", "Only in a last section without a heading: what the document holds and no record was made of."
)
_DROPPED = _object(
    "A row, entry or file that was not taken.",
    where=_said(_TEXT, "The file, sheet, row or line."),
    why=_said(_TEXT, "A short phrase."),
)


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `termgraph ingest --dry-run --format json` prints.

    >>> record_schema()["items"]["$ref"]
    '#/$defs/record'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/termgraph/record.schema.json",
        "title": "termgraph records",
        "description": "What `termgraph ingest --dry-run --format json` prints: the records, in the document's order.",
        "type": "array",
        "items": {"$ref": "#/$defs/record"},
        "$defs": {
            "record": _RECORD,
            "label": _LABEL,
            "broken_link": _LINK,
            "text": _SAID,
            "match": _MATCH,
            "candidate": _CANDIDATE,
            "relation": _RELATION,
            "dropped": _DROPPED,
        },
    }
