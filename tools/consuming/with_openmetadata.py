"""OpenMetadata's own model of a term takes each row; the importer of its server is not part of the package."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any


def listed(cell: str) -> list[str]:
    """Return the values of a cell."""
    return next(csv.reader([cell], delimiter=";")) if cell else []


def requested(row: dict[str, str]) -> Any:
    """Return a row as what the server is asked to make; it raises where that is none."""
    request = import_module("metadata.generated.schema.api.data.createGlossaryTerm").CreateGlossaryTermRequest
    reference = import_module("metadata.generated.schema.entity.data.glossaryTerm").TermReference
    named = listed(row["references"])
    return request(
        glossary="ml",
        parent=row["parent"] or None,
        name=row["name*"],
        displayName=row["displayName"],
        description=row["description"],
        synonyms=listed(row["synonyms"]) or None,
        relatedTerms=[one.rpartition(":")[2] for one in listed(row["relatedTerms"])] or None,
        references=[
            reference(name=name, endpoint=url) for name, url in zip(named[::2], named[1::2], strict=True)
        ],
    )


if __name__ == "__main__":
    found: Counter[str] = Counter()
    related: set[frozenset[str]] = set()
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            term = requested(row)
            place = f"{row['parent'] or 'ml'}.{row['name*']}"
            ways = listed(row["relatedTerms"])
            found.update(
                concepts=1,
                preferred=bool(term.displayName),
                definitions=bool(row["description"]),
                others=len(term.synonyms or ()),
                broader=bool(term.parent) + sum(one.startswith("broader:") for one in ways),
                mappings=sum(one.name.endswith("Match") for one in term.references or ()),
            )
            related |= {
                frozenset((place, one.removeprefix("partOf:")))
                for one in ways
                if not one.startswith("broader:")
            }
    arrived = {**found, "related": len(related)}
    print(json.dumps({"version": version("openmetadata-ingestion"), "arrived": arrived}))
