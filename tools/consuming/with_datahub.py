"""DataHub reads a business glossary, or RDF, and writes what it would send to its server into a file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any


def aspects(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the term, the name and the values of each aspect that is about a term."""
    for one in json.loads(path.read_text("utf-8")):
        for snapshot in (one.get("proposedSnapshot") or {}).values():
            for aspect in snapshot["aspects"]:
                for name, values in aspect.items():
                    yield snapshot["urn"], name.rpartition(".")[2], values
        if one.get("aspectName"):
            values = one["aspect"].get("json", one["aspect"])
            yield one["entityUrn"], one["aspectName"][0].upper() + one["aspectName"][1:], values


def counted(path: Path) -> dict[str, int]:
    """Return how many there are of each kind; values of custom properties are told apart by lines."""
    found: Counter[str] = Counter()
    related: set[frozenset[str]] = set()
    kinds = {"altLabel": "others", "hiddenLabel": "hidden", "collections": "members"}
    mappings = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    for urn, name, values in aspects(path):
        if name == "GlossaryRelatedTerms":
            found["broader"] += len(values.get("isRelatedTerms") or ())
            related |= {frozenset((urn, other)) for other in values.get("relatedTerms") or ()}
        if name == "GlossaryTermInfo":
            found.update(
                concepts=1, preferred=bool(values.get("name")), definitions=bool(values["definition"])
            )
            for key, text in (values.get("customProperties") or {}).items():
                kind = key.removeprefix("skos:").partition("@")[0]
                kind = "mappings" if kind in mappings else kinds.get(kind, "")
                found[kind] += len(text.split("\n")) if kind else 0
    return {**{kind: count for kind, count in found.items() if kind}, "related": len(related)}


if __name__ == "__main__":
    source = Path(sys.argv[1])
    made = source.with_suffix(".made.json")
    kind, settings = "datahub-business-glossary", {"file": str(source)}
    if source.suffix == ".ttl":
        kind, settings = "rdf", {"source": str(source), "environment": "PROD"}
    recipe = {
        "source": {"type": kind, "config": settings},
        "sink": {"type": "file", "config": {"filename": str(made)}},
    }
    pipeline = import_module("datahub.ingestion.run.pipeline").Pipeline.create(recipe)
    pipeline.run()
    pipeline.raise_from_status()
    print(json.dumps({"version": version("acryl-datahub"), "arrived": counted(made)}))
