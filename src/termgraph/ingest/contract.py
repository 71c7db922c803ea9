"""What other programs get: a record with its match as JSON, and its schema. Keys are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
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
    Record,
    RecordLabel,
)

#: Types of relations that are proposed, each read from the record on.
RELATIONS = tuple(
    sorted(
        {"altLabel", "misnomerOf"}.union(
            *((row.name, row.back) for row in relations.RELATIONS.below("broader", "related") if row.key)
        )
    )
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
    return {
        "n": record.n,
        "heading": record.heading,
        "label": record.label,
        "label_from": record.label_from,
        "labels": [{"label": label.label, "type": label.type} for label in record.labels],
        "body": record.body,
        "lines": list(record.lines),
        "kind": record.kind,
        "see": list(record.see),
        "broken_links": [
            {"text": link.text, "target": link.target, "line": link.line, "meant": link.meant}
            for link in record.broken_links
        ],
        "fields": {name: list(texts) for name, texts in record.fields.items()},
        "match": match_object(match),
        "relations": [
            {"type": one.type, "target": one.target, "evidence": one.evidence} for one in record.relations
        ],
        "place": record.place,
        "path": record.path,
        "references": list(record.references),
        "citations": list(record.citations),
        "flags": list(record.flags),
        "language": record.language,
        "entry": entry,
    }


def match_object(match: Match | None) -> dict[str, Any]:
    """Return a match as JSON can hold it; the best candidate stands for itself, and all are in `candidates`."""
    if match is None:
        return {
            "decision": None,
            "concept": None,
            "score": None,
            "why": [],
            "decided": False,
            "candidates": [],
        }
    best = match.candidates[0] if match.candidates else None
    return {
        "decision": match.decision,
        "concept": best.concept if best else None,
        "score": best.score if best else None,
        "why": list(best.why) if best else [],
        "decided": match.decided,
        "candidates": [
            {"concept": one.concept, "score": one.score, "why": list(one.why)} for one in match.candidates
        ],
    }


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


def _object(properties: Mapping[str, Any], doc: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": doc,
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(schema: Mapping[str, Any], doc: str) -> dict[str, Any]:
    return {**schema, "description": doc}


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `termgraph ingest --dry-run --format json` prints.

    >>> record_schema()["items"]["$ref"]
    '#/$defs/record'
    """
    label = _object(
        {
            "label": _said(_TEXT, "The name, without numbers, brackets and marks around it."),
            "type": _said(
                _MAY_BE_TEXT,
                "abbreviation, plural, misspelling …; guess where it is one; null for any other.",
            ),
        },
        "A name that the document gives.",
    )
    link = _object(
        {
            "text": _said(_TEXT, "What the link says."),
            "target": _said(_TEXT, "Where it points, as written."),
            "line": _said({"type": "integer"}, "Where it stands."),
            "meant": _said(_MAY_BE_TEXT, "The entry that was probably meant."),
        },
        "A cross reference that leads nowhere in the document.",
    )
    score = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    candidate = _object(
        {
            "concept": _said(_TEXT, "Id of the concept."),
            "score": _said({"type": "number", "minimum": 0, "maximum": 1}, "How sure."),
            "why": _said(_TEXTS, "The evidence, a phrase each."),
        },
        "A concept that the record may be about.",
    )
    match = _object(
        {
            "decision": _said(
                {"enum": [*DECISIONS, None]},
                "same: it is about that concept; maybe: a person has to say; new: none is it; null: a section.",
            ),
            "concept": _said(_MAY_BE_TEXT, "Id of the best candidate."),
            "score": _said(score, "How sure, from 0 to 1."),
            "why": _said(_TEXTS, "The evidence for it, a phrase each."),
            "decided": _said({"type": "boolean"}, "Whether that was decided before, in mappings.sssom.tsv."),
            "candidates": {
                "type": "array",
                "items": {"$ref": "#/$defs/candidate"},
                "description": "All concepts that come into question, best first; of same, those that it is.",
            },
        },
        "What the record is to the vocabulary.",
    )
    relation = _object(
        {
            "type": _said(
                {"enum": list(RELATIONS)}, "Read from the record on: broader is what it is a kind of."
            ),
            "target": _said(_TEXT, "The name of the other end, as the text has it."),
            "evidence": _said(_TEXT, "The sentence that says so."),
        },
        "A relation that the text states. Proposed, not asserted.",
    )
    record = _object(
        {
            "n": _said({"type": "integer", "minimum": 1}, "Its place in the document."),
            "heading": _said(_MAY_BE_TEXT, "As printed; null where it has none or it was lost."),
            "label": _said(_MAY_BE_TEXT, "Its name; null where neither heading nor text gives one."),
            "label_from": _said({"enum": list(LABEL_FROM)}, "Where the label is from."),
            "labels": {
                "type": "array",
                "items": {"$ref": "#/$defs/label"},
                "description": "All its names, the label first.",
            },
            "body": _said(_TEXT, "Its text, without the heading."),
            "lines": {
                "type": "array",
                "items": {"type": "integer"},
                "minItems": 2,
                "maxItems": 2,
                "description": "First and last line, heading included, from 1; of a spreadsheet, rows.",
            },
            "kind": _said(
                {"enum": list(KINDS)},
                "A stub has no text, a redirect points to another entry, a section is no entry.",
            ),
            "see": _said(_TEXTS, "The labels of the entries that it points to."),
            "broken_links": {"type": "array", "items": {"$ref": "#/$defs/broken_link"}},
            "fields": {
                "type": "object",
                "additionalProperties": _TEXTS,
                "description": "Its labelled parts: the label in lower case to texts.",
            },
            "match": {"$ref": "#/$defs/match"},
            "relations": {"type": "array", "items": {"$ref": "#/$defs/relation"}},
            "place": _said(_TEXT, "Page, sheet and cell or the like, where lines say too little."),
            "path": _said(_TEXT, "The file, where several were read."),
            "references": _said(_TEXTS, "Addresses outside of the document."),
            "citations": _said(_TEXTS, "Keys of the document's own list of references, with the place."),
            "flags": _said(_TEXTS, "What a person should look at, a sentence each."),
            "language": _said(_TEXT, "The tag of its language, empty where nothing says."),
            "entry": _said(
                _MAY_BE_TEXT, "Id of the entry that it becomes or becomes part of; null where that is open."
            ),
        },
        "An entry of a document, as it stands there, and what it is to the vocabulary.",
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/termgraph/record.schema.json",
        "title": "termgraph records",
        "description": "What `termgraph ingest --dry-run --format json` prints: the records, in the document's order.",
        "type": "array",
        "items": {"$ref": "#/$defs/record"},
        "$defs": {
            "record": record,
            "label": label,
            "broken_link": link,
            "match": match,
            "candidate": candidate,
            "relation": relation,
        },
    }
