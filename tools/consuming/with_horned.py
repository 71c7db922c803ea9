"""py-horned-owl reads an ontology."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version

if __name__ == "__main__":
    ontology = import_module("pyhornedowl").open_ontology(sys.argv[1])
    classes = {one for one in map(str, ontology.get_classes()) if "/ml/" in one}
    broader = sum(len(ontology.get_superclasses(one)) for one in classes)
    labels = sum(
        bool(ontology.get_annotation(one, "http://www.w3.org/2000/01/rdf-schema#label")) for one in classes
    )
    arrived = {"concepts": len(classes), "preferred": labels, "broader": broader}
    print(json.dumps({"version": version("py-horned-owl"), "arrived": arrived, "asked": [*arrived]}))
