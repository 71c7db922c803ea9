"""schema_org-py takes JSON-LD as its models, which refuse what the vocabulary of schema.org has not."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any


def properties(data: dict[str, Any]) -> dict[str, Any]:
    """Return what is said without the keywords of JSON-LD."""
    return {key: value for key, value in data.items() if not key.startswith("@")}


if __name__ == "__main__":
    models = import_module("schema_org")
    told = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    terms = [models.DefinedTerm(**properties(one)) for one in told["hasDefinedTerm"]]
    models.DefinedTermSet(**{**properties(told), "hasDefinedTerm": terms})
    arrived = {
        "concepts": len(terms),
        "preferred": sum(bool(one.name) for one in terms),
        "others": sum(len(one.alternate_name or ()) for one in terms),
        "definitions": sum(bool(one.description) for one in terms),
    }
    print(json.dumps({"version": version("schema-org-py"), "arrived": arrived}))
