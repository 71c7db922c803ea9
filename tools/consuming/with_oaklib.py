"""oaklib (`runoak`) reads an ontology, as OWL by pronto or as OBO Graph JSON."""

from __future__ import annotations

import json
import sys
import warnings
from importlib import import_module
from importlib.metadata import version

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    path = sys.argv[1]
    adapter = import_module("oaklib").get_adapter(
        f"{'pronto' if path.endswith('.owl') else 'obograph'}:{path}"
    )
    edges = [edge for edge in adapter.relationships() if edge[0].startswith("https://w3id.org/termgraph/ml/")]
    terms = {one for one in adapter.entities(owl_type="owl:Class") if "/ml/" in one}
    related = {
        frozenset((one, other))
        for one, kind, other in edges
        if kind.endswith(("core#related", "skos:related"))
    }
    aliases = [alias for one in terms for alias in adapter.entity_aliases(one) if alias != adapter.label(one)]
    arrived = {
        "concepts": len(terms),
        "preferred": sum(bool(adapter.label(one)) for one in terms),
        "definitions": sum(bool(adapter.definition(one)) for one in terms),
        "others": len(aliases),
        "broader": sum(kind == "rdfs:subClassOf" for _, kind, _ in edges),
        "related": len(related),
    }
    print(json.dumps({"version": version("oaklib"), "arrived": arrived}))
